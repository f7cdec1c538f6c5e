package io.orgplane.billing.subscription;

import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.seat.SeatPolicy;
import io.orgplane.billing.seat.Seats;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A quantity that a subscription is to have.
 *
 * @param prorationAt from when it counts, in whole seconds
 * @param policy by which rule they grow afterwards, with its ceiling
 */
record SeatOrder(
    CustomerId customer,
    PaidSubscriptionId subscription,
    int quantity,
    Instant prorationAt,
    SeatPolicy policy,
    @Nullable Integer ceiling) {

  static SeatOrder of(JsonObject request) {
    return new SeatOrder(
        new CustomerId(request.getString("customer")),
        new PaidSubscriptionId(request.getString("subscription")),
        request.getInteger("quantity"),
        Instant.ofEpochSecond(request.getLong("prorationAt")),
        SeatPolicy.named(request.getString("policy")),
        request.getInteger("ceiling"));
  }

  JsonObject json() {
    return new JsonObject()
        .put("customer", customer.value())
        .put("subscription", subscription.value())
        .put("quantity", quantity)
        .put("prorationAt", prorationAt.getEpochSecond())
        .put("policy", policy.toString())
        .put("ceiling", ceiling);
  }

  /** The same as a change of the plan to itself. */
  PlanOrder planOrder(Subscription current) {
    return new PlanOrder(
        subscription, current.plan(), current.interval(), quantity, prorationAt, false);
  }

  /** What becomes of the seats once they are paid. */
  Subscription settled(Subscription now) {
    Seats ruled = now.seats().withPolicy(policy, ceiling).withLowering(null);
    ScheduledChange scheduled = now.scheduled();
    return now.withSeats(ruled.purchased() == quantity ? ruled.withCommitted(quantity) : ruled)
        .withScheduled(scheduled == null ? null : scheduled.withoutSeats(now));
  }
}
