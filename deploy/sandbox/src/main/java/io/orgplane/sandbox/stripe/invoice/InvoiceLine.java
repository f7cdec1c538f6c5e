package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.catalogue.Price;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice charges or credits for: a subscription item over a period. A proration waits as
 * an invoice item until an invoice takes it.
 */
public final class InvoiceLine implements Resource {
  private final String id = Ids.next("il");
  private final @Nullable String invoiceItem;
  private final Subject subject;
  private final long amount;
  private final String description;
  private final long from;
  private final long to;
  private final boolean proration;
  private final @Nullable InvoiceLine credited;
  private @Nullable String invoice;

  /** Which item of which subscription, and at what price and quantity. */
  public record Subject(String subscription, String item, Price price, long quantity) {}

  private InvoiceLine(
      Subject subject,
      long amount,
      String description,
      long from,
      long to,
      boolean proration,
      @Nullable InvoiceLine credited) {
    this.subject = subject;
    this.amount = amount;
    this.description = description;
    this.from = from;
    this.to = to;
    this.proration = proration;
    this.credited = credited;
    this.invoiceItem = proration ? Ids.next("ii") : null;
  }

  /** A whole period. */
  public static InvoiceLine period(
      Subject subject, long amount, String description, long from, long to) {
    return new InvoiceLine(subject, amount, description, from, to, false, null);
  }

  /** The rest of a period that begins within it. */
  public static InvoiceLine remaining(
      Subject subject, long amount, String description, long from, long to) {
    return new InvoiceLine(subject, amount, description, from, to, true, null);
  }

  /** Takes back the unused rest of what an earlier line charged. */
  public static InvoiceLine unused(
      Subject subject, long amount, String description, long from, InvoiceLine charged) {
    return new InvoiceLine(subject, -amount, description, from, charged.to, true, charged);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long created() {
    return from;
  }

  public Subject subject() {
    return subject;
  }

  public long amount() {
    return amount;
  }

  public String description() {
    return description;
  }

  public long from() {
    return from;
  }

  public long to() {
    return to;
  }

  void putOn(String invoiceId) {
    invoice = invoiceId;
  }

  @Override
  public JsonObject json() {
    String unit = String.valueOf(subject.price().unitAmount());
    var priceDetails =
        new JsonObject()
            .put("price", subject.price().id())
            .put("product", subject.price().product().id());
    return new JsonObject()
        .put("id", id)
        .put("object", "line_item")
        .put("amount", amount)
        .put("currency", subject.price().currency())
        .put("description", description)
        .put("discount_amounts", new JsonArray())
        .put("discountable", !proration)
        .put("discounts", new JsonArray())
        .put("invoice", invoice)
        .put("livemode", false)
        .put("metadata", new JsonObject())
        .put("parent", parent())
        .put("period", new JsonObject().put("end", to).put("start", from))
        .put("pretax_credit_amounts", new JsonArray())
        .put(
            "pricing",
            new JsonObject()
                .put("price_details", priceDetails)
                .put("type", "price_details")
                .put("unit_amount_decimal", unit))
        .put("quantity", subject.quantity())
        .put("quantity_decimal", String.valueOf(subject.quantity()))
        .put("subscription", subject.subscription())
        .put("subtotal", amount)
        .put("taxes", new JsonArray());
  }

  private JsonObject parent() {
    var details =
        new JsonObject()
            .put("invoice_item", invoiceItem)
            .put("proration", proration)
            .put("proration_details", new JsonObject().put("credited_items", creditedItems()))
            .put("subscription", subject.subscription())
            .put("subscription_item", subject.item());
    return new JsonObject()
        .putNull("invoice_item_details")
        .put("subscription_item_details", details)
        .put("type", "subscription_item_details");
  }

  private @Nullable JsonObject creditedItems() {
    if (credited == null || credited.invoice == null) {
      return null;
    }
    return new JsonObject()
        .put("invoice", credited.invoice)
        .put("invoice_line_items", new JsonArray().add(credited.id));
  }
}
