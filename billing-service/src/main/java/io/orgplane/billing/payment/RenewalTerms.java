package io.orgplane.billing.payment;

import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.PlanKey;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** As what a subscription goes on with its next period, where that is not as it is now. */
public record RenewalTerms(PlanKey plan, Interval interval, int quantity) {

  public static @Nullable RenewalTerms of(@Nullable JsonObject stored) {
    return stored == null
        ? null
        : new RenewalTerms(
            new PlanKey(stored.getString("catalogueVersion"), stored.getString("plan")),
            Interval.named(stored.getString("interval")),
            stored.getInteger("quantity"));
  }

  public JsonObject json() {
    return new JsonObject()
        .put("catalogueVersion", plan.catalogueVersion())
        .put("plan", plan.plan())
        .put("interval", interval.toString())
        .put("quantity", quantity);
  }
}
