package io.orgplane.membership.revocation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears from the participants of a removal that they have dropped what they held. */
@ApplicationScoped
class Acknowledgements implements EventConsumer {

  private final Revocations revocations;
  private final Outbox outbox;
  private final Clock clock;
  private final Timer latency;

  Acknowledgements(Revocations revocations, Outbox outbox, Clock clock, MeterRegistry registry) {
    this.revocations = revocations;
    this.outbox = outbox;
    this.clock = clock;
    this.latency =
        Timer.builder("orgplane.revocation.latency")
            .description("From a removal to the last participant's acknowledgement")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(5))
            .maximumExpectedValue(Duration.ofMinutes(5))
            .register(registry);
  }

  /** Those of an organization's creation have no revocation, and are not for us. */
  record ParticipantAcknowledged(
      String participant, @Nullable RevocationId revocationId, String detail) {}

  @Override
  public String name() {
    return "revocations";
  }

  @Override
  public void listen(Listening to) {
    to.event(ParticipantAcknowledged.class, this::acknowledge);
  }

  private Uni<Void> acknowledge(Tx tx, Received<ParticipantAcknowledged> event) {
    RevocationId id = event.payload().revocationId();
    if (id == null) {
      return Uni.createFrom().voidItem();
    }
    return revocations
        .lock(tx, event.organization(), id)
        .chain(
            found ->
                found
                    .filter(each -> each.waitsFor(event.payload().participant()))
                    .map(revocation -> acknowledge(tx, revocation, event))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> acknowledge(
      Tx tx, Revocation revocation, Received<ParticipantAcknowledged> event) {
    String participant = event.payload().participant();
    String detail = event.payload().detail();
    Revocation after = revocation.acknowledged(participant, detail, clock.instant());
    return revocations
        .acknowledge(tx, revocation, participant, detail, clock.instant())
        .chain(() -> after.isAcknowledgedByAll() ? complete(tx, after) : nothing());
  }

  private Uni<Void> complete(Tx tx, Revocation revocation) {
    var now = clock.instant();
    var completed =
        new RevocationCompleted(
            revocation.organization(), revocation.id(), revocation.userId(), now);
    return revocations
        .complete(tx, revocation)
        .chain(() -> outbox.append(tx, completed))
        .invoke(() -> latency.record(Duration.between(revocation.startedAt(), now)));
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
