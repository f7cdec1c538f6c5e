package io.orgplane.billing.subscription;

import io.orgplane.billing.payment.Account;

/**
 * What the provider had of a customer.
 *
 * @param ticket drawn before it was asked: of two, the one with the higher ticket was asked later
 */
public record Fetched(long ticket, Account account) {}
