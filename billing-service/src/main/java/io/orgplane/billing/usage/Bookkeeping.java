package io.orgplane.billing.usage;

import static java.util.Objects.requireNonNull;

import io.orgplane.billing.credit.CreditPool;
import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.usage.Books.Known;
import io.orgplane.billing.usage.Reservations.Held;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.ProblemException;
import io.orgplane.kit.tx.Owned;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides deeds in one transaction: everything is read on one trip, behind the pools' locks, and
 * written on another one, whether it is one deed of one organization or hundreds of many.
 */
@ApplicationScoped
class Bookkeeping {

  /**
   * All statements take arrays. Left to itself, PostgreSQL holds a plan for just these few elements
   * to be cheaper than one for any, and makes it anew each time, which takes longer than the work.
   */
  private static final String PLAN_ONCE =
      "SELECT set_config('plan_cache_mode', 'force_generic_plan', true)";

  private final CreditPools pools;
  private final UsageRecords records;
  private final Reservations reservations;
  private final RefusedUsage refused;
  private final ByokStates byok;
  private final Clock clock;

  Bookkeeping(
      CreditPools pools,
      UsageRecords records,
      Reservations reservations,
      RefusedUsage refused,
      ByokStates byok,
      Clock clock) {
    this.pools = pools;
    this.records = records;
    this.reservations = reservations;
    this.refused = refused;
    this.byok = byok;
    this.clock = clock;
  }

  /** What became of one of them. */
  sealed interface Verdict {

    /** It was decided, and is written with all others. */
    record Decided(Object answer) implements Verdict {}

    /** It was refused, which does not concern the others. */
    record Refused(ProblemException problem) implements Verdict {}
  }

  /**
   * A verdict for each, in their order, once the pool is free.
   *
   * @throws io.orgplane.kit.problem.CommonProblem.NotFound as a failure, when there is no pool
   */
  Uni<List<Verdict>> decide(Tx tx, OrganizationId organization, List<Deed<?>> deeds) {
    return decide(tx, pools.lock(tx, organization).map(List::of), Map.of(organization, deeds))
        .map(verdicts -> requireNonNull(verdicts.get(organization)));
  }

  /**
   * A verdict for each, in their order, for those of the organizations whose pools nobody else has
   * locked.
   */
  Uni<Map<OrganizationId, List<Verdict>>> decideFree(
      Tx tx, Map<OrganizationId, List<Deed<?>>> deeds) {
    return decide(tx, pools.lockFree(tx, deeds.keySet()), deeds);
  }

  private Uni<Map<OrganizationId, List<Verdict>>> decide(
      Tx tx, Uni<List<CreditPool>> locking, Map<OrganizationId, List<Deed<?>>> deeds) {
    return open(tx, locking, deeds).chain(books -> decide(tx, books, deeds));
  }

  private Uni<List<Books>> open(
      Tx tx, Uni<List<CreditPool>> locking, Map<OrganizationId, List<Deed<?>>> deeds) {
    List<Owned<String>> ids = ids(deeds);
    return Uni.combine()
        .all()
        .unis(
            tx.execute(PLAN_ONCE),
            locking,
            records.find(tx, ids),
            reservations.find(tx, ids),
            reservations.holds(tx, ids),
            byok.changes(tx, deeds.keySet()))
        .with(
            (set, locked, recorded, reserved, held, changes) ->
                books(
                    locked,
                    Owned.byOrganization(recorded),
                    Owned.byOrganization(reserved),
                    Owned.byOrganization(held),
                    Owned.byOrganization(changes)));
  }

  private List<Books> books(
      List<CreditPool> locked,
      Map<OrganizationId, List<Recorded>> recorded,
      Map<OrganizationId, List<Reservation>> reserved,
      Map<OrganizationId, List<Held>> held,
      Map<OrganizationId, List<ByokTimes.Change>> changes) {
    Instant now = clock.instant();
    List<Books> books = new ArrayList<>(locked.size());
    for (CreditPool pool : locked) {
      OrganizationId owner = pool.organization();
      Known known =
          new Known(
              recorded.getOrDefault(owner, List.of()),
              reserved.getOrDefault(owner, List.of()),
              held.getOrDefault(owner, List.of()),
              new ByokTimes(changes.getOrDefault(owner, List.of())));
      books.add(new Books(pool, known, now));
    }
    return books;
  }

  private static List<Owned<String>> ids(Map<OrganizationId, List<Deed<?>>> deeds) {
    return deeds.entrySet().stream()
        .flatMap(
            each -> each.getValue().stream().flatMap(deed -> Owned.each(each.getKey(), deed.ids())))
        .distinct()
        .toList();
  }

  private Uni<Map<OrganizationId, List<Verdict>>> decide(
      Tx tx, List<Books> all, Map<OrganizationId, List<Deed<?>>> deeds) {
    Map<OrganizationId, List<Verdict>> verdicts = new HashMap<>();
    for (Books books : all) {
      List<Deed<?>> wanted = deeds.getOrDefault(books.organization(), List.of());
      verdicts.put(books.organization(), wanted.stream().map(deed -> decide(deed, books)).toList());
    }
    return save(tx, all).replaceWith(verdicts);
  }

  private static Verdict decide(Deed<?> deed, Books books) {
    try {
      return new Verdict.Decided(deed.decide(books));
    } catch (ProblemException refusal) {
      return new Verdict.Refused(refusal);
    }
  }

  /** Reservations name grants, so they come behind them: what travels together has no order. */
  private Uni<Void> save(Tx tx, List<Books> books) {
    if (books.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.combine()
        .all()
        .unis(
            records.add(tx, books),
            refused.keep(tx, books),
            pools.save(tx, books.stream().map(Books::pool).toList()))
        .discardItems()
        .chain(() -> reservations.add(tx, books, books.getFirst().now()));
  }
}
