package io.orgplane.membership.member;

import io.orgplane.kit.access.Membership;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An active member.
 *
 * @param version of the organization's memberships at which this one last changed
 */
public record Member(
    OrganizationId organization,
    UserId userId,
    String email,
    String name,
    Role role,
    Source source,
    Instant joinedAt,
    List<Assignment> workspaces,
    long version) {

  public Member {
    workspaces = List.copyOf(workspaces);
  }

  static Member of(Row row) {
    return new Member(
        Rows.organization(row),
        Rows.user(row, "user_id"),
        row.getString("email"),
        row.getString("name"),
        Role.of(row.getString("role")),
        Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
        Rows.instant(row, "joined_at"),
        Assignment.list(row.getJsonArray("workspaces")),
        row.getLong("version"));
  }

  /** A role that reaches every workspace ends the assignments. */
  Member withRole(Role other) {
    return new Member(
        organization,
        userId,
        email,
        name,
        other,
        source,
        joinedAt,
        other.reachesEveryWorkspace() ? List.of() : workspaces,
        version);
  }

  Member withWorkspaces(List<Assignment> others) {
    return new Member(organization, userId, email, name, role, source, joinedAt, others, version);
  }

  Member with(Assignment assignment) {
    List<Assignment> others = new ArrayList<>(without(assignment.workspaceId()).workspaces());
    others.add(assignment);
    return withWorkspaces(others);
  }

  Member without(WorkspaceId workspace) {
    return withWorkspaces(
        workspaces.stream().filter(each -> !each.workspaceId().equals(workspace)).toList());
  }

  Member at(long newVersion) {
    return new Member(
        organization, userId, email, name, role, source, joinedAt, workspaces, newVersion);
  }

  boolean isOwner() {
    return role == Role.OWNER;
  }

  boolean isAssignedTo(WorkspaceId workspace) {
    return workspaces.stream().anyMatch(each -> each.workspaceId().equals(workspace));
  }

  @Nullable WorkspaceRole overrideIn(WorkspaceId workspace) {
    return workspaces.stream()
        .filter(each -> each.workspaceId().equals(workspace))
        .findFirst()
        .map(Assignment::role)
        .orElse(null);
  }

  /** What they are in that workspace; empty when it is closed to them. */
  Optional<String> roleIn(WorkspaceId workspace) {
    return PermissionMatrix.standard().workspaceRole(asMembership(), workspace);
  }

  public Membership asMembership() {
    Map<WorkspaceId, Optional<String>> assignments = new HashMap<>();
    workspaces.forEach(
        each ->
            assignments.put(
                each.workspaceId(), Optional.ofNullable(each.role()).map(WorkspaceRole::toString)));
    return new Membership(organization, userId, role.toString(), assignments, version);
  }
}
