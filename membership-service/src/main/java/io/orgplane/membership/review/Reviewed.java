package io.orgplane.membership.review;

import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.membership.member.Role;
import io.orgplane.membership.member.Source;
import io.orgplane.membership.member.WorkspaceRole;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member, as an access review shows them.
 *
 * @param source how they became a member
 * @param changedAt when their membership last changed
 * @param changedBy who changed it
 */
record Reviewed(
    UserId userId,
    String email,
    String name,
    Role role,
    Source source,
    Instant joinedAt,
    Instant changedAt,
    Changer changedBy,
    List<InWorkspace> workspaces) {

  /**
   * Who made a change.
   *
   * @param email null for somebody who is no member any more, and for what is no person
   */
  record Changer(String id, @Nullable String email) {

    /** As people know them. */
    String shown() {
      return email == null ? id : email;
    }
  }

  /**
   * A workspace that is open to them.
   *
   * @param role the override; null when the organization's role holds there
   * @param source {@code organization-role} where it is open to them without an assignment, or how
   *     the assignment came to be: {@code invitation}, {@code manual}, {@code scim}, {@code jit}
   */
  record InWorkspace(
      WorkspaceId workspaceId,
      String name,
      String effectiveRole,
      @Nullable WorkspaceRole role,
      String source,
      Instant changedAt,
      Changer changedBy) {}
}
