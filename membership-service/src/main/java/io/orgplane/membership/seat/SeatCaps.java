package io.orgplane.membership.seat;

import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditEntry.Subject;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers billing when a cap has been applied, and records what is another than before. */
@ApplicationScoped
class SeatCaps {

  private static final Actor BILLING = Actor.system("entitlements");

  private final SeatGate gate;
  private final Outbox outbox;
  private final AuditTrail audit;

  SeatCaps(SeatGate gate, Outbox outbox, AuditTrail audit) {
    this.gate = gate;
    this.outbox = outbox;
    this.audit = audit;
  }

  /**
   * Changes the seats under their lock.
   *
   * @param version of the entitlement, with which it is answered
   * @param change the seats as they are then; empty when a newer entitlement has been applied
   */
  Uni<Void> change(
      Tx tx, OrganizationId organization, long version, Supplier<Uni<Optional<Seats>>> change) {
    return gate.lockIfThere(tx, organization)
        .chain(
            before -> change.get().chain(after -> tell(tx, before.orElse(null), after, version)));
  }

  private Uni<Void> tell(Tx tx, @Nullable Seats before, Optional<Seats> applied, long version) {
    return applied
        .map(seats -> answer(tx, seats, version).chain(() -> record(tx, before, seats)))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> answer(Tx tx, Seats seats, long version) {
    return outbox.append(
        tx, new SeatCapApplied(seats.organization(), seats.cap(), version, seats.used()));
  }

  private Uni<Void> record(Tx tx, @Nullable Seats before, Seats after) {
    Map<String, @Nullable Object> then = before == null ? Map.of() : facts(before);
    Map<String, @Nullable Object> now = facts(after);
    if (now.equals(then)) {
      return Uni.createFrom().voidItem();
    }
    Subject subject = new Subject("organization", after.organization().toString(), null);
    return audit.record(
        tx,
        AuditEntry.changed(after.organization(), BILLING, "seat-cap-applied", subject, then, now));
  }

  private static Map<String, @Nullable Object> facts(Seats seats) {
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put("cap", seats.cap());
    facts.put("readOnly", seats.readOnly());
    return facts;
  }
}
