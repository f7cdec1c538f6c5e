package io.orgplane.billing.subscription;

import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;

/** A payment is still owed, and this is how long it can be before changes are stopped. */
record PaymentReminded(OrganizationId organizationId, Instant owedSince, Instant readOnlyAt)
    implements DomainEvent {}
