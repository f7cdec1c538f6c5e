package io.orgplane.membership.member;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.member.MemberEvent.MemberState;
import io.orgplane.membership.member.MemberEvent.WorkspaceAccessChanged;
import io.orgplane.membership.organization.Organizations;
import io.orgplane.membership.seat.SeatGate;
import io.orgplane.membership.seat.Seats;
import io.orgplane.membership.workspace.Workspaces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What a deletion elsewhere ends here. */
@ApplicationScoped
class Dissolution {

  private final Organizations organizations;
  private final Workspaces workspaces;
  private final SeatGate gate;
  private final Members members;
  private final Outbox outbox;
  private final MemberAudit audit;

  Dissolution(
      Organizations organizations,
      Workspaces workspaces,
      SeatGate gate,
      Members members,
      Outbox outbox,
      MemberAudit audit) {
    this.organizations = organizations;
    this.workspaces = workspaces;
    this.gate = gate;
    this.members = members;
    this.outbox = outbox;
    this.audit = audit;
  }

  /** Everybody else has heard of it from org-service too, so nothing is told of the members. */
  Uni<Void> ofOrganization(Tx tx, OrganizationId organization) {
    return organizations
        .markDeleted(tx, organization)
        .chain(() -> gate.close(tx, organization))
        .chain(
            () ->
                tx.execute(
                    "DELETE FROM workspace_assignments WHERE organization_id = $1", organization))
        .chain(() -> tx.execute("DELETE FROM members WHERE organization_id = $1", organization))
        .replaceWithVoid();
  }

  /** The assignments end, and each member's new state is told. */
  Uni<Void> ofWorkspace(Tx tx, OrganizationId organization, WorkspaceId workspace, Actor by) {
    return workspaces
        .markDeleted(tx, organization, workspace)
        .chain(() -> members.assignedTo(tx, organization, workspace))
        .chain(
            assigned ->
                assigned.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : unassign(tx, organization, workspace, by));
  }

  /** Read once more, now under the organization's lock. */
  private Uni<Void> unassign(Tx tx, OrganizationId organization, WorkspaceId workspace, Actor by) {
    return gate.lock(tx, organization)
        .chain(
            seats ->
                members
                    .assignedTo(tx, organization, workspace)
                    .chain(assigned -> unassign(tx, seats, assigned, workspace, by)));
  }

  private Uni<Void> unassign(
      Tx tx, Seats seats, List<Member> assigned, WorkspaceId workspace, Actor by) {
    Seats after = seats;
    List<Member> changed = new ArrayList<>();
    List<MemberEvent> events = new ArrayList<>();
    for (Member member : assigned) {
      after = after.changed();
      Member next = member.without(workspace).at(after.version());
      changed.add(next);
      events.add(
          new WorkspaceAccessChanged(next.organization(), MemberState.of(next, after.used())));
    }
    Change change = new Change(after, assigned, changed, events);
    return gate.keep(tx, after)
        .chain(() -> members.saveAll(tx, changed, by))
        .chain(() -> outbox.append(tx, events))
        .chain(() -> audit.changed(tx, by, change));
  }
}
