package io.orgplane.membership.revocation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditEntry.Subject;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A participant has dropped what it held; with the last of them the revocation is complete. */
@ApplicationScoped
public class Acknowledging {

  private final Revocations revocations;
  private final Outbox outbox;
  private final AuditTrail audit;
  private final Clock clock;
  private final Timer latency;

  Acknowledging(
      Revocations revocations,
      Outbox outbox,
      AuditTrail audit,
      Clock clock,
      MeterRegistry registry) {
    this.revocations = revocations;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
    this.latency =
        Timer.builder("orgplane.revocation.latency")
            .description("From a removal to the last participant's acknowledgement")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(5))
            .maximumExpectedValue(Duration.ofMinutes(5))
            .register(registry);
  }

  /**
   * Once; nothing happens when the revocation does not wait for that participant.
   *
   * @param detail what was dropped, for whoever reads the record
   */
  public Uni<Void> by(
      String participant, Tx tx, OrganizationId organization, RevocationId id, String detail) {
    return revocations
        .lock(tx, organization, id)
        .chain(
            found ->
                found
                    .filter(each -> each.waitsFor(participant))
                    .map(revocation -> acknowledge(tx, revocation, participant, detail))
                    .orElseGet(Acknowledging::nothing));
  }

  private Uni<Void> acknowledge(Tx tx, Revocation revocation, String participant, String detail) {
    Revocation after = revocation.acknowledged(participant, detail, clock.instant());
    return revocations
        .acknowledge(tx, revocation, participant, detail, clock.instant())
        .chain(() -> after.isAcknowledgedByAll() ? complete(tx, after) : nothing());
  }

  private Uni<Void> complete(Tx tx, Revocation revocation) {
    Instant now = clock.instant();
    var completed =
        new RevocationCompleted(
            revocation.organization(), revocation.id(), revocation.userId(), now);
    return revocations
        .complete(tx, revocation)
        .chain(() -> outbox.append(tx, completed))
        .chain(() -> audit.record(tx, entry(revocation, now)))
        .invoke(() -> latency.record(Duration.between(revocation.startedAt(), now)));
  }

  private static AuditEntry entry(Revocation revocation, Instant now) {
    return new AuditEntry(
        revocation.organization(),
        Actor.system("revocations"),
        "revocation-completed",
        new Subject("revocation", revocation.id().toString(), null),
        null,
        Map.of("userId", revocation.userId(), "completedAt", now));
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
