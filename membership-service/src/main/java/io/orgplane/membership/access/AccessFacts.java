package io.orgplane.membership.access;

import io.orgplane.kit.access.Membership;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.WorkspaceId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the database says about one question, at one moment.
 *
 * @param role in the organization; null for somebody who is not in it
 * @param workspaceHeardOf whether its creation or deletion has come to our ears
 * @param workspaceExists and it is not deleted
 * @param assigned whether there is an explicit assignment
 * @param override of that assignment; null when it inherits
 */
record AccessFacts(
    AccessCheck check,
    @Nullable String role,
    boolean workspaceHeardOf,
    boolean workspaceExists,
    boolean assigned,
    @Nullable String override,
    long version) {

  private static final PermissionMatrix MATRIX = PermissionMatrix.standard();

  /**
   * Whether a moment's patience may change the answer: somebody who reaches every workspace asks
   * about one that may have been created just now.
   */
  boolean mayBeEarly() {
    return role != null
        && check.workspace() != null
        && !workspaceHeardOf
        && MATRIX.implicitWorkspaceRole().containsKey(role);
  }

  AccessDecision decide() {
    if (role == null) {
      return new AccessDecision(false, null, null, "not-a-member", null);
    }
    WorkspaceId workspace = check.workspace();
    if (workspace != null && !workspaceExists) {
      return answer(false, null, "unknown-workspace");
    }
    Membership member = membership(role);
    String workspaceRole =
        workspace == null ? null : MATRIX.workspaceRole(member, workspace).orElse(null);
    return MATRIX.isOfWorkspace(check.permission())
        ? ofWorkspace(member, workspace, workspaceRole)
        : answer(MATRIX.allows(member, check.permission()), workspaceRole, "role-lacks-permission");
  }

  /** Without a workspace the question is about all of them. */
  private AccessDecision ofWorkspace(
      Membership member, @Nullable WorkspaceId workspace, @Nullable String workspaceRole) {
    if (workspace == null) {
      return answer(
          allowedEverywhere(member.role(), check.permission()), null, "workspace-not-named");
    }
    if (workspaceRole == null) {
      return answer(false, null, "not-assigned");
    }
    return answer(
        MATRIX.allows(member, workspace, check.permission()),
        workspaceRole,
        "role-lacks-permission");
  }

  private static boolean allowedEverywhere(String role, Permission permission) {
    return Optional.ofNullable(MATRIX.implicitWorkspaceRole().get(role))
        .map(MATRIX.workspaceRoles()::get)
        .map(granted -> granted.contains(permission.name()))
        .orElse(false);
  }

  private AccessDecision answer(
      boolean allowed, @Nullable String workspaceRole, String reasonForNo) {
    return new AccessDecision(
        allowed, role, workspaceRole, allowed ? "granted" : reasonForNo, version);
  }

  private Membership membership(String organizationRole) {
    WorkspaceId workspace = check.workspace();
    Map<WorkspaceId, Optional<String>> assignments =
        assigned && workspace != null ? Map.of(workspace, Optional.ofNullable(override)) : Map.of();
    return new Membership(
        check.organization(), check.user(), organizationRole, assignments, version);
  }
}
