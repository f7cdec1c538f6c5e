package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A <a href="https://docs.stripe.com/billing/subscriptions/pending-updates">change that waits</a>
 * for its invoice.
 */
record PendingUpdate(Change change, Invoice invoice, long expiresAt) {
  static final long MOST_SECONDS = 23 * 60 * 60;

  static PendingUpdate of(Change change, Invoice invoice, Subscription subscription, long now) {
    return new PendingUpdate(
        change, invoice, Math.min(subscription.period().end(), now + MOST_SECONDS));
  }

  JsonObject json(Subscription subscription) {
    var items = new JsonArray();
    for (Target target : change.targets()) {
      SubscriptionItem item = target.item();
      if (item == null) {
        item =
            new SubscriptionItem(
                target.id(), subscription, target.price(), target.quantity(), change.at());
      }
      items.add(item.json(target.price(), target.quantity()));
    }
    return new JsonObject()
        .put("billing_cycle_anchor", change.startsPeriod() ? change.period().anchor() : null)
        .putNull("discount")
        .putNull("discounts")
        .put("expires_at", expiresAt)
        .putNull("metadata")
        .put("subscription_items", items)
        .put("trial_end", change.endsTrial() ? (Object) change.at() : null)
        .putNull("trial_from_plan");
  }
}
