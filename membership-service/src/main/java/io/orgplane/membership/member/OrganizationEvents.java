package io.orgplane.membership.member;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.provisioning.ParticipantAcknowledged;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.organization.Organizations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Hears of organizations from org-service: one that is created has its Owner as member before
 * anybody goes on, one that is deleted has no members any more.
 */
@ApplicationScoped
class OrganizationEvents implements EventConsumer {

  private final Organizations organizations;
  private final Activation activation;
  private final Dissolution dissolution;
  private final Outbox outbox;

  OrganizationEvents(
      Organizations organizations, Activation activation, Dissolution dissolution, Outbox outbox) {
    this.organizations = organizations;
    this.activation = activation;
    this.dissolution = dissolution;
    this.outbox = outbox;
  }

  record OrganizationCreated(String name, UserId ownerId, String ownerEmail, String ownerName) {

    Candidate founder(OrganizationId organization) {
      return new Candidate(
          organization,
          ownerId,
          ownerEmail,
          ownerName,
          Role.OWNER,
          Source.CREATOR,
          List.of(),
          null);
    }
  }

  record OrganizationUpdated(String name, long version) {}

  record OrganizationDeleted() {}

  record WorkspaceDeleted(WorkspaceId workspaceId, UserId deletedBy) {

    /** Their address is in the entry of the deletion itself, which org-service records. */
    Actor actor() {
      return new Actor(Actor.Type.USER, deletedBy.value(), null, null);
    }
  }

  @Override
  public String name() {
    return "members";
  }

  @Override
  public void listen(Listening to) {
    to.event(OrganizationCreated.class, this::created)
        .event(OrganizationUpdated.class, this::updated)
        .event(OrganizationDeleted.class, this::deleted)
        .event(WorkspaceDeleted.class, this::workspaceDeleted);
  }

  private Uni<Void> created(Tx tx, Received<OrganizationCreated> event) {
    return organizations
        .add(tx, event.organization(), event.payload().name())
        .chain(isNew -> isNew ? found(tx, event) : Uni.createFrom().voidItem());
  }

  private Uni<Void> found(Tx tx, Received<OrganizationCreated> event) {
    return activation
        .ofFounder(tx, event.payload().founder(event.organization()))
        .chain(
            () ->
                outbox.append(
                    tx, ParticipantAcknowledged.creation(event, "membership", "owner activated")));
  }

  private Uni<Void> updated(Tx tx, Received<OrganizationUpdated> event) {
    return organizations.rename(
        tx, event.organization(), event.payload().name(), event.payload().version());
  }

  private Uni<Void> deleted(Tx tx, Received<OrganizationDeleted> event) {
    return dissolution.ofOrganization(tx, event.organization());
  }

  private Uni<Void> workspaceDeleted(Tx tx, Received<WorkspaceDeleted> event) {
    return dissolution.ofWorkspace(
        tx, event.organization(), event.payload().workspaceId(), event.payload().actor());
  }
}
