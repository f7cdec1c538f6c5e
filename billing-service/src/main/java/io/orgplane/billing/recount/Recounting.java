package io.orgplane.billing.recount;

import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.billing.seat.MemberCounts.MemberCount;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.billing.subscription.Sweeping;
import io.orgplane.billing.subscription.Sweeping.Intent;
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
      Outbox outbox,
      Clock clock,
      Vertx vertx,
      RecountConfig config) {
    this.sweeping = sweeping;
    this.members = members;
    this.subscriptions = subscriptions;
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

  @Override
  public Uni<Boolean> isDue(Tx tx, OrganizationId organization) {
    return members.isDue(tx, organization);
  }

  /** The purchase that is needed; empty when there are seats enough. */
  @Override
  public Uni<Optional<Intent>> step(Tx tx, Subscription current) {
    return members
        .of(tx, current.organization())
        .chain(
            count ->
                order(current, count)
                    .map(order -> new Intent(ExpandingSeats.KIND, order.json(), ACTOR))
                    .map(intent -> Uni.createFrom().item(Optional.of(intent)))
                    .orElseGet(() -> note(tx, current, count).replaceWith(Optional.empty())));
  }

  private Optional<RecountOrder> order(Subscription current, MemberCount count) {
    int needed = Math.max(current.seats().needed(count.active()), count.owed());
    CustomerId customer = current.customer();
    PaidSubscriptionId paidBy = current.paidBy();
    return customer == null || paidBy == null || needed <= current.seats().purchased()
        ? Optional.empty()
        : Optional.of(
            new RecountOrder(
                customer, paidBy, needed, count.active(), count.version(), clock.instant()));
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
