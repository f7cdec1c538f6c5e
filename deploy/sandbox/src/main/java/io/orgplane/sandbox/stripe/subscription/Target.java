package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.catalogue.Interval;
import io.orgplane.sandbox.stripe.catalogue.Price;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an item is to become.
 *
 * @param item absent for one that is added
 */
record Target(String id, @Nullable SubscriptionItem item, Price price, long quantity) {
  static Target of(SubscriptionItem item) {
    return new Target(item.id(), item, item.price(), item.quantity());
  }

  static Target added(Price price, long quantity) {
    return new Target(Ids.next("si"), null, price, quantity);
  }

  boolean changes() {
    return item == null || item.price() != price || item.quantity() != quantity;
  }

  long amount() {
    return price.unitAmount() * quantity;
  }

  Interval interval() {
    return Objects.requireNonNull(price.interval(), "a subscription's price is recurring");
  }

  InvoiceLine.Subject subject(String subscription) {
    return new InvoiceLine.Subject(subscription, id, price, quantity);
  }
}
