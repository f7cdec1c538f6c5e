package io.orgplane.sandbox.stripe.checkout;

import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions.Wanted;
import io.vertx.core.json.JsonObject;

/** One of the goods of a checkout. */
record LineItem(String id, Wanted wanted, long created) implements Resource {
  static LineItem of(Wanted wanted, long created) {
    return new LineItem(Ids.next("li"), wanted, created);
  }

  long amount() {
    return wanted.price().unitAmount() * wanted.quantity();
  }

  @Override
  public JsonObject json() {
    return new JsonObject()
        .put("id", id)
        .put("object", "item")
        .putNull("adjustable_quantity")
        .put("amount_discount", 0)
        .put("amount_subtotal", amount())
        .put("amount_tax", 0)
        .put("amount_total", amount())
        .put("currency", wanted.price().currency())
        .put("description", wanted.price().product().name())
        .put("metadata", new JsonObject())
        .put("price", wanted.price().json())
        .put("quantity", wanted.quantity());
  }
}
