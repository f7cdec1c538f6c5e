package io.orgplane.billing.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The pool holds more. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CreditsGranted(
    OrganizationId organizationId,
    UUID grantId,
    Bucket kind,
    Credits credits,
    @Nullable Instant expiresAt,
    String reason,
    Credits remaining)
    implements DomainEvent {}
