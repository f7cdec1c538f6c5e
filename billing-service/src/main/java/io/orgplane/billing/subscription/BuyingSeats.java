package io.orgplane.billing.subscription;

import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.operation.Performing;
import io.orgplane.billing.payment.PaidSubscription;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.billing.payment.SubscriptionChange;
import io.orgplane.billing.payment.SubscriptionChange.WhenDeclined;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Buys seats that an Owner wants: the money first, then the seats. */
@ApplicationScoped
class BuyingSeats implements Performing {

  static final String KIND = "buy-seats";

  private final PaymentProvider provider;
  private final AfterChange afterChange;

  BuyingSeats(PaymentProvider provider, AfterChange afterChange) {
    this.provider = provider;
    this.afterChange = afterChange;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<Done> perform(Operation operation) {
    SeatOrder order = SeatOrder.of(operation.request());
    return provider
        .subscription(order.subscription())
        .chain(now -> unlessDone(now, order, operation))
        .call(changed -> afterChange.requirePaid(order.customer(), changed))
        .chain(changed -> afterChange.follow(operation, order.customer(), order::settled));
  }

  private Uni<PaidSubscription> unlessDone(
      PaidSubscription now, SeatOrder order, Operation operation) {
    if (now.quantity() >= order.quantity() && !now.changePending()) {
      return Uni.createFrom().item(now);
    }
    SubscriptionChange change =
        new SubscriptionChange(
            order.subscription(),
            null,
            order.quantity(),
            now.prorated(order.prorationAt()),
            false,
            WhenDeclined.WAIT);
    return provider.change(change, operation.key(change.keyOf("seats:" + operation.id())));
  }
}
