package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.PlanKey;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A plan, an interval and a quantity that a subscription is to have.
 *
 * @param endsTrial it is bought instead of being tried any longer
 * @param prorationAt from when it counts, in whole seconds as providers count them
 */
record PlanOrder(
    PaidSubscriptionId subscription,
    PlanKey plan,
    Interval interval,
    int quantity,
    Instant prorationAt,
    boolean endsTrial) {

  static PlanOrder of(JsonObject request) {
    return new PlanOrder(
        new PaidSubscriptionId(request.getString("subscription")),
        new PlanKey(request.getString("catalogueVersion"), request.getString("plan")),
        Interval.named(request.getString("interval")),
        request.getInteger("quantity"),
        Instant.ofEpochSecond(request.getLong("prorationAt")),
        request.getBoolean("endsTrial", false));
  }

  JsonObject json() {
    return new JsonObject()
        .put("subscription", subscription.value())
        .put("catalogueVersion", plan.catalogueVersion())
        .put("plan", plan.plan())
        .put("interval", interval.toString())
        .put("quantity", quantity)
        .put("prorationAt", prorationAt.getEpochSecond())
        .put("endsTrial", endsTrial);
  }

  /** A change that is made takes the place of one that was still to come. */
  Subscription settled(Subscription now) {
    boolean bought = leadsTo(now) && now.seats().purchased() == quantity;
    return now.withSeats(
            bought ? now.seats().withCommitted(quantity).withLowering(null) : now.seats())
        .withScheduled(null);
  }

  boolean leadsTo(Subscription it) {
    return subscription.equals(it.paidBy()) && plan.equals(it.plan());
  }
}
