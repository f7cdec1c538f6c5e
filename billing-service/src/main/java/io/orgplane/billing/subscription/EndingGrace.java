package io.orgplane.billing.subscription;

import io.orgplane.billing.operation.Sweeping;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reminds of what is owed, and stops changes when the grace is over. Payment ends both. */
@ApplicationScoped
class EndingGrace implements Sweeping.Job {

  private static final Actor ACTOR = Actor.system("payment-grace");
  private static final String DUE =
      "SELECT organization_id FROM subscriptions WHERE notice_at <= $1 ORDER BY notice_at LIMIT $2";
  private static final String NEXT =
      "UPDATE subscriptions SET notice_at = $2 WHERE organization_id = $1 AND notice_at IS NOT NULL";
  private static final String WAS_DUE =
      "SELECT notice_at FROM subscriptions WHERE organization_id = $1 AND notice_at <= $2";

  private final Sweeping sweeping;
  private final Subscriptions subscriptions;
  private final Revising revising;
  private final Outbox outbox;
  private final GraceConfig config;
  private final Clock clock;

  EndingGrace(
      Sweeping sweeping,
      Subscriptions subscriptions,
      Revising revising,
      Outbox outbox,
      GraceConfig config,
      Clock clock) {
    this.sweeping = sweeping;
    this.subscriptions = subscriptions;
    this.revising = revising;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "1s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return sweeping.sweep(this);
  }

  @Override
  public String name() {
    return "the grace";
  }

  @Override
  public Uni<List<OrganizationId>> due(Tx tx, int atMost) {
    return tx.list(DUE, Rows::organization, clock.instant(), atMost);
  }

  @Override
  public Uni<Optional<UUID>> step(Tx tx, OrganizationId organization) {
    return subscriptions
        .lock(tx, organization)
        .chain(current -> unlessDone(tx, current, clock.instant()))
        .replaceWith(Optional.empty());
  }

  private Uni<Void> unlessDone(Tx tx, Subscription current, Instant now) {
    return tx.find(WAS_DUE, row -> true, current.organization(), now)
        .chain(
            due ->
                due.isPresent() && current.standing().owedSince() != null
                    ? notice(tx, current, current.standing().owedSince(), now)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> notice(Tx tx, Subscription current, Instant owedSince, Instant now) {
    Grace grace = new Grace(owedSince, config);
    if (grace.isOver(now)) {
      Subscription closed = current.withStanding(current.standing().closed());
      return revising.to(tx, current, closed, ACTOR);
    }
    Optional<Instant> next = grace.next(now);
    return outbox
        .append(tx, new PaymentReminded(current.organization(), owedSince, grace.end()))
        .chain(() -> tx.execute(NEXT, current.organization(), next.orElse(grace.end())))
        .replaceWithVoid();
  }
}
