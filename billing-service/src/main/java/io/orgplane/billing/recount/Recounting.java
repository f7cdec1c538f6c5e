package io.orgplane.billing.recount;

import io.orgplane.billing.operation.Operations;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.payment.PaymentProblem;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.billing.seat.MemberCounts.MemberCount;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Compares members with seats wherever members have changed. Counting and buying are apart: however
 * many members come in a burst, one purchase with the last number serves them all.
 */
@ApplicationScoped
class Recounting {

  private static final Logger LOG = Logger.getLogger(Recounting.class);
  private static final int AT_ONCE = 100;
  private static final int BESIDE_EACH_OTHER = 4;

  private final Transactions transactions;
  private final MemberCounts members;
  private final Subscriptions subscriptions;
  private final Operations operations;
  private final Outbox outbox;
  private final Clock clock;
  private final Vertx vertx;
  private final RecountConfig config;
  private final AtomicBoolean awaited = new AtomicBoolean();
  private final AtomicBoolean running = new AtomicBoolean();

  Recounting(
      Transactions transactions,
      MemberCounts members,
      Subscriptions subscriptions,
      Operations operations,
      Outbox outbox,
      Clock clock,
      Vertx vertx,
      RecountConfig config) {
    this.transactions = transactions;
    this.members = members;
    this.subscriptions = subscriptions;
    this.operations = operations;
    this.outbox = outbox;
    this.clock = clock;
    this.vertx = vertx;
    this.config = config;
  }

  /** Somebody came or went, in a transaction that is about to commit. */
  void soon() {
    if (awaited.compareAndSet(false, true)) {
      vertx.setTimer(
          config.gather().toMillis(),
          timer -> {
            awaited.set(false);
            sweep().subscribe().with(done -> {}, failure -> LOG.warn("Recounts wait", failure));
          });
    }
  }

  /** Also finds what was missed: a signal that came before its commit, or got lost in a crash. */
  @Scheduled(every = "1s", delayed = "3s")
  Uni<Void> sweep() {
    if (!running.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    return transactions
        .acrossOrganizations(tx -> members.due(tx, AT_ONCE))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUni(this::recount)
        .merge(BESIDE_EACH_OTHER)
        .collect()
        .last()
        .replaceWithVoid()
        .onTermination()
        .invoke(() -> running.set(false));
  }

  private Uni<Void> recount(OrganizationId organization) {
    return transactions
        .in(organization, tx -> decide(tx, organization))
        .invoke(begun -> begun.ifPresent(operation -> perform(organization, operation)))
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("The recount of %s waits: %s", organization, failure.getMessage());
              return null;
            });
  }

  /** Beside the sweep: an organization whose purchase is slow does not hold up the others. */
  private void perform(OrganizationId organization, UUID operation) {
    operations
        .perform(organization, operation)
        .replaceWithVoid()
        .onFailure(PaymentProblem.class)
        .recoverWithUni(refused -> postpone(organization, refused))
        .subscribe()
        .with(
            done -> {},
            failure -> LOG.infof("The seats of %s wait: %s", organization, failure.getMessage()));
  }

  private Uni<Void> postpone(OrganizationId organization, Throwable refused) {
    LOG.errorf("The seats of %s are refused: %s", organization, refused.getMessage());
    return transactions.in(
        organization, tx -> members.postpone(tx, organization, config.pauseAfterRefusal()));
  }

  /** The purchase that is needed; empty when there are seats enough, or something else is open. */
  private Uni<Optional<UUID>> decide(Tx tx, OrganizationId organization) {
    return subscriptions
        .lock(tx, organization)
        .chain(
            subscription ->
                members.of(tx, organization).chain(count -> decide(tx, subscription, count)));
  }

  private Uni<Optional<UUID>> decide(Tx tx, Subscription subscription, MemberCount count) {
    if (count.isRecounted()) {
      return Uni.createFrom().item(Optional.empty());
    }
    int needed = subscription.seats().needed(count.active());
    CustomerId customer = subscription.customer();
    PaidSubscriptionId paidBy = subscription.paidBy();
    if (customer == null || paidBy == null || needed <= subscription.seats().purchased()) {
      return note(tx, subscription, count).replaceWith(Optional.empty());
    }
    RecountOrder order =
        new RecountOrder(
            customer, paidBy, needed, count.active(), count.version(), clock.instant());
    return operations
        .isIdle(tx, subscription.organization())
        .chain(
            idle ->
                idle ? begin(tx, subscription, order) : Uni.createFrom().item(Optional.empty()));
  }

  private Uni<Optional<UUID>> begin(Tx tx, Subscription subscription, RecountOrder order) {
    return operations
        .begin(tx, subscription.organization(), ExpandingSeats.KIND, order.json())
        .map(Optional::of);
  }

  /** There are seats enough. A free plan has none to speak of. */
  private Uni<Void> note(Tx tx, Subscription subscription, MemberCount count) {
    OrganizationId organization = subscription.organization();
    return members
        .recounted(tx, organization, count.version())
        .chain(
            () ->
                subscription.isPaid()
                    ? outbox.append(
                        tx,
                        new SeatsRecounted(
                            organization,
                            count.version(),
                            count.active(),
                            subscription.seats().purchased()))
                    : Uni.createFrom().voidItem());
  }
}
