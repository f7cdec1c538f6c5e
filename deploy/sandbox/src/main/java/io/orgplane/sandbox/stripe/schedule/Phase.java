package io.orgplane.sandbox.stripe.schedule;

import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions.Wanted;
import io.orgplane.sandbox.stripe.subscription.ScheduledSubscriptions;
import io.orgplane.sandbox.stripe.subscription.Subscription;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the subscription is from one second to another.
 *
 * @param behavior how the items are prorated when the phase begins within a period
 * @param resetsAnchor the phase begins a new billing cycle
 */
record Phase(
    long start,
    long end,
    List<Wanted> items,
    String behavior,
    boolean resetsAnchor,
    @Nullable String description,
    Metadata metadata) {
  private static final String[] NOT_USED = {
    "application_fee_percent",
    "billing_thresholds",
    "collection_method",
    "default_payment_method",
    "invoice_settings",
    "on_behalf_of",
    "transfer_data",
    "trial_end"
  };

  Phase {
    items = List.copyOf(items);
  }

  /** What a subscription is in its current period. */
  static Phase of(Subscription subscription) {
    return new Phase(
        subscription.periodStart(),
        subscription.periodEnd(),
        ScheduledSubscriptions.itemsOf(subscription),
        "create_prorations",
        false,
        null,
        new Metadata());
  }

  Phase with(List<Wanted> others) {
    return new Phase(start, end, others, behavior, resetsAnchor, description, metadata);
  }

  JsonObject json() {
    var json =
        new JsonObject()
            .put("add_invoice_items", new JsonArray())
            .put("billing_cycle_anchor", resetsAnchor ? "phase_start" : null)
            .put("currency", items.getFirst().price().currency())
            .put("default_tax_rates", new JsonArray())
            .put("description", description)
            .put("discounts", new JsonArray())
            .put("end_date", end)
            .put("items", new JsonArray(items.stream().map(Phase::itemJson).toList()))
            .put("metadata", metadata.json())
            .put("proration_behavior", behavior)
            .put("start_date", start);
    for (String field : NOT_USED) {
      json.putNull(field);
    }
    return json;
  }

  private static JsonObject itemJson(Wanted item) {
    return new JsonObject()
        .putNull("billing_thresholds")
        .put("discounts", new JsonArray())
        .put("metadata", new JsonObject())
        .put("plan", item.price().id())
        .put("price", item.price().id())
        .put("quantity", item.quantity())
        .put("tax_rates", new JsonArray());
  }
}
