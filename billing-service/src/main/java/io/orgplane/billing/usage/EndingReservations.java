package io.orgplane.billing.usage;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.credit.CreditPool;
import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.usage.Reservation.Status;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends reservations: by what the work has cost, by giving them back, or because time is up. */
@ApplicationScoped
class EndingReservations {

  private final Transactions transactions;
  private final CreditPools pools;
  private final Reservations reservations;
  private final UsageRecords records;
  private final ByokStates byok;
  private final Clock clock;

  EndingReservations(
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

  /** Charges what the work has cost, more or less than was set aside. */
  Uni<Reservation> settle(OrganizationId organization, String id, Credits actual) {
    return transactions.in(
        organization,
        tx ->
            pools.lock(tx, organization).chain(pool -> settle(tx, pool, organization, id, actual)));
  }

  /** Gives back what was set aside. */
  Uni<Reservation> release(OrganizationId organization, String id) {
    return end(organization, id, Status.RELEASED);
  }

  /** As {@link #release}, because its time is up; one that has ended meanwhile stays as it is. */
  Uni<Reservation> expire(OrganizationId organization, String id) {
    return end(organization, id, Status.EXPIRED);
  }

  /**
   * Whose reservation this is. Ids are the callers' own; where two organizations have the same one,
   * the caller has to say which is meant.
   */
  Uni<OrganizationId> ownerOf(String id, @Nullable OrganizationId named) {
    return named != null
        ? Uni.createFrom().item(named)
        : transactions.acrossOrganizations(tx -> reservations.owners(tx, id)).map(this::only);
  }

  private OrganizationId only(List<OrganizationId> owners) {
    if (owners.isEmpty()) {
      throw new NotFound();
    }
    if (owners.size() > 1) {
      throw new Conflict("Several organizations have this id: name one as organizationId.");
    }
    return owners.getFirst();
  }

  private Uni<Reservation> settle(
      Tx tx, CreditPool pool, OrganizationId organization, String id, Credits actual) {
    return reservations
        .require(tx, organization, id)
        .chain(found -> settle(tx, pool, found, actual))
        .call(() -> pools.save(tx, pool));
  }

  private Uni<Reservation> settle(Tx tx, CreditPool pool, Reservation found, Credits actual) {
    return switch (found.status()) {
      case OPEN, EXPIRED -> charge(tx, pool, found, actual);
      case SETTLED ->
          actual.equals(found.settled())
              ? Uni.createFrom().item(found)
              : Uni.createFrom().failure(new Conflict("It was settled with another amount."));
      case RELEASED -> Uni.createFrom().failure(new Conflict("It was released."));
    };
  }

  private Uni<Reservation> charge(Tx tx, CreditPool pool, Reservation found, Credits actual) {
    return byok.isActive(tx, found.organization())
        .map(active -> active && found.kind().equals(Usage.MODEL_CALLS))
        .chain(own -> charge(tx, pool, found, actual, own ? Source.BYOK : Source.CREDITS));
  }

  private Uni<Reservation> charge(
      Tx tx, CreditPool pool, Reservation found, Credits actual, Source source) {
    Credits drawn = source == Source.CREDITS ? actual : Credits.NONE;
    return reservations
        .takeHolds(tx, found)
        .invoke(holds -> pool.settle(holds, drawn, found.id(), clock.instant()))
        .map(holds -> found.now(Status.SETTLED, source, actual, pool.available()))
        .call(settled -> reservations.save(tx, settled))
        .call(settled -> records.add(tx, found.organization(), List.of(record(settled, actual))));
  }

  private Recorded record(Reservation settled, Credits actual) {
    Usage usage =
        new Usage(
            settled.id(), settled.workspace(), null, settled.kind(), actual, clock.instant(), null);
    return new Recorded(usage, settled.source(), settled.remaining());
  }

  private Uni<Reservation> end(OrganizationId organization, String id, Status how) {
    return transactions.in(
        organization,
        tx -> pools.lock(tx, organization).chain(pool -> end(tx, pool, organization, id, how)));
  }

  private Uni<Reservation> end(
      Tx tx, CreditPool pool, OrganizationId organization, String id, Status how) {
    return reservations
        .require(tx, organization, id)
        .chain(found -> end(tx, pool, found, how))
        .call(() -> pools.save(tx, pool));
  }

  private Uni<Reservation> end(Tx tx, CreditPool pool, Reservation found, Status how) {
    return switch (found.status()) {
      case OPEN -> giveBack(tx, pool, found, how);
      case RELEASED, EXPIRED -> Uni.createFrom().item(found);
      case SETTLED ->
          how == Status.EXPIRED
              ? Uni.createFrom().item(found)
              : Uni.createFrom().failure(new Conflict("It was settled."));
    };
  }

  private Uni<Reservation> giveBack(Tx tx, CreditPool pool, Reservation found, Status how) {
    return reservations
        .takeHolds(tx, found)
        .invoke(holds -> pool.release(holds, clock.instant()))
        .map(holds -> found.now(how, found.source(), null, pool.available()))
        .call(ended -> reservations.save(tx, ended));
  }
}
