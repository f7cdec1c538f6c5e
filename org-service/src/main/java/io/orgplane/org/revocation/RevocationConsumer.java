package io.orgplane.org.revocation;

import io.orgplane.kit.access.MembershipProjection;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.provisioning.ParticipantAcknowledged;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.organization.Organizations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * This service's part of a revocation: the membership goes from the projection, and with it all
 * that is derived from it here, and what has gone is told in the same transaction. A removal in an
 * organization that has been deleted meanwhile is told no more: its deletion was the last event.
 */
@ApplicationScoped
class RevocationConsumer implements EventConsumer {

  private static final String PARTICIPANT = "org";

  private final Organizations organizations;
  private final MembershipProjection memberships;
  private final Outbox outbox;

  RevocationConsumer(Organizations organizations, MembershipProjection memberships, Outbox outbox) {
    this.organizations = organizations;
    this.memberships = memberships;
    this.outbox = outbox;
  }

  record MemberRemoved(
      UserId userId, UUID revocationId, List<WorkspaceId> workspaceIds, long membershipVersion) {}

  @Override
  public String name() {
    return "revocation";
  }

  @Override
  public void listen(Listening to) {
    to.event(MemberRemoved.class, this::revoke);
  }

  private Uni<Void> revoke(Tx tx, Received<MemberRemoved> event) {
    return organizations
        .lockIfThere(tx, event.organization())
        .chain(found -> found.isPresent() ? drop(tx, event) : Uni.createFrom().voidItem());
  }

  private Uni<Void> drop(Tx tx, Received<MemberRemoved> event) {
    MemberRemoved removed = event.payload();
    return memberships
        .remove(tx, event.organization(), removed.userId(), removed.membershipVersion())
        .chain(() -> outbox.append(tx, told(event), acknowledged(event)));
  }

  private static WorkspaceAccessRevoked told(Received<MemberRemoved> event) {
    MemberRemoved removed = event.payload();
    return new WorkspaceAccessRevoked(
        event.organization(), removed.revocationId(), removed.userId(), removed.workspaceIds());
  }

  private static ParticipantAcknowledged acknowledged(Received<MemberRemoved> event) {
    int workspaces = event.payload().workspaceIds().size();
    return ParticipantAcknowledged.removal(
        event,
        event.payload().revocationId(),
        PARTICIPANT,
        "The membership is gone from org-service, and access to %d workspaces with it."
            .formatted(workspaces));
  }
}
