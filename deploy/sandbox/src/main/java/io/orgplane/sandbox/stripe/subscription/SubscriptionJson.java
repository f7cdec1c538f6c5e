package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A subscription as the API shows it. */
final class SubscriptionJson {
  private static final String[] NOT_USED = {
    "application",
    "application_fee_percent",
    "billing_cycle_anchor_config",
    "billing_thresholds",
    "customer_account",
    "days_until_due",
    "default_source",
    "managed_payments",
    "next_pending_invoice_item_invoice",
    "on_behalf_of",
    "pause_collection",
    "pending_invoice_item_interval",
    "pending_setup_intent",
    "test_clock",
    "transfer_data"
  };

  private SubscriptionJson() {}

  static JsonObject of(Subscription it) {
    var json =
        new JsonObject()
            .put("id", it.id())
            .put("object", "subscription")
            .put(
                "automatic_tax",
                new JsonObject()
                    .putNull("disabled_reason")
                    .put("enabled", false)
                    .putNull("liability"))
            .put("billing_cycle_anchor", it.period().anchor())
            .put("billing_mode", billingMode())
            .put("billing_schedules", new JsonArray())
            .put("cancel_at", it.announcedEnd())
            .put("cancel_at_period_end", it.cancelAtPeriodEnd)
            .put("canceled_at", it.canceledAt)
            .put("cancellation_details", cancellation(it))
            .put("collection_method", "charge_automatically")
            .put("created", it.created())
            .put("currency", it.currency())
            .put("customer", it.customer().id())
            .put("default_payment_method", it.defaultPaymentMethod)
            .put("default_tax_rates", new JsonArray())
            .put("description", it.description)
            .put("discounts", new JsonArray())
            .put("ended_at", it.endedAt)
            .put("invoice_settings", invoiceSettings())
            .put("items", Page.whole("/v1/subscription_items?subscription=" + it.id(), it.items()))
            .put("latest_invoice", it.latestInvoice == null ? null : it.latestInvoice.id())
            .put("livemode", false)
            .put("metadata", it.metadata.json())
            .put("payment_settings", paymentSettings())
            .put("pending_update", it.pendingUpdate == null ? null : it.pendingUpdate.json(it))
            .put("schedule", it.schedule == null ? null : it.schedule.id())
            .put("start_date", it.created())
            .put("status", it.status.wireName())
            .put("trial_end", it.trialEnd())
            .put("trial_settings", trialSettings(it))
            .put("trial_start", it.trialEnd() == null ? null : it.created());
    for (String field : NOT_USED) {
      json.putNull(field);
    }
    return json;
  }

  private static JsonObject billingMode() {
    return new JsonObject()
        .put("flexible", new JsonObject().put("proration_discounts", "included"))
        .put("type", "flexible");
  }

  private static JsonObject cancellation(Subscription it) {
    return new JsonObject()
        .put("comment", it.cancelComment)
        .put("feedback", it.cancelFeedback)
        .put("reason", it.cancelReason);
  }

  private static JsonObject invoiceSettings() {
    return new JsonObject()
        .putNull("account_tax_ids")
        .putNull("custom_fields")
        .putNull("description")
        .putNull("footer")
        .put("issuer", new JsonObject().put("type", "self"));
  }

  private static JsonObject paymentSettings() {
    return new JsonObject()
        .putNull("payment_method_options")
        .putNull("payment_method_types")
        .put("save_default_payment_method", "off");
  }

  private static JsonObject trialSettings(Subscription it) {
    String withoutCard = it.cancelsWithoutCard ? "cancel" : "create_invoice";
    return new JsonObject()
        .put("end_behavior", new JsonObject().put("missing_payment_method", withoutCard));
  }
}
