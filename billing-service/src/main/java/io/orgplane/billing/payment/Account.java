package io.orgplane.billing.payment;

import java.util.List;

/** Everything that the provider has of a customer, newest first. */
public record Account(List<PaidSubscription> subscriptions, List<Invoice> invoices) {

  public Account {
    subscriptions = List.copyOf(subscriptions);
    invoices = List.copyOf(invoices);
  }
}
