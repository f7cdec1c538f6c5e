package io.orgplane.billing.subscription;

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

/** Reminds of what is owed, and stops changes when the grace is over. Payment ends both. */
@ApplicationScoped
class EndingGrace implements Sweeping.Job {

  private static final Actor ACTOR = Actor.system("payment-grace");
  private static final String DUE =
      "SELECT organization_id FROM subscriptions WHERE notice_at <= $1 ORDER BY notice_at LIMIT $2";
  private static final String NEXT =
      "UPDATE subscriptions SET notice_at = $2 WHERE organization_id = $1 AND notice_at IS NOT NULL";
  private static final String IS_DUE =
      "SELECT notice_at FROM subscriptions WHERE organization_id = $1 AND notice_at <= $2";

  private final Sweeping sweeping;
  private final Revising revising;
  private final Outbox outbox;
  private final GraceConfig config;
  private final Clock clock;

  EndingGrace(
      Sweeping sweeping, Revising revising, Outbox outbox, GraceConfig config, Clock clock) {
    this.sweeping = sweeping;
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
  public Uni<Boolean> isDue(Tx tx, OrganizationId organization) {
    return tx.find(IS_DUE, row -> true, organization, clock.instant()).map(Optional::isPresent);
  }

  @Override
  public Uni<Optional<Sweeping.Intent>> step(Tx tx, Subscription current) {
    Instant owedSince = current.standing().owedSince();
    Uni<Void> taken =
        owedSince == null
            ? Uni.createFrom().voidItem()
            : notice(tx, current, owedSince, clock.instant());
    return taken.replaceWith(Optional.empty());
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
