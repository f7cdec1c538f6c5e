package io.orgplane.billing.subscription;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.provisioning.ParticipantAcknowledged;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Hears of organizations that begin. */
@ApplicationScoped
class OrganizationEvents implements EventConsumer {

  private final StartingFree starting;
  private final Outbox outbox;

  OrganizationEvents(StartingFree starting, Outbox outbox) {
    this.starting = starting;
    this.outbox = outbox;
  }

  record OrganizationCreated(OrganizationId organizationId, String name) {}

  @Override
  public String name() {
    return "subscriptions";
  }

  @Override
  public void listen(Listening to) {
    to.event(OrganizationCreated.class, this::begin);
  }

  private Uni<Void> begin(Tx tx, Received<OrganizationCreated> event) {
    return starting
        .of(tx, event.organization(), event.payload().name())
        .chain(
            () ->
                outbox.append(
                    tx,
                    ParticipantAcknowledged.creation(
                        event, "billing", "starter subscription and its credits")));
  }
}
