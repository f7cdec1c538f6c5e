package io.orgplane.kit.access;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of membership's events that the projection keeps: a member's whole state at a version.
 */
final class ProjectedMember {

  private ProjectedMember() {}

  record Assignment(WorkspaceId workspaceId, @Nullable String role) {}

  record OrganizationCreated(OrganizationId organizationId, UserId ownerId) {}

  record OrganizationDeleted(OrganizationId organizationId) {}

  record MemberActivated(
      OrganizationId organizationId,
      UserId userId,
      String role,
      List<Assignment> workspaces,
      long membershipVersion) {}

  record MemberRoleChanged(
      OrganizationId organizationId,
      UserId userId,
      String role,
      List<Assignment> workspaces,
      long membershipVersion) {}

  record WorkspaceAccessChanged(
      OrganizationId organizationId,
      UserId userId,
      String role,
      List<Assignment> workspaces,
      long membershipVersion) {}

  record MemberRemoved(OrganizationId organizationId, UserId userId, long membershipVersion) {}
}
