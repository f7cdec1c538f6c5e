package io.orgplane.membership.invitation;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.invitation.InvitationEvent.InvitationAccepted;
import io.orgplane.membership.invitation.InvitationTokens.Named;
import io.orgplane.membership.mail.LinkToken;
import io.orgplane.membership.member.Activation;
import io.orgplane.membership.member.Assignment;
import io.orgplane.membership.member.Member;
import io.orgplane.membership.member.Members;
import io.orgplane.membership.seat.SeatProblem;
import io.orgplane.membership.workspace.Workspaces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Yes to an invitation: it is consumed, the seat is taken and the membership begins in one
 * transaction. Without a seat nothing of that happens, and the Owners are told afterwards.
 */
@ApplicationScoped
class AcceptInvitation {

  private final Transactions transactions;
  private final OpenInvitation open;
  private final Invitations invitations;
  private final Activation activation;
  private final Members members;
  private final Workspaces workspaces;
  private final BlockedActivation blocked;
  private final Outbox outbox;
  private final InvitationAudit audit;
  private final Clock clock;

  AcceptInvitation(
      Transactions transactions,
      OpenInvitation open,
      Invitations invitations,
      Activation activation,
      Members members,
      Workspaces workspaces,
      BlockedActivation blocked,
      Outbox outbox,
      InvitationAudit audit,
      Clock clock) {
    this.transactions = transactions;
    this.open = open;
    this.invitations = invitations;
    this.activation = activation;
    this.members = members;
    this.workspaces = workspaces;
    this.blocked = blocked;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  Uni<Invitation> by(LinkToken token, Caller.User user) {
    return open.named(token).chain(named -> accept(named, token, user));
  }

  private Uni<Invitation> accept(Named named, LinkToken token, Caller.User user) {
    return transactions
        .in(named.organization(), tx -> accept(tx, named, token, user))
        .onFailure(SeatProblem.class)
        .call(failure -> blocked.tell(named, user, (SeatProblem) failure));
  }

  private Uni<Invitation> accept(Tx tx, Named named, LinkToken token, Caller.User user) {
    return open.lock(tx, named, token)
        .chain(invitation -> membership(tx, invitation, user))
        .chain(found -> found.isRepeated() ? found.same() : found.begin());
  }

  private Uni<Answer> membership(Tx tx, Invitation invitation, Caller.User user) {
    return members
        .find(tx, invitation.organization(), user.id())
        .map(member -> new Answer(tx, invitation, user, member));
  }

  /** Somebody's yes, with what is known of them under the lock. */
  private final class Answer {

    private final Tx tx;
    private final Invitation invitation;
    private final Caller.User user;
    private final Optional<Member> member;

    Answer(Tx tx, Invitation invitation, Caller.User user, Optional<Member> member) {
      this.tx = tx;
      this.invitation = invitation;
      this.user = user;
      this.member = member;
    }

    /** The same person gets the same answer, as long as they are in. */
    boolean isRepeated() {
      return invitation.isAcceptedBy(user.id()) && member.isPresent();
    }

    Uni<Invitation> same() {
      return Uni.createFrom().item(invitation);
    }

    Uni<Invitation> begin() {
      invitation.requirePending(clock.instant());
      invitation.requireAddressee(user);
      if (member.isPresent()) {
        throw new Conflict("You are a member of this organization already.");
      }
      return existingWorkspaces()
          .map(existing -> invitation.accept(user.id(), existing))
          .call(this::activate);
    }

    private Uni<Set<WorkspaceId>> existingWorkspaces() {
      return workspaces.existing(
          tx, invitation.organization(), Assignment.workspaceIds(invitation.workspaces()));
    }

    private Uni<Void> activate(Invitation accepted) {
      var event = new InvitationAccepted(accepted.organization(), accepted.id(), user.id());
      return invitations
          .save(tx, accepted, clock.instant())
          .chain(() -> activation.of(tx, accepted.candidate(user), user.actor()))
          .chain(() -> outbox.append(tx, event))
          .chain(() -> audit.answered(tx, user.actor(), invitation, accepted));
    }
  }
}
