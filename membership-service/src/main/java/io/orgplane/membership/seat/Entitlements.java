package io.orgplane.membership.seat;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
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
        (organization_id, cap, used, policy, read_only, entitlement_version)
      VALUES ($1, $2, 0, $3, $4, $5)
      ON CONFLICT (organization_id) DO UPDATE
      SET cap = CASE WHEN excluded.cap IS NOT NULL THEN greatest(excluded.cap, seats.used) END,
          policy = excluded.policy, read_only = excluded.read_only,
          entitlement_version = excluded.entitlement_version
      WHERE seats.entitlement_version < excluded.entitlement_version
      RETURNING organization_id, cap, used, read_only, membership_version
      """;

  private final Outbox outbox;

  Entitlements(Outbox outbox) {
    this.outbox = outbox;
  }

  record EntitlementsChanged(long version, boolean readOnly, Bought seats) {
    record Bought(String policy, @Nullable Integer cap) {}
  }

  @Override
  public String name() {
    return "entitlements";
  }

  @Override
  public void listen(Listening to) {
    to.event(EntitlementsChanged.class, this::apply);
  }

  private Uni<Void> apply(Tx tx, Received<EntitlementsChanged> event) {
    EntitlementsChanged entitled = event.payload();
    return tx.find(
            APPLY,
            Seats::of,
            event.organization(),
            entitled.seats().cap(),
            entitled.seats().policy(),
            entitled.readOnly(),
            entitled.version())
        .chain(applied -> tell(tx, applied, entitled.version()));
  }

  private Uni<Void> tell(Tx tx, Optional<Seats> applied, long version) {
    return applied
        .map(
            seats ->
                outbox.append(
                    tx,
                    new SeatCapApplied(seats.organization(), seats.cap(), version, seats.used())))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
