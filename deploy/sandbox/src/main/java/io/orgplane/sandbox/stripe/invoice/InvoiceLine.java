package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.catalogue.Price;
import io.orgplane.sandbox.stripe.invoice.LineSource.OfItem;
import io.orgplane.sandbox.stripe.invoice.LineSource.OfSubscription;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice charges or credits for: a subscription item over a period, or an invoice item. A
 * proration waits as an invoice item until an invoice takes it.
 */
public final class InvoiceLine implements Resource {
  private final String id;
  private final LineSource source;
  private final long amount;
  private final @Nullable String description;
  private final long from;
  private final long to;
  private @Nullable String invoice;

  /** Which item of which subscription, and at what price and quantity. */
  public record Subject(String subscription, String item, Price price, long quantity) {}

  private InvoiceLine(
      String id, LineSource source, long amount, @Nullable String description, long from, long to) {
    this.id = id;
    this.source = source;
    this.amount = amount;
    this.description = description;
    this.from = from;
    this.to = to;
  }

  /** A whole period. */
  public static InvoiceLine period(
      Subject subject, long amount, String description, long from, long to) {
    return new InvoiceLine(
        Ids.next("il"), new OfSubscription(subject, null, null), amount, description, from, to);
  }

  /** The rest of a period that begins within it. */
  public static InvoiceLine remaining(
      Subject subject, long amount, String description, long from, long to) {
    var proration = new OfSubscription(subject, Ids.next("ii"), null);
    return new InvoiceLine(Ids.next("il"), proration, amount, description, from, to);
  }

  /** Takes back the unused rest of what an earlier line charged. */
  public static InvoiceLine unused(
      Subject subject, long amount, String description, long from, InvoiceLine charged) {
    var proration = new OfSubscription(subject, Ids.next("ii"), charged);
    return new InvoiceLine(Ids.next("il"), proration, -amount, description, from, charged.to);
  }

  /** An invoice item as it is now. */
  static InvoiceLine of(InvoiceItem item, String id) {
    var source =
        new OfItem(
            item.id(), item.charge, item.discountable, item.subscription(), item.metadata.json());
    return new InvoiceLine(id, source, item.charge.amount(), item.description, item.from, item.to);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long created() {
    return from;
  }

  public long amount() {
    return amount;
  }

  /** For a person to read. */
  public String description() {
    return description == null ? "One-off charge" : description;
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

  @Nullable JsonObject asCredited() {
    return invoice == null
        ? null
        : new JsonObject()
            .put("invoice", invoice)
            .put("invoice_line_items", new JsonArray().add(id));
  }

  @Override
  public JsonObject json() {
    return new JsonObject()
        .put("id", id)
        .put("object", "line_item")
        .put("amount", amount)
        .put("currency", source.currency())
        .put("description", description)
        .put("discount_amounts", new JsonArray())
        .put("discountable", source.discountable())
        .put("discounts", new JsonArray())
        .put("invoice", invoice)
        .put("livemode", false)
        .put("metadata", source.metadata())
        .put("parent", source.parent())
        .put("period", new JsonObject().put("end", to).put("start", from))
        .put("pretax_credit_amounts", new JsonArray())
        .put("pricing", source.pricing())
        .put("quantity", source.quantity())
        .put("quantity_decimal", String.valueOf(source.quantity()))
        .put("subscription", source.subscription())
        .put("subtotal", amount)
        .put("taxes", new JsonArray());
  }
}
