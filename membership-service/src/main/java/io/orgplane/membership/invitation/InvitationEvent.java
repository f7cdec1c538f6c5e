package io.orgplane.membership.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.membership.mail.EmailAddress;
import io.orgplane.membership.member.Assignment;
import io.orgplane.membership.member.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of invitations. Never a token, never a link. */
sealed interface InvitationEvent extends DomainEvent {

  record MemberInvited(
      OrganizationId organizationId,
      InvitationId invitationId,
      EmailAddress email,
      Role role,
      List<Assignment> workspaces,
      UserId invitedBy,
      Instant expiresAt)
      implements InvitationEvent {

    static MemberInvited of(Invitation invitation) {
      return new MemberInvited(
          invitation.organization(),
          invitation.id(),
          invitation.email(),
          invitation.role(),
          invitation.workspaces(),
          invitation.invitedBy(),
          invitation.expiresAt());
    }
  }

  record InvitationAccepted(OrganizationId organizationId, InvitationId invitationId, UserId userId)
      implements InvitationEvent {}

  record InvitationDeclined(OrganizationId organizationId, InvitationId invitationId)
      implements InvitationEvent {}

  record InvitationRevoked(OrganizationId organizationId, InvitationId invitationId)
      implements InvitationEvent {}

  record InvitationExpired(OrganizationId organizationId, InvitationId invitationId)
      implements InvitationEvent {}

  /**
   * Somebody could not become a member.
   *
   * @param reason the code of the problem that they were answered
   */
  record ActivationBlocked(
      OrganizationId organizationId,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InvitationId invitationId,
      UserId userId,
      String reason)
      implements InvitationEvent {}
}
