package io.orgplane.membership.revocation;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Hears from the participants of a removal that they have dropped what they held. */
@ApplicationScoped
class Acknowledgements implements EventConsumer {

  private final Acknowledging acknowledging;

  Acknowledgements(Acknowledging acknowledging) {
    this.acknowledging = acknowledging;
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
    ParticipantAcknowledged told = event.payload();
    return told.revocationId() == null
        ? Uni.createFrom().voidItem()
        : acknowledging.by(
            told.participant(), tx, event.organization(), told.revocationId(), told.detail());
  }
}
