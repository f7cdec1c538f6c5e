package io.orgplane.membership.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told of members. */
sealed interface MemberEvent extends DomainEvent {

  /**
   * A member's whole state, so that the newest event alone is enough to know them.
   *
   * @param activeCount members of the organization after the change
   */
  record MemberState(
      UserId userId,
      String email,
      String name,
      Role role,
      List<Assignment> workspaces,
      Source source,
      int activeCount,
      long membershipVersion) {

    static MemberState of(Member member, int activeCount) {
      return new MemberState(
          member.userId(),
          member.email(),
          member.name(),
          member.role(),
          member.workspaces(),
          member.source(),
          activeCount,
          member.version());
    }
  }

  record MemberActivated(
      OrganizationId organizationId,
      @JsonUnwrapped MemberState state,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID invitationId)
      implements MemberEvent {}

  record MemberRoleChanged(
      OrganizationId organizationId, @JsonUnwrapped MemberState state, Role previousRole)
      implements MemberEvent {}

  record WorkspaceAccessChanged(OrganizationId organizationId, @JsonUnwrapped MemberState state)
      implements MemberEvent {}

  record OwnershipTransferred(
      OrganizationId organizationId, UserId fromUserId, UserId toUserId, long membershipVersion)
      implements MemberEvent {}

  record MemberRemoved(
      OrganizationId organizationId,
      UserId userId,
      Role role,
      UUID revocationId,
      List<WorkspaceId> workspaceIds,
      UserId removedBy,
      int activeCount,
      long membershipVersion)
      implements MemberEvent {}
}
