package io.orgplane.billing.recount;

import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;

/** The provider has the seats that the members of this version need. */
record SeatsRecounted(
    OrganizationId organizationId, long membershipVersion, int activeCount, int quantity)
    implements DomainEvent {}
