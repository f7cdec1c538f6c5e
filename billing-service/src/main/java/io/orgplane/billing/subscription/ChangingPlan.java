package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.operation.Performing;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscription;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.billing.payment.PlanPrice;
import io.orgplane.billing.payment.SubscriptionChange;
import io.orgplane.billing.payment.SubscriptionChange.WhenDeclined;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Changes plan, interval and quantity at the provider, and follows it. */
@ApplicationScoped
class ChangingPlan implements Performing {

  static final String KIND = "change-plan";

  private final PaymentProvider provider;
  private final Catalogues catalogues;
  private final AfterChange afterChange;

  ChangingPlan(PaymentProvider provider, Catalogues catalogues, AfterChange afterChange) {
    this.provider = provider;
    this.catalogues = catalogues;
    this.afterChange = afterChange;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<Done> perform(Operation operation) {
    PlanOrder order = PlanOrder.of(operation.request());
    CustomerId customer = new CustomerId(operation.request().getString("customer"));
    return provider
        .subscription(order.subscription())
        .chain(now -> unlessDone(now, order, operation))
        .call(changed -> afterChange.requirePaid(customer, changed))
        .chain(changed -> afterChange.follow(operation, customer, order::settled));
  }

  private Uni<PaidSubscription> unlessDone(
      PaidSubscription now, PlanOrder order, Operation operation) {
    if (now.isAt(order.plan(), order.interval(), order.quantity())) {
      return Uni.createFrom().item(now);
    }
    SubscriptionChange change = change(now, order);
    return provider.change(change, operation.key(change.keyOf("plan:" + operation.id())));
  }

  private SubscriptionChange change(PaidSubscription now, PlanOrder order) {
    Catalogue catalogue = catalogues.version(order.plan().catalogueVersion());
    return new SubscriptionChange(
        order.subscription(),
        PlanPrice.of(catalogue, catalogue.require(order.plan().plan()), order.interval()),
        order.quantity(),
        now.prorated(order.prorationAt()),
        order.endsTrial(),
        WhenDeclined.WAIT);
  }
}
