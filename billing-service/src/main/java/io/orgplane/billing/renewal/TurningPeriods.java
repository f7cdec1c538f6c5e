package io.orgplane.billing.renewal;

import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.operation.Operations;
import io.orgplane.billing.operation.Sweeping;
import io.orgplane.billing.seat.Lowering;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.billing.seat.Seats;
import io.orgplane.billing.subscription.Revising;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.billing.subscription.SyncTickets;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes each subscription one step further towards its next period, whenever one is due: after it
 * has changed, after members have, and when its end is near.
 */
@ApplicationScoped
class TurningPeriods implements Sweeping.Job {

  static final Actor ACTOR = Actor.system("renewal");

  private static final String DUE =
      """
      SELECT organization_id FROM subscriptions
      WHERE renewal_check_at <= $1 AND provider_subscription IS NOT NULL AND NOT closing
      ORDER BY renewal_check_at LIMIT $2
      """;

  private final Sweeping sweeping;
  private final Subscriptions subscriptions;
  private final MemberCounts members;
  private final Catalogues catalogues;
  private final Operations operations;
  private final Revising revising;
  private final SyncTickets tickets;
  private final RenewalConfig config;
  private final Clock clock;

  TurningPeriods(
      Sweeping sweeping,
      Subscriptions subscriptions,
      MemberCounts members,
      Catalogues catalogues,
      Operations operations,
      Revising revising,
      SyncTickets tickets,
      RenewalConfig config,
      Clock clock) {
    this.sweeping = sweeping;
    this.subscriptions = subscriptions;
    this.members = members;
    this.catalogues = catalogues;
    this.operations = operations;
    this.revising = revising;
    this.tickets = tickets;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "1s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return sweeping.sweep(this);
  }

  @Override
  public String name() {
    return "the renewal";
  }

  @Override
  public Uni<List<OrganizationId>> due(Tx tx, int atMost) {
    return tx.list(DUE, Rows::organization, clock.instant(), atMost);
  }

  @Override
  public Uni<Void> postpone(Tx tx, OrganizationId organization) {
    return rest(tx, organization, clock.instant().plus(config.pauseAfterRefusal()))
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<UUID>> step(Tx tx, OrganizationId organization) {
    return subscriptions
        .lock(tx, organization)
        .chain(
            current ->
                members
                    .of(tx, organization)
                    .map(count -> renewal(current, count.active()).next(clock.instant()))
                    .chain(step -> take(tx, current, step)));
  }

  private Renewal renewal(Subscription current, int active) {
    int minimum = catalogues.plan(Renewal.planOf(current)).minimumSeats();
    return new Renewal(current, minimum, active, config.lead());
  }

  private Uni<Optional<UUID>> take(Tx tx, Subscription current, Step step) {
    OrganizationId organization = current.organization();
    return switch (step) {
      case Step.Rest rest -> rest(tx, organization, rest.until());
      case Step.Look look ->
          tickets.request(tx, organization).chain(() -> rest(tx, organization, look.again()));
      case Step.Lower lower ->
          become(tx, current, current.withSeats(lowered(current, lower.cap())));
      case Step.Tell tell ->
          begin(tx, current, RenewingAs.KIND, RenewingAs.request(current, tell.terms()));
      case Step.MakeUp late ->
          begin(tx, current, MakingUp.KIND, MakingUp.request(current, late.terms()));
      case Step.Settled settled -> become(tx, current, settled(current, settled.committed()));
    };
  }

  private static Seats lowered(Subscription current, int cap) {
    return current.seats().withLowering(Lowering.to(cap));
  }

  private static Subscription settled(Subscription current, int committed) {
    return current
        .withSeats(current.seats().withCommitted(committed).withLowering(null))
        .withScheduled(null);
  }

  private Uni<Optional<UUID>> become(Tx tx, Subscription current, Subscription wanted) {
    return revising.to(tx, current, wanted, ACTOR).replaceWith(Optional.empty());
  }

  private Uni<Optional<UUID>> rest(Tx tx, OrganizationId organization, Instant until) {
    return tx.execute(
            "UPDATE subscriptions SET renewal_check_at = $2 WHERE organization_id = $1",
            organization,
            until)
        .replaceWith(Optional.empty());
  }

  /** While something else is under way, it stays due. */
  private Uni<Optional<UUID>> begin(Tx tx, Subscription current, String kind, JsonObject request) {
    return operations
        .isIdle(tx, current.organization())
        .chain(
            idle ->
                idle
                    ? operations
                        .begin(tx, current.organization(), kind, request, ACTOR)
                        .map(Optional::of)
                    : Uni.createFrom().item(Optional.empty()));
  }
}
