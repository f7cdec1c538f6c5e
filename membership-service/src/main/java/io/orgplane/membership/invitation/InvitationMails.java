package io.orgplane.membership.invitation;

import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.mail.Letter.InvitationLetter;
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
        .chain(name -> post(tx, invitation, token, name));
  }

  /** A mail that still waits would only bring a link that no longer works. */
  Uni<Void> withdraw(Tx tx, Invitation invitation) {
    return mailbox.withdraw(tx, invitation.organization(), invitation.id().value());
  }

  void wake() {
    mailbox.wake();
  }

  private Uni<Void> post(Tx tx, Invitation invitation, LinkToken token, String organization) {
    var letter =
        new InvitationLetter(
            organization,
            invitation.inviterName(),
            invitation.role().toString(),
            invitation.expiresAt());
    return mailbox.post(
        tx,
        invitation.organization(),
        invitation.email().value(),
        letter,
        token,
        invitation.id().value());
  }
}
