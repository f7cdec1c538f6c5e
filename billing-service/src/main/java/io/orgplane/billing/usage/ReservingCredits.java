package io.orgplane.billing.usage;

import io.orgplane.billing.credit.CreditPool;
import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.credit.CreditProblem;
import io.orgplane.billing.credit.Hold;
import io.orgplane.billing.usage.Reservation.Wanted;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets credits aside, once per id. */
@ApplicationScoped
class ReservingCredits {

  private final Transactions transactions;
  private final CreditPools pools;
  private final Reservations reservations;
  private final UsageRecords records;
  private final ByokStates byok;
  private final Clock clock;

  ReservingCredits(
      Transactions transactions,
      CreditPools pools,
      Reservations reservations,
      UsageRecords records,
      ByokStates byok,
      Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.reservations = reservations;
    this.records = records;
    this.byok = byok;
    this.clock = clock;
  }

  /** A refusal is written down too, so it comes as an answer and fails behind the commit. */
  private sealed interface Answer {
    record Reserved(Reservation reservation) implements Answer {}

    record Refused(RuntimeException problem) implements Answer {}
  }

  Uni<Reservation> reserve(Wanted wanted) {
    return transactions
        .in(wanted.organization(), tx -> in(tx, wanted))
        .map(ReservingCredits::reserved);
  }

  private Uni<Answer> in(Tx tx, Wanted wanted) {
    return pools
        .lock(tx, wanted.organization())
        .chain(pool -> decide(tx, wanted, pool).call(() -> pools.save(tx, pool)));
  }

  private Uni<Answer> decide(Tx tx, Wanted wanted, CreditPool pool) {
    return reservations
        .find(tx, wanted.organization(), wanted.id())
        .chain(
            known ->
                known.isPresent()
                    ? Uni.createFrom().item(again(known.get(), wanted))
                    : unlessUsed(tx, wanted, pool));
  }

  private static Answer again(Reservation known, Wanted wanted) {
    return known.isOf(wanted) ? new Answer.Reserved(known) : new Answer.Refused(idTaken());
  }

  private Uni<Answer> unlessUsed(Tx tx, Wanted wanted, CreditPool pool) {
    return records
        .find(tx, wanted.organization(), List.of(wanted.id()))
        .chain(
            used ->
                used.isEmpty()
                    ? hold(tx, wanted, pool)
                    : Uni.createFrom().item(new Answer.Refused(idTaken())));
  }

  private Uni<Answer> hold(Tx tx, Wanted wanted, CreditPool pool) {
    return byok.isActive(tx, wanted.organization())
        .chain(
            active ->
                active && wanted.kind().equals(Usage.MODEL_CALLS)
                    ? add(tx, wanted, pool, List.of(), Source.BYOK)
                    : add(
                        tx,
                        wanted,
                        pool,
                        pool.hold(wanted.credits(), clock.instant()),
                        Source.CREDITS));
  }

  private Uni<Answer> add(
      Tx tx, Wanted wanted, CreditPool pool, @Nullable List<Hold> holds, Source source) {
    if (holds == null) {
      return Uni.createFrom()
          .item(new Answer.Refused(new CreditProblem.Exhausted(pool.nextGrantAt(clock.instant()))));
    }
    Reservation reservation = wanted.granted(source, pool.available());
    return reservations
        .add(tx, reservation, holds, clock.instant())
        .replaceWith(new Answer.Reserved(reservation));
  }

  private static Reservation reserved(Answer answer) {
    return switch (answer) {
      case Answer.Reserved granted -> granted.reservation();
      case Answer.Refused refused -> throw refused.problem();
    };
  }

  static Conflict idTaken() {
    return new Conflict("This id was used for something else.");
  }
}
