package io.orgplane.billing.payment;

import io.orgplane.kit.id.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be bought on the provider's own page.
 *
 * @param trialDays for how long it costs nothing; none is from the start
 * @param operation by which the page is found again when its creation got no answer
 */
public record CheckoutOrder(
    OrganizationId organization,
    UUID operation,
    CustomerId customer,
    PlanPrice price,
    int quantity,
    @Nullable Integer trialDays,
    String successUrl,
    String cancelUrl) {}
