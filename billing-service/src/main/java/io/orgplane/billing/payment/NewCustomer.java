package io.orgplane.billing.payment;

import io.orgplane.kit.id.OrganizationId;

/** Who is to be known to the provider. */
public record NewCustomer(OrganizationId organization, String name, String email) {}
