package io.orgplane.billing.subscription;

import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;

/** An invoice was paid in full. */
record InvoicePaid(OrganizationId organizationId, String invoiceId, long amount, String currency)
    implements DomainEvent {}
