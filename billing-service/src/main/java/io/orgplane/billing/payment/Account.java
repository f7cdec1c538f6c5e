package io.orgplane.billing.payment;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Everything that the provider has of a customer, newest first. */
public record Account(List<PaidSubscription> subscriptions, List<Invoice> invoices) {

  public Account {
    subscriptions = List.copyOf(subscriptions);
    invoices = List.copyOf(invoices);
  }

  /** When the oldest invoice was made whose payment has been tried in vain. */
  public Optional<Instant> unpaidSince() {
    return invoices.stream()
        .filter(invoice -> invoice.isOpen() && invoice.attempts() > 0)
        .map(Invoice::createdAt)
        .min(Comparator.naturalOrder());
  }
}
