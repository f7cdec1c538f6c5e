package io.orgplane.billing.checkout;

import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.PlanKey;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What is to be bought, and by whom. */
record CheckoutRequest(
    PlanKey plan, Interval interval, int quantity, String email, @Nullable Integer trialDays) {

  static CheckoutRequest of(JsonObject request) {
    return new CheckoutRequest(
        new PlanKey(request.getString("catalogueVersion"), request.getString("plan")),
        Interval.named(request.getString("interval")),
        request.getInteger("quantity"),
        request.getString("email"),
        request.getInteger("trialDays"));
  }

  JsonObject json() {
    return new JsonObject()
        .put("catalogueVersion", plan.catalogueVersion())
        .put("plan", plan.plan())
        .put("interval", interval.toString())
        .put("quantity", quantity)
        .put("email", email)
        .put("trialDays", trialDays);
  }
}
