package io.orgplane.billing.renewal;

import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.seat.Lowering;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.billing.seat.Seats;
import io.orgplane.billing.subscription.Revising;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.billing.subscription.Sweeping;
import io.orgplane.billing.subscription.Sweeping.Intent;
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
      """;

  private static final String ALL_DUE = DUE + "ORDER BY renewal_check_at LIMIT $2";
  private static final String IS_DUE = DUE + "AND organization_id = $2";

  private final Sweeping sweeping;
  private final Subscriptions subscriptions;
  private final MemberCounts members;
  private final Catalogues catalogues;
  private final Revising revising;
  private final SyncTickets tickets;
  private final RenewalConfig config;
  private final Clock clock;

  TurningPeriods(
      Sweeping sweeping,
      Subscriptions subscriptions,
      MemberCounts members,
      Catalogues catalogues,
      Revising revising,
      SyncTickets tickets,
      RenewalConfig config,
      Clock clock) {
    this.sweeping = sweeping;
    this.subscriptions = subscriptions;
    this.members = members;
    this.catalogues = catalogues;
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
    return tx.list(ALL_DUE, Rows::organization, clock.instant(), atMost);
  }

  @Override
  public Uni<Boolean> isDue(Tx tx, OrganizationId organization) {
    return tx.find(IS_DUE, row -> true, clock.instant(), organization).map(Optional::isPresent);
  }

  @Override
  public Uni<Optional<Intent>> step(Tx tx, Subscription current) {
    return members
        .of(tx, current.organization())
        .map(count -> renewal(current, count.active()).next(clock.instant()))
        .chain(step -> take(tx, current, step));
  }

  private Renewal renewal(Subscription current, int active) {
    int minimum = catalogues.plan(Renewal.planOf(current)).minimumSeats();
    return new Renewal(current, minimum, active, config.lead());
  }

  private Uni<Optional<Intent>> take(Tx tx, Subscription current, Step step) {
    OrganizationId organization = current.organization();
    return switch (step) {
      case Step.Rest rest -> rest(tx, organization, rest.until());
      case Step.Look look ->
          tickets.request(tx, organization).chain(() -> rest(tx, organization, look.again()));
      case Step.Lower lower ->
          become(tx, current, current.withSeats(lowered(current, lower.cap())));
      case Step.Tell tell -> begin(RenewingAs.KIND, RenewingAs.request(current, tell.terms()));
      case Step.MakeUp late -> begin(MakingUp.KIND, MakingUp.request(current, late.terms()));
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

  private Uni<Optional<Intent>> become(Tx tx, Subscription current, Subscription wanted) {
    return revising.to(tx, current, wanted, ACTOR).replaceWith(Optional.empty());
  }

  private Uni<Optional<Intent>> rest(Tx tx, OrganizationId organization, Instant until) {
    return subscriptions.recheckAt(tx, organization, until).replaceWith(Optional.empty());
  }

  private static Uni<Optional<Intent>> begin(String kind, JsonObject request) {
    return Uni.createFrom().item(Optional.of(new Intent(kind, request, ACTOR)));
  }
}
