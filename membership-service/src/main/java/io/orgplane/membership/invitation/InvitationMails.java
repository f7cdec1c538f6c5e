package io.orgplane.membership.invitation;

import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.mail.Letter;
import io.orgplane.membership.mail.Letter.InvitationLetter;
import io.orgplane.membership.mail.Letter.ReminderLetter;
import io.orgplane.membership.mail.Letter.WithdrawnLetter;
import io.orgplane.membership.mail.LinkToken;
import io.orgplane.membership.mail.Mailbox;
import io.orgplane.membership.organization.Organizations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Posts the mail of an invitation, with a link that no mail before it has. */
@ApplicationScoped
class InvitationMails {

  private final InvitationTokens tokens;
  private final Organizations organizations;
  private final Mailbox mailbox;

  InvitationMails(InvitationTokens tokens, Organizations organizations, Mailbox mailbox) {
    this.tokens = tokens;
    this.organizations = organizations;
    this.mailbox = mailbox;
  }

  Uni<Void> post(Tx tx, Invitation invitation) {
    LinkToken token = TokenHash.newToken();
    return tokens
        .replace(tx, invitation, token)
        .chain(() -> withdraw(tx, invitation))
        .chain(() -> organizations.requireName(tx, invitation.organization()))
        .chain(name -> post(tx, invitation, token, invitationLetter(invitation, name)));
  }

  /** With a link of its own, because no token is kept; the one that was sent goes on working. */
  Uni<Void> remind(Tx tx, Invitation invitation) {
    LinkToken token = TokenHash.newToken();
    return tokens
        .add(tx, invitation, token)
        .chain(() -> organizations.requireName(tx, invitation.organization()))
        .chain(name -> post(tx, invitation, token, reminder(invitation, name)));
  }

  /** Whoever has got the mail learns that its link is of no use any more; nobody else is told. */
  Uni<Void> takeBack(Tx tx, Invitation invitation) {
    return withdrawn(tx, invitation)
        .chain(
            neverWentOut ->
                neverWentOut ? Uni.createFrom().voidItem() : tellTakenBack(tx, invitation));
  }

  /** A mail that still waits would only bring a link that no longer works. */
  Uni<Void> withdraw(Tx tx, Invitation invitation) {
    return withdrawn(tx, invitation).replaceWithVoid();
  }

  private Uni<Boolean> withdrawn(Tx tx, Invitation invitation) {
    return mailbox.withdraw(tx, invitation.organization(), invitation.id().value());
  }

  private Uni<Void> tellTakenBack(Tx tx, Invitation invitation) {
    return organizations
        .requireName(tx, invitation.organization())
        .chain(
            name ->
                mailbox.post(
                    tx,
                    invitation.organization(),
                    invitation.email().value(),
                    new WithdrawnLetter(name)));
  }

  void wake() {
    mailbox.wake();
  }

  private static Letter invitationLetter(Invitation invitation, String organization) {
    return new InvitationLetter(
        organization,
        invitation.inviterName(),
        invitation.role().toString(),
        invitation.expiresAt());
  }

  private static Letter reminder(Invitation invitation, String organization) {
    return new ReminderLetter(
        organization,
        invitation.inviterName(),
        invitation.role().toString(),
        invitation.expiresAt());
  }

  private Uni<Void> post(Tx tx, Invitation invitation, LinkToken token, Letter letter) {
    return mailbox.post(
        tx,
        invitation.organization(),
        invitation.email().value(),
        letter,
        token,
        invitation.id().value());
  }
}
