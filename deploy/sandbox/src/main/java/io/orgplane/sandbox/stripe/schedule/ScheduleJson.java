package io.orgplane.sandbox.stripe.schedule;

import io.orgplane.sandbox.stripe.schedule.Schedule.Status;
import io.orgplane.sandbox.stripe.subscription.Subscription;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A schedule as the API shows it. */
final class ScheduleJson {
  private ScheduleJson() {}

  static JsonObject of(Schedule it) {
    Subscription subscription = it.subscription();
    boolean released = it.status == Status.RELEASED;
    return new JsonObject()
        .put("id", it.id())
        .put("object", "subscription_schedule")
        .putNull("application")
        .put("billing_mode", billingMode())
        .put("canceled_at", it.status == Status.CANCELED ? it.endedAt : null)
        .put("completed_at", it.status == Status.COMPLETED ? it.endedAt : null)
        .put("created", it.created())
        .put("current_phase", it.active() ? currentPhase(it.currentPhase()) : null)
        .put("customer", subscription.customer().id())
        .putNull("customer_account")
        .put("default_settings", defaultSettings())
        .put("end_behavior", it.cancelsAtEnd ? "cancel" : "release")
        .put("livemode", false)
        .put("metadata", it.metadata.json())
        .put("phases", new JsonArray(it.phases().stream().map(Phase::json).toList()))
        .put("released_at", released ? it.endedAt : null)
        .put("released_subscription", released ? subscription.id() : null)
        .put("status", it.status.wireName())
        .put("subscription", released ? null : subscription.id())
        .putNull("test_clock");
  }

  private static JsonObject currentPhase(Phase phase) {
    return new JsonObject().put("end_date", phase.end()).put("start_date", phase.start());
  }

  private static JsonObject billingMode() {
    return new JsonObject()
        .put("flexible", new JsonObject().put("proration_discounts", "included"))
        .put("type", "flexible");
  }

  private static JsonObject defaultSettings() {
    var invoices =
        new JsonObject()
            .putNull("account_tax_ids")
            .putNull("custom_fields")
            .putNull("days_until_due")
            .putNull("description")
            .putNull("footer")
            .put("issuer", new JsonObject().put("type", "self"));
    return new JsonObject()
        .putNull("application_fee_percent")
        .put(
            "automatic_tax",
            new JsonObject().putNull("disabled_reason").put("enabled", false).putNull("liability"))
        .put("billing_cycle_anchor", "automatic")
        .putNull("billing_thresholds")
        .put("collection_method", "charge_automatically")
        .putNull("default_payment_method")
        .putNull("description")
        .put("invoice_settings", invoices)
        .putNull("on_behalf_of")
        .putNull("transfer_data");
  }
}
