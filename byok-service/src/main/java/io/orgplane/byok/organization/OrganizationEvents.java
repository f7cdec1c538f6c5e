package io.orgplane.byok.organization;

import io.orgplane.byok.configuration.Configurations;
import io.orgplane.byok.configuration.RemovingByok;
import io.orgplane.byok.externalid.ExternalIds;
import io.orgplane.byok.workspace.Workspaces;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.provisioning.ParticipantAcknowledged;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** An organization gets its external id before anybody sets anything up, and ends with its keys. */
@ApplicationScoped
class OrganizationEvents implements EventConsumer {

  record OrganizationCreated(OrganizationId organizationId) {}

  record OrganizationDeleted(OrganizationId organizationId) {}

  private final ExternalIds externalIds;
  private final Configurations configurations;
  private final RemovingByok removing;
  private final Workspaces workspaces;
  private final Outbox outbox;

  OrganizationEvents(
      ExternalIds externalIds,
      Configurations configurations,
      RemovingByok removing,
      Workspaces workspaces,
      Outbox outbox) {
    this.externalIds = externalIds;
    this.configurations = configurations;
    this.removing = removing;
    this.workspaces = workspaces;
    this.outbox = outbox;
  }

  @Override
  public String name() {
    return "organizations";
  }

  @Override
  public void listen(Listening to) {
    to.event(OrganizationCreated.class, this::created)
        .event(OrganizationDeleted.class, this::deleted);
  }

  private Uni<Void> created(Tx tx, Received<OrganizationCreated> event) {
    return externalIds
        .generate(tx, event.organization())
        .chain(() -> configurations.begin(tx, event.organization()))
        .chain(
            () ->
                outbox.append(
                    tx, ParticipantAcknowledged.creation(event, "byok", "external id generated")));
  }

  private Uni<Void> deleted(Tx tx, Received<OrganizationDeleted> event) {
    return removing
        .remove(tx, event.organization(), Actor.system("organizations"))
        .chain(() -> workspaces.deleteAll(tx, event.organization()));
  }
}
