package io.orgplane.membership.seat;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.seat.SeatProblem.OrganizationReadOnly;
import io.orgplane.membership.seat.SeatProblem.SeatLimitReached;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The only gate through which somebody becomes a member, and the lock under which memberships
 * change. Locks are taken in one order everywhere: this row, then the invitation, then the
 * membership.
 */
@ApplicationScoped
public class SeatGate {

  private static final String COLUMNS = "organization_id, cap, used, read_only, membership_version";

  private static final String LOCK =
      "SELECT " + COLUMNS + " FROM organization_seats WHERE organization_id = $1 FOR UPDATE";

  private static final String TAKE =
      """
      UPDATE organization_seats
      SET used = used + 1, membership_version = membership_version + 1
      WHERE organization_id = $1 AND (entitled IS NULL OR used < entitled) AND NOT read_only
      RETURNING\s"""
          + COLUMNS;

  /** A cap that was kept up by members above what is allowed goes down with them. */
  private static final String KEEP =
      """
      UPDATE organization_seats
      SET used = $2, membership_version = $3,
          cap = CASE WHEN entitled IS NOT NULL THEN greatest(entitled, $2) END
      WHERE organization_id = $1
      """;

  /** The Owner's seat is the one that every plan has, whatever has been heard from billing yet. */
  private static final String FOUND =
      """
      INSERT INTO organization_seats AS seats
        (organization_id, cap, entitled, used, membership_version)
      VALUES ($1, 1, 1, 1, 1)
      ON CONFLICT (organization_id) DO UPDATE
      SET cap = CASE WHEN seats.entitled IS NOT NULL
                THEN greatest(seats.entitled, seats.used + 1) END,
          used = seats.used + 1, membership_version = seats.membership_version + 1
      RETURNING\s"""
          + COLUMNS;

  /** The version is above every other, so that nothing that billing says later opens it again. */
  private static final String CLOSE =
      """
      INSERT INTO organization_seats AS seats
        (organization_id, cap, entitled, used, entitlement_version)
      VALUES ($1, 0, 0, 0, 9223372036854775807)
      ON CONFLICT (organization_id) DO UPDATE
      SET cap = 0, entitled = 0, used = 0, entitlement_version = excluded.entitlement_version,
          membership_version = seats.membership_version + 1
      """;

  private final MeterRegistry metrics;

  SeatGate(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** As {@link #lock}, where it may be that nobody has said anything of the organization yet. */
  Uni<Optional<Seats>> lockIfThere(Tx tx, OrganizationId organization) {
    return tx.find(LOCK, Seats::of, organization);
  }

  /** Nobody else changes a membership of this organization until the transaction ends. */
  public Uni<Seats> lock(Tx tx, OrganizationId organization) {
    return lockIfThere(tx, organization).map(found -> found.orElseThrow(NotFound::new));
  }

  /**
   * Takes a seat, and counts the change.
   *
   * @throws SeatProblem as a failure of the Uni when there is none
   */
  public Uni<Seats> take(Tx tx, OrganizationId organization) {
    return tx.find(TAKE, Seats::of, organization)
        .chain(
            taken -> taken.map(Uni.createFrom()::item).orElseGet(() -> refuse(tx, organization)));
  }

  /** The first seat of a new organization. */
  public Uni<Seats> found(Tx tx, OrganizationId organization) {
    return tx.one(FOUND, Seats::of, organization);
  }

  /** Writes down what has become of the seats under the lock. */
  public Uni<Void> keep(Tx tx, Seats seats) {
    return tx.execute(KEEP, seats.organization(), seats.used(), seats.version()).replaceWithVoid();
  }

  /** For good: the organization is deleted. */
  public Uni<Void> close(Tx tx, OrganizationId organization) {
    return tx.execute(CLOSE, organization).replaceWithVoid();
  }

  private Uni<Seats> refuse(Tx tx, OrganizationId organization) {
    return lock(tx, organization).chain(seats -> Uni.createFrom().failure(refusal(seats)));
  }

  private SeatProblem refusal(Seats seats) {
    SeatProblem problem = seats.readOnly() ? new OrganizationReadOnly() : new SeatLimitReached();
    metrics.counter("orgplane.seats.refused", "reason", problem.code()).increment();
    return problem;
  }
}
