package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.invoice.Invoice.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** An invoice as the API shows it. */
final class InvoiceJson {
  private static final String[] NOT_USED = {
    "account_name",
    "account_tax_ids",
    "application",
    "custom_fields",
    "customer_account",
    "customer_address",
    "customer_phone",
    "customer_shipping",
    "default_source",
    "from_invoice",
    "last_finalization_error",
    "latest_revision",
    "on_behalf_of",
    "receipt_number",
    "rendering",
    "shipping_cost",
    "shipping_details",
    "statement_descriptor",
    "test_clock"
  };

  private InvoiceJson() {}

  static JsonObject of(Invoice invoice) {
    var json =
        new JsonObject()
            .put("id", invoice.id())
            .put("object", "invoice")
            .put("account_country", "US")
            .put("attempt_count", invoice.attempts)
            .put("attempted", invoice.attempts > 0 || invoice.status == Status.PAID)
            .put("auto_advance", invoice.autoAdvance && invoice.advancing())
            .put("automatic_tax", automaticTax())
            .put("automatically_finalizes_at", invoice.finalizesAt)
            .put("billing_reason", invoice.terms().reason())
            .put("collection_method", invoice.isSent() ? "send_invoice" : "charge_automatically")
            .put("created", invoice.created())
            .put("currency", invoice.terms().currency())
            .put("customer", invoice.customer().id())
            .put("customer_email", invoice.customer().email())
            .put("customer_name", invoice.customer().name())
            .put("customer_tax_exempt", "none")
            .put("customer_tax_ids", new JsonArray())
            .put("default_payment_method", invoice.defaultPaymentMethod())
            .put("default_tax_rates", new JsonArray())
            .put("description", invoice.description)
            .put("discounts", new JsonArray())
            .put("due_date", invoice.dueDate)
            .put("effective_at", invoice.finalizedAt)
            .put("footer", invoice.footer)
            .put("hosted_invoice_url", invoice.page)
            .put("invoice_pdf", invoice.page == null ? null : invoice.page + "/pdf")
            .put("issuer", new JsonObject().put("type", "self"))
            .put("lines", lines(invoice))
            .put("livemode", false)
            .put("metadata", invoice.metadata.json())
            .put("next_payment_attempt", invoice.nextAttempt)
            .put("number", invoice.number)
            .put("parent", parent(invoice))
            .put("payment_settings", paymentSettings())
            .put("period_end", invoice.terms().to())
            .put("period_start", invoice.terms().from())
            .put("status", invoice.status.wireName())
            .put("status_transitions", transitions(invoice))
            .put("webhooks_delivered_at", invoice.finalizedAt);
    amounts(json, invoice);
    for (String field : NOT_USED) {
      json.putNull(field);
    }
    return json;
  }

  /** Lines of a preview are on no invoice yet, and show the preview's id. */
  private static JsonObject lines(Invoice invoice) {
    JsonObject lines = Page.whole("/v1/invoices/" + invoice.id() + "/lines", invoice.lines());
    for (Object line : lines.getJsonArray("data")) {
      ((JsonObject) line)
          .put("invoice", invoice.id())
          .put("subscription", invoice.terms().subscription());
    }
    return lines;
  }

  private static void amounts(JsonObject json, Invoice invoice) {
    boolean paid = invoice.status == Status.PAID;
    json.put("amount_due", invoice.amountDue())
        .put("amount_overpaid", 0)
        .put("amount_paid", paid && !invoice.settledOutside ? invoice.amountDue() : 0)
        .put("amount_remaining", paid || invoice.status == Status.VOID ? 0 : invoice.amountDue())
        .put("amount_shipping", 0)
        .put("ending_balance", invoice.finalizedAt == null ? null : invoice.endingBalance())
        .put("post_payment_credit_notes_amount", 0)
        .put("pre_payment_credit_notes_amount", 0)
        .put("starting_balance", invoice.startingBalance())
        .put("subtotal", invoice.total())
        .put("subtotal_excluding_tax", invoice.total())
        .put("total", invoice.total())
        .put("total_discount_amounts", new JsonArray())
        .put("total_excluding_tax", invoice.total())
        .put("total_pretax_credit_amounts", new JsonArray())
        .put("total_taxes", new JsonArray());
  }

  /** A preview of what nobody has subscribed to yet has no parent. */
  private static @Nullable JsonObject parent(Invoice invoice) {
    if (invoice.terms().subscription() == null) {
      return null;
    }
    var details =
        new JsonObject()
            .put("metadata", invoice.terms().metadata())
            .put("subscription", invoice.terms().subscription());
    Long date = invoice.terms().prorationDate();
    if (date != null) {
      details.put("subscription_proration_date", date);
    }
    return new JsonObject()
        .putNull("quote_details")
        .put("subscription_details", details)
        .put("type", "subscription_details");
  }

  private static JsonObject transitions(Invoice invoice) {
    return new JsonObject()
        .put("finalized_at", invoice.finalizedAt)
        .put("marked_uncollectible_at", invoice.uncollectibleAt)
        .put("paid_at", invoice.paidAt)
        .put("voided_at", invoice.voidedAt);
  }

  private static JsonObject automaticTax() {
    return new JsonObject()
        .putNull("disabled_reason")
        .put("enabled", false)
        .putNull("liability")
        .putNull("provider")
        .putNull("status");
  }

  private static JsonObject paymentSettings() {
    return new JsonObject()
        .putNull("default_mandate")
        .putNull("payment_method_options")
        .putNull("payment_method_types");
  }

  static @Nullable JsonObject confirmationSecret(Invoice invoice) {
    return invoice.intent == null
        ? null
        : new JsonObject()
            .put("client_secret", invoice.intent.clientSecret())
            .put("type", "payment_intent");
  }
}
