package io.orgplane.kit.access;

import io.orgplane.kit.access.ProjectedMember.Assignment;
import io.orgplane.kit.access.ProjectedMember.MemberActivated;
import io.orgplane.kit.access.ProjectedMember.MemberRemoved;
import io.orgplane.kit.access.ProjectedMember.MemberRoleChanged;
import io.orgplane.kit.access.ProjectedMember.OrganizationCreated;
import io.orgplane.kit.access.ProjectedMember.OrganizationDeleted;
import io.orgplane.kit.access.ProjectedMember.WorkspaceAccessChanged;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Keeps this service's copy of memberships. Every event carries the member's whole state and a
 * version, so an older one that comes later changes nothing, and one that is missing is healed by
 * the next.
 */
@ApplicationScoped
public class MembershipProjection implements EventConsumer {

  static final String NAME = "membership-projection";

  /** Above every version: nothing brings the members of a deleted organization back. */
  private static final long FINAL = Long.MAX_VALUE;

  private static final long FOUNDING = 0;
  private static final String OWNER = "owner";

  private static final String KEEP =
      """
      INSERT INTO membership_projection AS known (organization_id, user_id, role, workspaces, version)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (organization_id, user_id) DO UPDATE
      SET role = excluded.role, workspaces = excluded.workspaces, version = excluded.version
      WHERE known.version < excluded.version
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void listen(Listening to) {
    to.event(OrganizationCreated.class, this::found)
        .event(OrganizationDeleted.class, this::dissolve)
        .event(MemberActivated.class, this::activated)
        .event(MemberRoleChanged.class, this::roleChanged)
        .event(WorkspaceAccessChanged.class, this::accessChanged)
        .event(MemberRemoved.class, this::removed);
  }

  /**
   * The founder of an organization is its Owner before membership-service has said so; called in
   * the transaction that creates it, and by every other service when it hears of it.
   */
  public Uni<Void> found(Tx tx, OrganizationId organization, UserId owner) {
    return tx.execute(KEEP, organization, owner, OWNER, new JsonObject(), FOUNDING)
        .replaceWithVoid();
  }

  private Uni<Void> found(Tx tx, Received<OrganizationCreated> event) {
    return found(tx, event.organization(), event.payload().ownerId());
  }

  /** Nobody is a member any more; called in the transaction that deletes the organization. */
  public Uni<Void> dissolve(Tx tx, OrganizationId organization) {
    return tx.execute(
            "UPDATE membership_projection SET role = NULL, version = $2 WHERE organization_id = $1",
            organization,
            FINAL)
        .replaceWithVoid();
  }

  /**
   * Takes a member out as of that version. A service that acknowledges a removal calls it in the
   * transaction of its acknowledgement, which then cannot be ahead of the projection.
   */
  public Uni<Void> remove(Tx tx, OrganizationId organization, UserId user, long membershipVersion) {
    return tx.execute(KEEP, organization, user, null, new JsonObject(), membershipVersion)
        .replaceWithVoid();
  }

  private Uni<Void> dissolve(Tx tx, Received<OrganizationDeleted> event) {
    return dissolve(tx, event.organization());
  }

  private Uni<Void> activated(Tx tx, Received<MemberActivated> event) {
    MemberActivated member = event.payload();
    return keep(
        tx, event, member.userId(), member.role(), member.workspaces(), member.membershipVersion());
  }

  private Uni<Void> roleChanged(Tx tx, Received<MemberRoleChanged> event) {
    MemberRoleChanged member = event.payload();
    return keep(
        tx, event, member.userId(), member.role(), member.workspaces(), member.membershipVersion());
  }

  private Uni<Void> accessChanged(Tx tx, Received<WorkspaceAccessChanged> event) {
    WorkspaceAccessChanged member = event.payload();
    return keep(
        tx, event, member.userId(), member.role(), member.workspaces(), member.membershipVersion());
  }

  private Uni<Void> removed(Tx tx, Received<MemberRemoved> event) {
    MemberRemoved member = event.payload();
    return remove(tx, event.organization(), member.userId(), member.membershipVersion());
  }

  private static Uni<Void> keep(
      Tx tx,
      Received<?> event,
      UserId user,
      String role,
      List<Assignment> workspaces,
      long version) {
    JsonObject assignments = new JsonObject();
    workspaces.forEach(each -> assignments.put(each.workspaceId().toString(), each.role()));
    return tx.execute(KEEP, event.organization(), user, role, assignments, version)
        .replaceWithVoid();
  }
}
