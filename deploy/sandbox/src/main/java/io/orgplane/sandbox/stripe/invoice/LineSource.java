package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.catalogue.Price;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Where a line of an invoice comes from. */
sealed interface LineSource {
  String currency();

  long quantity();

  boolean discountable();

  @Nullable String subscription();

  JsonObject pricing();

  JsonObject metadata();

  JsonObject parent();

  /**
   * A subscription's item.
   *
   * @param invoiceItem under which a proration waited
   * @param credited the line that a credit takes back
   */
  record OfSubscription(
      InvoiceLine.Subject subject, @Nullable String invoiceItem, @Nullable InvoiceLine credited)
      implements LineSource {
    @Override
    public String currency() {
      return subject.price().currency();
    }

    @Override
    public long quantity() {
      return subject.quantity();
    }

    @Override
    public boolean discountable() {
      return invoiceItem == null;
    }

    @Override
    public String subscription() {
      return subject.subscription();
    }

    @Override
    public JsonObject pricing() {
      return priced(subject.price())
          .put("type", "price_details")
          .put("unit_amount_decimal", String.valueOf(subject.price().unitAmount()));
    }

    @Override
    public JsonObject metadata() {
      return new JsonObject();
    }

    @Override
    public JsonObject parent() {
      var details =
          new JsonObject()
              .put("invoice_item", invoiceItem)
              .put("proration", invoiceItem != null)
              .put("proration_details", new JsonObject().put("credited_items", creditedItems()))
              .put("subscription", subject.subscription())
              .put("subscription_item", subject.item());
      return new JsonObject()
          .putNull("invoice_item_details")
          .put("subscription_item_details", details)
          .put("type", "subscription_item_details");
    }

    private @Nullable JsonObject creditedItems() {
      return credited == null ? null : credited.asCredited();
    }

    private static JsonObject priced(Price price) {
      return new JsonObject()
          .put(
              "price_details",
              new JsonObject().put("price", price.id()).put("product", price.product().id()));
    }
  }

  /** An invoice item that was made by hand. */
  record OfItem(
      String item,
      ItemCharge charge,
      boolean discountable,
      @Nullable String subscription,
      JsonObject metadata)
      implements LineSource {
    @Override
    public String currency() {
      return charge.currency();
    }

    @Override
    public long quantity() {
      return charge.quantity();
    }

    @Override
    public JsonObject pricing() {
      return charge.pricing();
    }

    @Override
    public JsonObject parent() {
      var details =
          new JsonObject()
              .put("invoice_item", item)
              .put("proration", false)
              .put("proration_details", new JsonObject().putNull("credited_items"))
              .put("subscription", subscription);
      return new JsonObject()
          .put("invoice_item_details", details)
          .putNull("subscription_item_details")
          .put("type", "invoice_item_details");
    }
  }
}
