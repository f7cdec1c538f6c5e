package io.orgplane.sandbox.stripe.checkout;

import io.orgplane.sandbox.stripe.checkout.Session.Status;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.payment.PaymentIntent;
import io.orgplane.sandbox.stripe.subscription.Subscription;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A checkout session as the API shows it. */
final class SessionJson {
  private static final String[] NOT_USED = {
    "adaptive_pricing",
    "after_expiration",
    "allow_promotion_codes",
    "billing_address_collection",
    "client_secret",
    "collected_information",
    "consent",
    "consent_collection",
    "currency_conversion",
    "customer_account",
    "customer_creation",
    "integration_identifier",
    "locale",
    "managed_payments",
    "origin_context",
    "payment_link",
    "payment_method_configuration_details",
    "permissions",
    "recovered_from",
    "setup_intent",
    "shipping_address_collection",
    "shipping_cost",
    "submit_type",
    "wallet_options"
  };

  private SessionJson() {}

  static JsonObject of(Session session) {
    Session.Terms terms = session.terms();
    Customer customer = session.customer();
    Subscription subscription = session.subscription();
    Sale sale = session.sale();
    Invoice invoice = session.invoice();
    PaymentIntent intent = session.intent();
    var json =
        new JsonObject()
            .put("id", session.id())
            .put("object", "checkout.session")
            .put("amount_subtotal", session.dueToday())
            .put("amount_total", session.dueToday())
            .put("automatic_tax", automaticTax())
            .put("cancel_url", terms.cancelUrl())
            .put("client_reference_id", terms.clientReference())
            .put("created", session.created())
            .put("currency", session.currency())
            .put("custom_fields", new JsonArray())
            .put("custom_text", customText())
            .put("customer", customer == null ? null : customer.id())
            .put("customer_details", details(session))
            .put("customer_email", terms.customerEmail())
            .put("discounts", new JsonArray())
            .put("expires_at", terms.expiresAt())
            .put("invoice", invoice == null ? null : invoice.id())
            .put("livemode", false)
            .put("metadata", session.metadata().json())
            .put("mode", sale == null ? "subscription" : "payment")
            .put("payment_intent", intent == null ? null : intent.id())
            .put("invoice_creation", sale == null ? null : sale.invoiceCreation())
            .put("payment_method_collection", terms.paymentMethodCollection())
            .put("payment_method_options", new JsonObject())
            .put("payment_method_types", new JsonArray().add("card"))
            .put("payment_status", paymentStatus(session))
            .put("phone_number_collection", new JsonObject().put("enabled", false))
            .put("saved_payment_method_options", savedMethods())
            .put("shipping_options", new JsonArray())
            .put("status", session.status().wireName())
            .put("subscription", subscription == null ? null : subscription.id())
            .put("success_url", terms.successUrl())
            .put("total_details", totals())
            .put("ui_mode", "hosted_page")
            .put("url", session.url());
    for (String field : NOT_USED) {
      json.putNull(field);
    }
    return json;
  }

  private static String paymentStatus(Session session) {
    if (session.status() != Status.COMPLETE) {
      return "unpaid";
    }
    return session.dueToday() == 0 ? "no_payment_required" : "paid";
  }

  private static @Nullable JsonObject details(Session session) {
    Customer customer = session.customer();
    String email = customer == null ? session.terms().customerEmail() : customer.email();
    if (customer == null && email == null) {
      return null;
    }
    return new JsonObject()
        .putNull("address")
        .putNull("business_name")
        .put("email", email)
        .putNull("individual_name")
        .put("name", customer == null ? null : customer.name())
        .putNull("phone")
        .put("tax_exempt", "none")
        .put("tax_ids", new JsonArray());
  }

  private static JsonObject automaticTax() {
    return new JsonObject()
        .put("enabled", false)
        .putNull("liability")
        .putNull("provider")
        .putNull("status");
  }

  private static JsonObject customText() {
    return new JsonObject()
        .putNull("after_submit")
        .putNull("shipping_address")
        .putNull("submit")
        .putNull("terms_of_service_acceptance");
  }

  private static JsonObject savedMethods() {
    return new JsonObject()
        .put("allow_redisplay_filters", new JsonArray().add("always"))
        .putNull("payment_method_remove")
        .putNull("payment_method_save");
  }

  private static JsonObject totals() {
    return new JsonObject()
        .put("amount_discount", 0)
        .put("amount_shipping", 0)
        .put("amount_tax", 0);
  }
}
