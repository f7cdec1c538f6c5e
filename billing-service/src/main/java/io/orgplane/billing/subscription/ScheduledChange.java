package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.PlanKey;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a subscription at its next renewal.
 *
 * @param seats the seats that are meant on purpose from then on; none leaves them as they are
 * @param at the end of the period with which it begins
 */
public record ScheduledChange(
    PlanKey plan, Interval interval, @Nullable Integer seats, Instant at) {

  static @Nullable ScheduledChange of(@Nullable JsonObject stored) {
    return stored == null
        ? null
        : new ScheduledChange(
            new PlanKey(stored.getString("catalogueVersion"), stored.getString("plan")),
            Interval.named(stored.getString("interval")),
            stored.getInteger("seats"),
            stored.getInstant("at"));
  }

  /** The seats of members who have left are given back at the renewal that has just been. */
  static ScheduledChange trueDown(PlanKey plan, Interval interval, Instant at) {
    return new ScheduledChange(plan, interval, null, at);
  }

  JsonObject json() {
    return new JsonObject()
        .put("catalogueVersion", plan.catalogueVersion())
        .put("plan", plan.plan())
        .put("interval", interval.toString())
        .put("seats", seats)
        .put("at", at);
  }

  boolean isOtherPlan(Subscription than) {
    return !plan.equals(than.plan()) || interval != than.interval();
  }

  @Nullable ScheduledChange withoutSeats(Subscription of) {
    return isOtherPlan(of) ? new ScheduledChange(plan, interval, null, at) : null;
  }
}
