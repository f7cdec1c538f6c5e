package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.payment.PaymentIntent;
import io.vertx.core.json.JsonObject;

/** The tie between an invoice and the payment that settles it. */
final class InvoicePayment implements Resource {
  private final String id = Ids.next("inpay");
  private final Invoice invoice;
  private final PaymentIntent intent;
  private final long created;

  InvoicePayment(Invoice invoice, PaymentIntent intent, long created) {
    this.invoice = invoice;
    this.intent = intent;
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

  Invoice invoice() {
    return invoice;
  }

  String status() {
    return switch (invoice.status()) {
      case PAID -> "paid";
      case VOID -> "canceled";
      case OPEN, DRAFT, UNCOLLECTIBLE -> "open";
    };
  }

  @Override
  public JsonObject json() {
    var transitions =
        new JsonObject().put("canceled_at", invoice.voidedAt).put("paid_at", invoice.paidAt);
    return new JsonObject()
        .put("id", id)
        .put("object", "invoice_payment")
        .put("amount_paid", intent.succeeded() ? intent.amount() : null)
        .put("amount_requested", intent.amount())
        .put("created", created)
        .put("currency", invoice.terms().currency())
        .put("invoice", invoice.id())
        .put("is_default", true)
        .put("livemode", false)
        .put(
            "payment",
            new JsonObject().put("payment_intent", intent.id()).put("type", "payment_intent"))
        .put("status", status())
        .put("status_transitions", transitions);
  }
}
