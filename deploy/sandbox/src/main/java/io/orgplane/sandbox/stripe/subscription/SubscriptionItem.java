package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.catalogue.Price;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A price and a quantity on a subscription, and what was last charged for them. */
final class SubscriptionItem implements Resource {
  private final String id;
  private final Subscription subscription;
  private final long created;
  private final Metadata metadata = new Metadata();
  private Price price;
  private long quantity;
  private List<InvoiceLine> charged = List.of();

  SubscriptionItem(String id, Subscription subscription, Price price, long quantity, long created) {
    this.id = id;
    this.subscription = subscription;
    this.price = price;
    this.quantity = quantity;
    this.created = created;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long created() {
    return created;
  }

  Subscription subscription() {
    return subscription;
  }

  Price price() {
    return price;
  }

  long quantity() {
    return quantity;
  }

  Metadata metadata() {
    return metadata;
  }

  /**
   * The lines that charged for the current period. A credit is a share of these, not of price ×
   * quantity: that is what <a
   * href="https://docs.stripe.com/billing/subscriptions/billing-mode">flexible billing mode</a>
   * changed.
   */
  List<InvoiceLine> charged() {
    return charged;
  }

  void charged(InvoiceLine line) {
    charged = List.of(line);
  }

  InvoiceLine.Subject subject() {
    return new InvoiceLine.Subject(subscription.id(), id, price, quantity);
  }

  void become(Price wantedPrice, long wantedQuantity) {
    price = wantedPrice;
    quantity = wantedQuantity;
  }

  @Override
  public JsonObject json() {
    return json(price, quantity);
  }

  JsonObject json(Price shownPrice, long shownQuantity) {
    return new JsonObject()
        .put("id", id)
        .put("object", "subscription_item")
        .putNull("billing_thresholds")
        .put("created", created)
        .put("current_period_end", subscription.period().end())
        .put("current_period_start", subscription.period().start())
        .put("discounts", new JsonArray())
        .put("metadata", metadata.json())
        .put("plan", shownPrice.planJson())
        .put("price", shownPrice.json())
        .put("quantity", shownQuantity)
        .put("subscription", subscription.id())
        .put("tax_rates", new JsonArray());
  }
}
