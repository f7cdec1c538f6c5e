package io.orgplane.billing.payment;

import io.orgplane.kit.id.OrganizationId;
import java.util.UUID;

/**
 * What is to be bought on the provider's own page.
 *
 * @param operation by which the page is found again when its creation got no answer
 */
public record CheckoutOrder(
    OrganizationId organization,
    UUID operation,
    CustomerId customer,
    PlanPrice price,
    int quantity,
    String successUrl,
    String cancelUrl) {}
