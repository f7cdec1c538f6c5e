package io.orgplane.billing.usage;

import io.orgplane.billing.credit.CreditPool;
import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.usage.Books.Known;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.ProblemException;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides deeds of one organization in one transaction: everything is read on one trip, behind the
 * pool's lock, and written on another one, whether it is one deed or hundreds.
 */
@ApplicationScoped
class Bookkeeping {

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

  /** A verdict for each, in their order. */
  Uni<List<Verdict>> decide(Tx tx, OrganizationId organization, List<? extends Deed<?>> deeds) {
    String[] ids = deeds.stream().flatMap(deed -> deed.ids().stream()).toArray(String[]::new);
    return Uni.combine()
        .all()
        .unis(
            pools.lock(tx, organization),
            records.find(tx, organization, ids),
            reservations.find(tx, organization, ids),
            reservations.holds(tx, organization, ids),
            byok.times(tx, organization))
        .with(
            (pool, recorded, reserved, holds, times) ->
                new Books(pool, new Known(recorded, reserved, holds, times), clock.instant()))
        .chain(books -> decide(tx, books, deeds));
  }

  private Uni<List<Verdict>> decide(Tx tx, Books books, List<? extends Deed<?>> deeds) {
    List<Verdict> verdicts = new ArrayList<>(deeds.size());
    for (Deed<?> deed : deeds) {
      verdicts.add(decide(deed, books));
    }
    return save(tx, books).replaceWith(verdicts);
  }

  private static Verdict decide(Deed<?> deed, Books books) {
    try {
      return new Verdict.Decided(deed.decide(books));
    } catch (ProblemException refusal) {
      return new Verdict.Refused(refusal);
    }
  }

  private Uni<Void> save(Tx tx, Books books) {
    CreditPool pool = books.pool();
    return Uni.combine()
        .all()
        .unis(
            records.add(tx, pool.organization(), books.fresh()),
            reservations.add(tx, pool.organization(), books),
            refused.keep(tx, pool.organization(), books.refusals(), books.now()),
            pools.save(tx, pool))
        .discardItems();
  }
}
