package io.orgplane.billing.payment;

/** A page of the provider on which somebody pays. */
public record CheckoutPage(String sessionId, String url) {}
