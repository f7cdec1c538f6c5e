package io.orgplane.billing.payment;

/** What a change would cost, in minor units. */
public record Quote(long dueNow, long dueAtRenewal, String currency) {}
