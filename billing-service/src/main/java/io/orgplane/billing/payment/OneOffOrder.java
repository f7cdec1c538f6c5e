package io.orgplane.billing.payment;

/**
 * Something to be paid once.
 *
 * @param reference ours, by which it is found again
 * @param amount minor units
 */
public record OneOffOrder(String reference, String description, long amount, String currency) {}
