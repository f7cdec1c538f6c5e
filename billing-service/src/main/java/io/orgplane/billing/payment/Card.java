package io.orgplane.billing.payment;

/** The means of payment, as far as anybody may see it. */
public record Card(String brand, String last4) {}
