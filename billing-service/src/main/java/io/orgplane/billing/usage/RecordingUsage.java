package io.orgplane.billing.usage;

import io.orgplane.billing.credit.CreditPool;
import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.usage.UsageOutcome.Exhausted;
import io.orgplane.billing.usage.UsageOutcome.IdTaken;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records usage of one organization, in the given order: each draws all that it costs or is
 * refused. All of it is one transaction under the pool's lock.
 */
@ApplicationScoped
class RecordingUsage {

  private final Transactions transactions;
  private final CreditPools pools;
  private final UsageRecords records;
  private final Reservations reservations;
  private final ByokStates byok;
  private final Clock clock;

  RecordingUsage(
      Transactions transactions,
      CreditPools pools,
      UsageRecords records,
      Reservations reservations,
      ByokStates byok,
      Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.records = records;
    this.reservations = reservations;
    this.byok = byok;
    this.clock = clock;
  }

  Uni<List<UsageOutcome>> of(OrganizationId organization, List<Usage> usage) {
    return transactions.in(organization, tx -> in(tx, organization, usage));
  }

  /** An outcome for each, in their order. */
  Uni<List<UsageOutcome>> in(Tx tx, OrganizationId organization, List<Usage> usage) {
    return pools.lock(tx, organization).chain(pool -> decide(tx, organization, pool, usage));
  }

  /** What is known before deciding. */
  private record Known(Map<String, Recorded> recorded, Set<String> reserved, boolean byok) {}

  private Uni<List<UsageOutcome>> decide(
      Tx tx, OrganizationId organization, CreditPool pool, List<Usage> usage) {
    Decisions decisions = new Decisions(pool, clock.instant());
    return known(tx, organization, usage)
        .invoke(known -> usage.forEach(each -> decisions.decide(each, known)))
        .chain(() -> records.add(tx, organization, decisions.fresh))
        .chain(() -> pools.save(tx, pool))
        .replaceWith(decisions.outcomes);
  }

  private Uni<Known> known(Tx tx, OrganizationId organization, List<Usage> usage) {
    List<String> ids = usage.stream().map(Usage::id).toList();
    return records
        .find(tx, organization, ids)
        .chain(found -> withReservations(tx, organization, ids, found));
  }

  private Uni<Known> withReservations(
      Tx tx, OrganizationId organization, List<String> ids, Map<String, Recorded> found) {
    return reservations
        .among(tx, organization, ids)
        .chain(reserved -> withByok(tx, organization, found, reserved));
  }

  private Uni<Known> withByok(
      Tx tx, OrganizationId organization, Map<String, Recorded> found, Set<String> reserved) {
    return byok.isActive(tx, organization)
        .map(active -> new Known(new HashMap<>(found), reserved, active));
  }

  private static final class Decisions {

    private final CreditPool pool;
    private final Instant now;
    private final List<Recorded> fresh = new ArrayList<>();
    private final List<UsageOutcome> outcomes = new ArrayList<>();

    Decisions(CreditPool pool, Instant now) {
      this.pool = pool;
      this.now = now;
    }

    void decide(Usage usage, Known known) {
      outcomes.add(outcome(usage, known));
    }

    private UsageOutcome outcome(Usage usage, Known known) {
      Recorded before = known.recorded().get(usage.id());
      if (before != null) {
        return before.isOf(usage) ? before : new IdTaken();
      }
      if (known.reserved().contains(usage.id())) {
        return new IdTaken();
      }
      boolean own = known.byok() && usage.kind().equals(Usage.MODEL_CALLS);
      if (!own && !pool.draw(usage.credits(), usage.id(), now)) {
        return new Exhausted(pool.nextGrantAt(now));
      }
      Recorded recorded = new Recorded(usage, own ? Source.BYOK : Source.CREDITS, pool.available());
      known.recorded().put(usage.id(), recorded);
      fresh.add(recorded);
      return recorded;
    }
  }
}
