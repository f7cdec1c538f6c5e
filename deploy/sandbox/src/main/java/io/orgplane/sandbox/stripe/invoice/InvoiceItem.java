package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Something to be paid that waits for an invoice: a one-off charge, or a credit when it is
 * negative. It becomes a line of the next invoice of its customer or subscription, or of the draft
 * that it was made for.
 */
final class InvoiceItem implements Resource {
  private final String id = Ids.next("ii");
  private final String lineId = Ids.next("il");
  private final Customer customer;
  private final @Nullable String subscription;
  private final long created;
  final Metadata metadata = new Metadata();
  ItemCharge charge;
  @Nullable String description;
  boolean discountable;
  long from;
  long to;
  @Nullable Invoice invoice;

  InvoiceItem(Customer customer, @Nullable String subscription, ItemCharge charge, long created) {
    this.customer = customer;
    this.subscription = subscription;
    this.charge = charge;
    this.created = created;
    this.from = created;
    this.to = created;
    this.discountable = charge.amount() >= 0;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long created() {
    return created;
  }

  Customer customer() {
    return customer;
  }

  @Nullable String subscription() {
    return subscription;
  }

  boolean pending() {
    return invoice == null;
  }

  /** For this invoice of the customer, unless it waits for one of another subscription. */
  boolean goesOn(Customer payer, String currency, @Nullable String billed) {
    return pending()
        && customer == payer
        && charge.currency().equals(currency)
        && (subscription == null || subscription.equals(billed));
  }

  InvoiceLine line() {
    return InvoiceLine.of(this, lineId);
  }

  @Override
  public JsonObject json() {
    return new JsonObject()
        .put("id", id)
        .put("object", "invoiceitem")
        .put("amount", charge.amount())
        .put("currency", charge.currency())
        .put("customer", customer.id())
        .putNull("customer_account")
        .put("date", created)
        .put("description", description)
        .put("discountable", discountable)
        .put("discounts", new JsonArray())
        .put("invoice", invoice == null ? null : invoice.id())
        .put("livemode", false)
        .put("metadata", metadata.json())
        .put("net_amount", charge.amount())
        .put("parent", parent())
        .put("period", new JsonObject().put("end", to).put("start", from))
        .put("pricing", charge.pricing())
        .put("proration", false)
        .put("quantity", charge.quantity())
        .put("quantity_decimal", String.valueOf(charge.quantity()))
        .put("tax_rates", new JsonArray())
        .putNull("test_clock");
  }

  private @Nullable JsonObject parent() {
    if (subscription == null) {
      return null;
    }
    return new JsonObject()
        .put("subscription_details", new JsonObject().put("subscription", subscription))
        .put("type", "subscription_details");
  }
}
