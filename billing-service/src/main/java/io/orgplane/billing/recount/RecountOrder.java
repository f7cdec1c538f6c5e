package io.orgplane.billing.recount;

import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.kit.id.OrganizationId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The quantity that the members of a version need.
 *
 * @param prorationAt from when it counts, in whole seconds
 */
record RecountOrder(
    CustomerId customer,
    PaidSubscriptionId subscription,
    int quantity,
    int active,
    long membershipVersion,
    Instant prorationAt) {

  RecountOrder {
    prorationAt = prorationAt.truncatedTo(ChronoUnit.SECONDS);
  }

  static RecountOrder of(JsonObject request) {
    return new RecountOrder(
        new CustomerId(request.getString("customer")),
        new PaidSubscriptionId(request.getString("subscription")),
        request.getInteger("quantity"),
        request.getInteger("active"),
        request.getLong("membershipVersion"),
        Instant.ofEpochSecond(request.getLong("prorationAt")));
  }

  String deed(OrganizationId organization) {
    return "seats:%s:%d:%d".formatted(organization, membershipVersion, quantity);
  }

  JsonObject json() {
    return new JsonObject()
        .put("customer", customer.value())
        .put("subscription", subscription.value())
        .put("quantity", quantity)
        .put("active", active)
        .put("membershipVersion", membershipVersion)
        .put("prorationAt", prorationAt.getEpochSecond());
  }
}
