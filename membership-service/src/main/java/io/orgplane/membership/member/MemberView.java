package io.orgplane.membership.member;

import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member as the API shows them. */
record MemberView(
    UserId userId,
    String email,
    String name,
    Role role,
    String status,
    Instant joinedAt,
    Source source,
    List<WorkspaceView> workspaces) {

  private static final String ACTIVE = "active";

  /**
   * @param role the override; null when the organization's role holds there
   */
  record WorkspaceView(
      WorkspaceId workspaceId, @Nullable WorkspaceRole role, @Nullable String effectiveRole) {}

  static MemberView of(Member member) {
    return new MemberView(
        member.userId(),
        member.email(),
        member.name(),
        member.role(),
        ACTIVE,
        member.joinedAt(),
        member.source(),
        member.workspaces().stream().map(each -> workspace(member, each)).toList());
  }

  private static WorkspaceView workspace(Member member, Assignment assigned) {
    return new WorkspaceView(
        assigned.workspaceId(),
        assigned.role(),
        member.roleIn(assigned.workspaceId()).orElse(null));
  }
}
