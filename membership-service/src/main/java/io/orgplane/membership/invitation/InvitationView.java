package io.orgplane.membership.invitation;

import io.orgplane.kit.id.UserId;
import io.orgplane.membership.invitation.Invitation.Status;
import io.orgplane.membership.mail.EmailAddress;
import io.orgplane.membership.member.Assignment;
import io.orgplane.membership.member.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An invitation as those who manage members see it: without its token. */
record InvitationView(
    InvitationId id,
    EmailAddress email,
    Role role,
    List<Assignment> workspaces,
    Status status,
    UserId invitedBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable UserId acceptedBy) {

  static InvitationView of(Invitation invitation, Instant now) {
    return new InvitationView(
        invitation.id(),
        invitation.email(),
        invitation.role(),
        invitation.workspaces(),
        invitation.statusAt(now),
        invitation.invitedBy(),
        invitation.createdAt(),
        invitation.expiresAt(),
        invitation.acceptedBy());
  }
}
