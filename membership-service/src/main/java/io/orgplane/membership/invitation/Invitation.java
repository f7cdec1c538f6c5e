package io.orgplane.membership.invitation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import io.orgplane.kit.problem.CommonProblem.Forbidden;
import io.orgplane.membership.mail.EmailAddress;
import io.orgplane.membership.member.Assignment;
import io.orgplane.membership.member.Candidate;
import io.orgplane.membership.member.Member;
import io.orgplane.membership.member.Role;
import io.orgplane.membership.member.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address that is invited into an organization.
 *
 * @param status as it was last written down; see {@link #statusAt}
 * @param acceptedBy who came in by it
 * @param skipped workspaces that were gone when it was accepted
 */
record Invitation(
    OrganizationId organization,
    InvitationId id,
    EmailAddress email,
    Role role,
    List<Assignment> workspaces,
    Status status,
    UserId invitedBy,
    String inviterName,
    Instant createdAt,
    Instant expiresAt,
    @Nullable UserId acceptedBy,
    List<WorkspaceId> skipped) {

  static final Permission MANAGE = PermissionMatrix.standard().permission("members:manage");

  public enum Status {
    PENDING,
    ACCEPTED,
    DECLINED,
    REVOKED,
    EXPIRED;

    @Override
    @JsonValue
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Expiry holds at read, whatever a sweeper does. */
  Status statusAt(Instant now) {
    return status == Status.PENDING && !now.isBefore(expiresAt) ? Status.EXPIRED : status;
  }

  /** Whether it lets somebody answer. */
  void requirePending(Instant now) {
    switch (statusAt(now)) {
      case PENDING -> {}
      case EXPIRED -> throw new InvitationProblem.Expired();
      case REVOKED -> throw new InvitationProblem.Revoked();
      case ACCEPTED, DECLINED -> throw new InvitationProblem.Used();
    }
  }

  /**
   * Only whoever reads the invited mailbox may answer, by an address that is known to be theirs.
   */
  void requireAddressee(Caller.User user) {
    if (!isFor(user)) {
      throw new InvitationProblem.EmailMismatch();
    }
    if (!user.emailVerified()) {
      throw new InvitationProblem.EmailNotVerified();
    }
  }

  boolean isFor(Caller.User user) {
    return EmailAddress.parse(user.email()).equals(Optional.of(email));
  }

  boolean isAcceptedBy(UserId user) {
    return status == Status.ACCEPTED && user.equals(acceptedBy);
  }

  Invitation revoke(Instant now) {
    requireOpen(now);
    return with(Status.REVOKED);
  }

  /** The lifetime begins anew. */
  Invitation resend(Instant now, Duration lifetime) {
    requireOpen(now);
    return copy(status, now.plus(lifetime), acceptedBy, skipped);
  }

  Invitation decline(Caller.User user, Instant now) {
    requirePending(now);
    requireAddressee(user);
    return with(Status.DECLINED);
  }

  Invitation expire() {
    return with(Status.EXPIRED);
  }

  Invitation accept(UserId by, Set<WorkspaceId> existing) {
    List<WorkspaceId> gone =
        Assignment.workspaceIds(workspaces).stream()
            .filter(each -> !existing.contains(each))
            .toList();
    return copy(Status.ACCEPTED, expiresAt, by, gone);
  }

  /** What an accepted invitation gives. */
  List<Assignment> granted() {
    return workspaces.stream().filter(each -> !skipped.contains(each.workspaceId())).toList();
  }

  Candidate candidate(Caller.User user) {
    return new Candidate(
        organization,
        user.id(),
        email.value(),
        user.fullName(),
        role,
        Source.INVITATION,
        granted(),
        id.value());
  }

  /** Nobody grants above their own role, and by the role that they have now. */
  void requireManageableBy(Member actor) {
    requireGrantable(role, actor);
  }

  static void requireGrantable(Role role, Member actor) {
    if (!PermissionMatrix.standard().allows(actor.asMembership(), MANAGE)) {
      throw new Forbidden("Your role does not include " + MANAGE + " here.");
    }
    if (role.isAbove(actor.role())) {
      throw new Forbidden("This is for a role above yours.");
    }
  }

  private void requireOpen(Instant now) {
    Status current = statusAt(now);
    if (current != Status.PENDING) {
      throw new Conflict("This invitation is " + current + " already.");
    }
  }

  private Invitation with(Status other) {
    return copy(other, expiresAt, acceptedBy, skipped);
  }

  private Invitation copy(
      Status newStatus, Instant newEnd, @Nullable UserId by, List<WorkspaceId> gone) {
    return new Invitation(
        organization,
        id,
        email,
        role,
        workspaces,
        newStatus,
        invitedBy,
        inviterName,
        createdAt,
        newEnd,
        by,
        gone);
  }
}
