package io.orgplane.membership.access;

import io.orgplane.kit.access.Membership;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.WorkspaceId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one concern, at one moment.
 *
 * @param member null for somebody who is not in the organization
 * @param version of the organization's memberships
 */
record AccessFacts(
    Concern about, @Nullable Membership member, WorkspaceState workspace, long version) {

  private static final PermissionMatrix MATRIX = PermissionMatrix.standard();

  /**
   * Whether a moment's patience may change the answer: somebody who reaches every workspace asks
   * about one that may have been created just now.
   */
  boolean mayBeEarly() {
    return member != null
        && workspace == WorkspaceState.UNHEARD
        && MATRIX.implicitWorkspaceRole().containsKey(member.role());
  }

  /**
   * @throws AccessProblem when the memberships are not at the version that is asked for. Whoever is
   *     not a member is told that and no more: the versions of an organization are no business of
   *     theirs
   */
  AccessFacts atLeast(@Nullable Long minimumVersion) {
    if (minimumVersion != null && member != null && version < minimumVersion) {
      throw new AccessProblem.VersionNotReached(version);
    }
    return this;
  }

  AccessDecision decide(Permission permission) {
    if (member == null) {
      return new AccessDecision(false, null, null, "not-a-member", null);
    }
    if (namesUnknownWorkspace()) {
      return answer(member, false, null, "unknown-workspace");
    }
    String workspaceRole = workspaceRole(member).orElse(null);
    return MATRIX.isOfWorkspace(permission)
        ? ofWorkspace(member, permission, workspaceRole)
        : answer(member, MATRIX.allows(member, permission), workspaceRole, "role-lacks-permission");
  }

  /** Exactly those that would be granted one by one. */
  EffectivePermissions permissions() {
    if (member == null) {
      return new EffectivePermissions(null, null, List.of(), null);
    }
    List<String> granted =
        MATRIX.permissions().keySet().stream()
            .filter(name -> decide(new Permission(name)).allowed())
            .sorted()
            .toList();
    String workspaceRole = namesUnknownWorkspace() ? null : workspaceRole(member).orElse(null);
    return new EffectivePermissions(member.role(), workspaceRole, granted, version);
  }

  private boolean namesUnknownWorkspace() {
    return switch (workspace) {
      case NOT_NAMED, EXISTS -> false;
      case UNHEARD, DELETED -> true;
    };
  }

  private Optional<String> workspaceRole(Membership of) {
    WorkspaceId named = about.workspace();
    return named == null ? Optional.empty() : MATRIX.workspaceRole(of, named);
  }

  /** Without a workspace the question is about all of them. */
  private AccessDecision ofWorkspace(
      Membership asking, Permission permission, @Nullable String workspaceRole) {
    if (about.workspace() == null) {
      return answer(
          asking, allowedEverywhere(asking.role(), permission), null, "workspace-not-named");
    }
    if (workspaceRole == null) {
      return answer(asking, false, null, "not-assigned");
    }
    return answer(
        asking,
        MATRIX.allows(asking, about.workspace(), permission),
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
      Membership asking, boolean allowed, @Nullable String workspaceRole, String reasonForNo) {
    return new AccessDecision(
        allowed, asking.role(), workspaceRole, allowed ? "granted" : reasonForNo, version);
  }
}
