package io.orgplane.membership.invitation;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.invitation.Invitation.Status;
import io.orgplane.membership.invitation.InvitationEvent.MemberInvited;
import io.orgplane.membership.invitation.InvitationResults.Result;
import io.orgplane.membership.mail.EmailAddress;
import io.orgplane.membership.member.Member;
import io.orgplane.membership.member.Members;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Invites one address, unless it belongs to a member or is invited already. */
@ApplicationScoped
class InviteAddress {

  private final Members members;
  private final Invitations invitations;
  private final Expiry expiry;
  private final InvitationMails mails;
  private final Outbox outbox;
  private final InvitationAudit audit;
  private final InvitationsConfig config;
  private final Clock clock;

  InviteAddress(
      Members members,
      Invitations invitations,
      Expiry expiry,
      InvitationMails mails,
      Outbox outbox,
      InvitationAudit audit,
      InvitationsConfig config,
      Clock clock) {
    this.members = members;
    this.invitations = invitations;
    this.expiry = expiry;
    this.mails = mails;
    this.outbox = outbox;
    this.audit = audit;
    this.config = config;
    this.clock = clock;
  }

  /** The caller holds the organization's lock. */
  Uni<Result> invite(Tx tx, InvitationOrder order, Member inviter, Actor by, EmailAddress email) {
    Invitation wanted = order.invitation(inviter, email, clock.instant(), config.lifetime());
    return members
        .isMember(tx, inviter.organization(), email.value())
        .chain(
            isMember ->
                isMember
                    ? Uni.createFrom().item(Result.alreadyMember(email))
                    : unlessPending(tx, wanted, by));
  }

  private Uni<Result> unlessPending(Tx tx, Invitation wanted, Actor by) {
    return invitations
        .pendingFor(tx, wanted.organization(), wanted.email())
        .chain(
            pending ->
                pending
                    .map(found -> beside(tx, found, wanted, by))
                    .orElseGet(() -> add(tx, wanted, by)));
  }

  /** One that has expired makes room for the new one. */
  private Uni<Result> beside(Tx tx, Invitation pending, Invitation wanted, Actor by) {
    return pending.statusAt(clock.instant()) == Status.EXPIRED
        ? expiry.of(tx, pending).chain(() -> add(tx, wanted, by))
        : Uni.createFrom().item(Result.alreadyInvited(pending));
  }

  private Uni<Result> add(Tx tx, Invitation invitation, Actor by) {
    return invitations
        .add(tx, invitation)
        .chain(() -> mails.post(tx, invitation))
        .chain(() -> outbox.append(tx, MemberInvited.of(invitation)))
        .chain(() -> audit.invited(tx, by, invitation))
        .replaceWith(Result.invited(invitation));
  }
}
