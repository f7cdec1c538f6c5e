package io.orgplane.billing.subscription;

import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;

/** An attempt to pay an invoice failed. */
record PaymentFailed(OrganizationId organizationId, String invoiceId, long amount, String currency)
    implements DomainEvent {}
