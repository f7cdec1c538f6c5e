package io.orgplane.billing.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the provider is to do by itself when the period is over.
 *
 * @param periodEnd of the period after which it holds; once that has passed, it is too late
 * @param terms none is to go on as before
 * @param price of those terms
 */
public record RenewalOrder(
    PaidSubscriptionId subscription,
    Instant periodEnd,
    @Nullable RenewalTerms terms,
    @Nullable PlanPrice price) {}
