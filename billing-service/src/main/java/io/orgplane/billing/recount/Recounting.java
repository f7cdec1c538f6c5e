package io.orgplane.billing.recount;

import io.orgplane.billing.operation.Operations;
import io.orgplane.billing.operation.Sweeping;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.billing.seat.MemberCounts.MemberCount;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Compares members with seats wherever members have changed. Counting and buying are apart: however
 * many members come in a burst, one purchase with the last number serves them all.
 */
@ApplicationScoped
class Recounting implements Sweeping.Job {

  private static final Logger LOG = Logger.getLogger(Recounting.class);
  private static final Actor ACTOR = Actor.system("seat-recount");

  private final Sweeping sweeping;
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
      Sweeping sweeping,
      MemberCounts members,
      Subscriptions subscriptions,
      Operations operations,
      Outbox outbox,
      Clock clock,
      Vertx vertx,
      RecountConfig config) {
    this.sweeping = sweeping;
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
    return sweeping.sweep(this).onTermination().invoke(() -> running.set(false));
  }

  @Override
  public String name() {
    return "the recount";
  }

  @Override
  public Uni<List<OrganizationId>> due(Tx tx, int atMost) {
    return members.due(tx, atMost);
  }

  /** The purchase that is needed; empty when there are seats enough, or something else is open. */
  @Override
  public Uni<Optional<UUID>> step(Tx tx, OrganizationId organization) {
    return subscriptions
        .lockIfPresent(tx, organization)
        .chain(
            found ->
                found
                    .map(subscription -> decide(tx, subscription))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  private Uni<Optional<UUID>> decide(Tx tx, Subscription subscription) {
    return members
        .of(tx, subscription.organization())
        .chain(count -> decide(tx, subscription, count));
  }

  private Uni<Optional<UUID>> decide(Tx tx, Subscription subscription, MemberCount count) {
    if (count.isRecounted()) {
      return Uni.createFrom().item(Optional.empty());
    }
    int needed = Math.max(subscription.seats().needed(count.active()), count.owed());
    CustomerId customer = subscription.customer();
    PaidSubscriptionId paidBy = subscription.paidBy();
    if (customer == null || paidBy == null || needed <= subscription.seats().purchased()) {
      return note(tx, subscription, count).replaceWith(Optional.empty());
    }
    RecountOrder order =
        new RecountOrder(
            customer, paidBy, needed, count.active(), count.version(), clock.instant());
    return mayBegin(tx, subscription.organization())
        .chain(
            may -> may ? begin(tx, subscription, order) : Uni.createFrom().item(Optional.empty()));
  }

  /**
   * Not while something else is open, and not when that has ended in a refusal since this was found
   * due: whoever sees the one that ended, sees that it was put off.
   */
  private Uni<Boolean> mayBegin(Tx tx, OrganizationId organization) {
    return operations
        .isIdle(tx, organization)
        .chain(
            idle ->
                idle
                    ? members.isPostponed(tx, organization).map(postponed -> !postponed)
                    : Uni.createFrom().item(false));
  }

  private Uni<Optional<UUID>> begin(Tx tx, Subscription subscription, RecountOrder order) {
    return operations
        .begin(tx, subscription.organization(), ExpandingSeats.KIND, order.json(), ACTOR)
        .map(Optional::of);
  }

  /** There are seats enough. A free plan has none to speak of. */
  private Uni<Void> note(Tx tx, Subscription subscription, MemberCount count) {
    OrganizationId organization = subscription.organization();
    return members
        .recounted(tx, organization, count.version())
        .chain(() -> subscriptions.recheck(tx, organization))
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
