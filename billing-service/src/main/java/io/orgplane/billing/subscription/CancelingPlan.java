package io.orgplane.billing.subscription;

import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.operation.Performing;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.payment.PaymentProvider;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets a subscription end with its period, or go on after all. */
@ApplicationScoped
class CancelingPlan implements Performing {

  static final String KIND = "cancel";

  private final PaymentProvider provider;
  private final AfterChange afterChange;

  CancelingPlan(PaymentProvider provider, AfterChange afterChange) {
    this.provider = provider;
    this.afterChange = afterChange;
  }

  static JsonObject request(CustomerId customer, PaidSubscriptionId paidBy, boolean cancel) {
    return new JsonObject()
        .put("customer", customer.value())
        .put("subscription", paidBy.value())
        .put("cancel", cancel);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<Done> perform(Operation operation) {
    JsonObject request = operation.request();
    boolean cancel = request.getBoolean("cancel");
    return provider
        .cancelAtPeriodEnd(
            new PaidSubscriptionId(request.getString("subscription")),
            cancel,
            operation.key("cancel:" + cancel + ":" + operation.id()))
        .chain(
            changed ->
                afterChange.follow(
                    operation,
                    new CustomerId(request.getString("customer")),
                    now -> cancel ? now.withScheduled(null) : now));
  }
}
