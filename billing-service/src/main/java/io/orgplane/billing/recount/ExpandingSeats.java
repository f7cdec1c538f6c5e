package io.orgplane.billing.recount;

import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.operation.Performing;
import io.orgplane.billing.payment.PaidSubscription;
import io.orgplane.billing.payment.PaymentFailure;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.billing.payment.SubscriptionChange;
import io.orgplane.billing.payment.SubscriptionChange.WhenDeclined;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.billing.subscription.Fetched;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.billing.subscription.Synchronizing;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Buys the seats of members who are there already. A declined card does not undo that: the seats
 * are billed and owed, and their credits come when they are paid.
 */
@ApplicationScoped
class ExpandingSeats implements Performing {

  static final String KIND = "expand-seats";

  private final PaymentProvider provider;
  private final Synchronizing synchronizing;
  private final Subscriptions subscriptions;
  private final MemberCounts members;
  private final Outbox outbox;
  private final RecountConfig config;

  ExpandingSeats(
      PaymentProvider provider,
      Synchronizing synchronizing,
      Subscriptions subscriptions,
      MemberCounts members,
      Outbox outbox,
      RecountConfig config) {
    this.provider = provider;
    this.synchronizing = synchronizing;
    this.subscriptions = subscriptions;
    this.members = members;
    this.outbox = outbox;
    this.config = config;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<Done> perform(Operation operation) {
    RecountOrder order = RecountOrder.of(operation.request());
    return provider
        .subscription(order.subscription())
        .chain(now -> unlessEnough(now, order, operation))
        .chain(changed -> synchronizing.fetch(operation.organization(), order.customer()))
        .map(fetched -> new Done(new JsonObject(), tx -> end(tx, operation, order, fetched)));
  }

  /** Asking again at once would come to the same, so that is put off before anybody can. */
  @Override
  public Uni<Void> refused(Tx tx, Operation operation) {
    return members.postpone(tx, operation.organization(), config.pauseAfterRefusal());
  }

  private Uni<PaidSubscription> unlessEnough(
      PaidSubscription now, RecountOrder order, Operation operation) {
    if (now.quantity() >= order.quantity()) {
      return Uni.createFrom().item(now);
    }
    SubscriptionChange change =
        new SubscriptionChange(
            order.subscription(),
            null,
            order.quantity(),
            now.prorated(order.prorationAt()),
            false,
            WhenDeclined.OWE);
    return provider
        .change(change, operation.key(change.keyOf(order.deed(operation.organization()))))
        .onFailure(PaymentFailure.Rejected.class)
        .recoverWithUni(refused -> unlessTurned(now, order, operation, refused));
  }

  /** Nothing is prorated over a period that has ended since it was looked at. */
  private Uni<PaidSubscription> unlessTurned(
      PaidSubscription before, RecountOrder order, Operation operation, Throwable refused) {
    return provider
        .subscription(order.subscription())
        .chain(
            now ->
                now.periodStart().isAfter(before.periodStart())
                    ? unlessEnough(now, order, operation)
                    : Uni.createFrom().failure(refused));
  }

  private Uni<Void> end(Tx tx, Operation operation, RecountOrder order, Fetched fetched) {
    return synchronizing
        .follow(tx, operation.organization(), fetched, operation.actor())
        .chain(() -> members.recounted(tx, operation.organization(), order.membershipVersion()))
        .chain(() -> subscriptions.require(tx, operation.organization()))
        .chain(
            now ->
                outbox.append(
                    tx,
                    new SeatsRecounted(
                        operation.organization(),
                        order.membershipVersion(),
                        order.active(),
                        now.seats().purchased())));
  }
}
