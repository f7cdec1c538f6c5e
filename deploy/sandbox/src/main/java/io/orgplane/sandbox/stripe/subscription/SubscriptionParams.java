package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;

/** What the calls about subscriptions take. */
final class SubscriptionParams {
  private static final Param DETAILS =
      Param.hash(
          "cancellation_details",
          Param.string("comment").asClearable(),
          Param.oneOf(
                  "feedback",
                  "customer_service",
                  "low_quality",
                  "missing_features",
                  "other",
                  "switched_service",
                  "too_complex",
                  "too_expensive",
                  "unused")
              .asClearable());
  static final Params UPDATE =
      Params.of(
          WantedItems.PARAM,
          Behaviors.PRORATION,
          Behaviors.PAYMENT,
          Behaviors.DATE,
          Param.oneOf("billing_cycle_anchor", "now", "unchanged"),
          Param.integer("cancel_at").asClearable(),
          Param.bool("cancel_at_period_end"),
          DETAILS,
          Param.string("default_payment_method").asClearable(),
          Param.string("description").asClearable(),
          Param.bool("off_session"),
          Trials.END,
          Trials.SETTINGS,
          Param.metadata());
  static final Params CANCEL = Params.of(Param.bool("prorate"), Param.bool("invoice_now"), DETAILS);
  static final Params LIST =
      Params.ofList(
          Param.string("customer"),
          Param.string("price"),
          Param.oneOf(
              "status",
              "active",
              "all",
              "canceled",
              "ended",
              "incomplete",
              "incomplete_expired",
              "past_due",
              "paused",
              "trialing",
              "unpaid"),
          Param.range("created"));

  private SubscriptionParams() {}
}
