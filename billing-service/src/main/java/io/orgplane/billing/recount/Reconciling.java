package io.orgplane.billing.recount;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscription;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.billing.subscription.Fetched;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.billing.subscription.Synchronizing;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Compares members, seats and the provider's quantity on a schedule, though every change of each is
 * heard of: a notice may be lost for good, and somebody may change things by hand. What differs is
 * corrected and counted.
 */
@ApplicationScoped
class Reconciling {

  private static final Logger LOG = Logger.getLogger(Reconciling.class);
  private static final Actor ACTOR = Actor.system("reconciliation");
  private static final int AT_ONCE = 50;
  private static final int BESIDE_EACH_OTHER = 2;
  private static final String DUE =
      """
      SELECT organization_id, provider_customer FROM subscriptions
      WHERE provider_subscription IS NOT NULL AND reconciled_at < $1 AND NOT closing
      ORDER BY reconciled_at LIMIT $2
      """;

  private final Transactions transactions;
  private final Subscriptions subscriptions;
  private final MemberCounts members;
  private final Synchronizing synchronizing;
  private final ReconciliationConfig config;
  private final Clock clock;
  private final MeterRegistry registry;

  private record Due(OrganizationId organization, CustomerId customer) {
    static Due of(Row row) {
      return new Due(Rows.organization(row), new CustomerId(row.getString("provider_customer")));
    }
  }

  Reconciling(
      Transactions transactions,
      Subscriptions subscriptions,
      MemberCounts members,
      Synchronizing synchronizing,
      ReconciliationConfig config,
      Clock clock,
      MeterRegistry registry) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.members = members;
    this.synchronizing = synchronizing;
    this.config = config;
    this.clock = clock;
    this.registry = registry;
  }

  @Scheduled(every = "1s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return transactions
        .acrossOrganizations(tx -> due(tx, clock.instant().minus(config.every())))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUni(this::reconcile)
        .merge(BESIDE_EACH_OTHER)
        .collect()
        .asList()
        .invoke(this::count)
        .replaceWithVoid();
  }

  private static Uni<List<Due>> due(Tx tx, Instant before) {
    return tx.list(DUE, Due::of, before, AT_ONCE);
  }

  /** Seats by which they differed; of what could not be compared nothing is known. */
  private Uni<Long> reconcile(Due due) {
    return synchronizing
        .fetch(due.organization(), due.customer())
        .chain(
            fetched ->
                transactions.in(due.organization(), tx -> correct(tx, due.organization(), fetched)))
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("%s is not reconciled: %s", due.organization(), failure.getMessage());
              return 0L;
            });
  }

  private Uni<Long> correct(Tx tx, OrganizationId organization, Fetched fetched) {
    return subscriptions
        .lock(tx, organization)
        .chain(
            before ->
                members.of(tx, organization).map(count -> drift(before, count.active(), fetched)))
        .call(() -> synchronizing.follow(tx, organization, fetched, ACTOR))
        .call(() -> subscriptions.recheck(tx, organization))
        .call(drift -> done(tx, organization, drift));
  }

  /** What differed is compared again soon: only that it does not any more says it is corrected. */
  private Uni<Integer> done(Tx tx, OrganizationId organization, long drift) {
    Instant now = clock.instant();
    return tx.execute(
        "UPDATE subscriptions SET reconciled_at = $2, seat_drift = $3 WHERE organization_id = $1",
        organization,
        drift == 0 ? now : now.minus(config.every()).plus(config.again()),
        drift);
  }

  /** Between what is billed and what we think is, or what the members need, if that is more. */
  private static long drift(Subscription before, int active, Fetched fetched) {
    return fetched.account().subscriptions().stream()
        .filter(paid -> paid.id().equals(before.paidBy()) && paid.isLive())
        .mapToInt(PaidSubscription::quantity)
        .mapToLong(
            billed ->
                Math.max(
                    Math.abs(billed - before.seats().purchased()),
                    before.seats().needed(active) - billed))
        .findFirst()
        .orElse(before.isPaid() ? before.seats().purchased() : 0);
  }

  private void count(List<Long> drifts) {
    if (drifts.isEmpty()) {
      return;
    }
    long differed = drifts.stream().filter(each -> each > 0).count();
    registry.counter("orgplane.seats.reconciled", "result", "corrected").increment(differed);
    registry
        .counter("orgplane.seats.reconciled", "result", "same")
        .increment(drifts.size() - differed);
  }
}
