package io.orgplane.membership.mail;

import io.orgplane.kit.id.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that a replica has in hand.
 *
 * @param letter as JSON, as it was posted
 * @param sealed the token of its link, closed; null when its link needs none
 * @param attempts this one included
 * @param isTooOld whether it has been tried for so long that a refusal ends it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PostedMail(
    OrganizationId organization,
    UUID id,
    String recipient,
    String letter,
    byte @Nullable [] sealed,
    int attempts,
    boolean isTooOld) {}
