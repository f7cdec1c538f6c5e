package io.orgplane.membership.revocation;

import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import java.time.Instant;

/** Every participant has acknowledged the removal. */
record RevocationCompleted(
    OrganizationId organizationId, RevocationId revocationId, UserId userId, Instant completedAt)
    implements DomainEvent {}
