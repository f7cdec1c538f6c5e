package io.orgplane.billing.subscription;

import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;

/** The seat gate is to go down to this cap, before less is billed. */
record SeatCapLoweringRequested(OrganizationId organizationId, long version, int cap)
    implements DomainEvent {}
