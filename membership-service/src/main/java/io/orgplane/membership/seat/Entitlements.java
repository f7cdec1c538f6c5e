package io.orgplane.membership.seat;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Hears from billing how many members fit. A cap below the members in it is applied as their
 * number: nobody is put out, and nobody further comes in.
 */
@ApplicationScoped
class Entitlements implements EventConsumer {

  /**
   * Billing may speak before the organization's own creation has been heard of here; the row then
   * begins without a member.
   */
  private static final String APPLY =
      """
      INSERT INTO organization_seats AS seats
        (organization_id, cap, entitled, used, policy, read_only, entitlement_version)
      VALUES ($1, $2, $2, 0, $3, $4, $5)
      ON CONFLICT (organization_id) DO UPDATE
      SET cap = CASE WHEN excluded.cap IS NOT NULL THEN greatest(excluded.cap, seats.used) END,
          entitled = excluded.entitled, policy = excluded.policy, read_only = excluded.read_only,
          entitlement_version = excluded.entitlement_version
      WHERE seats.entitlement_version < excluded.entitlement_version
      RETURNING organization_id, cap, used, read_only, membership_version
      """;

  /**
   * What is asked for, but not below the members; and never more than before, because a cap is
   * raised by an entitlement alone, after the money. (LEAST passes over a null: no limit.)
   */
  private static final String LOWER =
      """
      INSERT INTO organization_seats AS seats
        (organization_id, cap, entitled, used, entitlement_version)
      VALUES ($1, $2, $2, 0, $3)
      ON CONFLICT (organization_id) DO UPDATE
      SET entitled = least(seats.entitled, greatest(excluded.cap, seats.used)),
          cap = greatest(least(seats.entitled, greatest(excluded.cap, seats.used)), seats.used),
          entitlement_version = excluded.entitlement_version
      WHERE seats.entitlement_version < excluded.entitlement_version
      RETURNING organization_id, cap, used, read_only, membership_version
      """;

  private final SeatCaps caps;

  Entitlements(SeatCaps caps) {
    this.caps = caps;
  }

  record EntitlementsChanged(long version, boolean readOnly, Bought seats) {
    record Bought(String policy, @Nullable Integer cap) {}
  }

  /** Billing wants to bill fewer, and asks before it does. */
  record SeatCapLoweringRequested(long version, int cap) {}

  @Override
  public String name() {
    return "entitlements";
  }

  @Override
  public void listen(Listening to) {
    to.event(EntitlementsChanged.class, this::apply)
        .event(SeatCapLoweringRequested.class, this::lower);
  }

  private Uni<Void> apply(Tx tx, Received<EntitlementsChanged> event) {
    EntitlementsChanged entitled = event.payload();
    return caps.change(
        tx,
        event.organization(),
        entitled.version(),
        () ->
            tx.find(
                APPLY,
                Seats::of,
                event.organization(),
                entitled.seats().cap(),
                entitled.seats().policy(),
                entitled.readOnly(),
                entitled.version()));
  }

  private Uni<Void> lower(Tx tx, Received<SeatCapLoweringRequested> event) {
    SeatCapLoweringRequested wanted = event.payload();
    return caps.change(
        tx,
        event.organization(),
        wanted.version(),
        () -> tx.find(LOWER, Seats::of, event.organization(), wanted.cap(), wanted.version()));
  }
}
