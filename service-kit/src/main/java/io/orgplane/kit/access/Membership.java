package io.orgplane.kit.access;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import java.util.Map;
import java.util.Optional;

/**
 * Who a person is in an organization.
 *
 * @param role {@code owner}, {@code admin}, {@code developer} or {@code viewer}
 * @param assignments the workspaces they are assigned to, each with its override or none
 * @param version of the organization's memberships, at which this was so
 */
public record Membership(
    OrganizationId organization,
    UserId user,
    String role,
    Map<WorkspaceId, Optional<String>> assignments,
    long version) {

  public Membership {
    assignments = Map.copyOf(assignments);
  }
}
