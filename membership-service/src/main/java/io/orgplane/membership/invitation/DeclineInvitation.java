package io.orgplane.membership.invitation;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.invitation.InvitationEvent.InvitationDeclined;
import io.orgplane.membership.invitation.InvitationTokens.Named;
import io.orgplane.membership.mail.LinkToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** No to an invitation. */
@ApplicationScoped
class DeclineInvitation {

  private final Transactions transactions;
  private final OpenInvitation open;
  private final Invitations invitations;
  private final Outbox outbox;
  private final InvitationAudit audit;
  private final Clock clock;

  DeclineInvitation(
      Transactions transactions,
      OpenInvitation open,
      Invitations invitations,
      Outbox outbox,
      InvitationAudit audit,
      Clock clock) {
    this.transactions = transactions;
    this.open = open;
    this.invitations = invitations;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  Uni<Void> by(LinkToken token, Caller.User user) {
    return open.named(token)
        .chain(
            named -> transactions.in(named.organization(), tx -> decline(tx, named, token, user)));
  }

  private Uni<Void> decline(Tx tx, Named named, LinkToken token, Caller.User user) {
    return open.lock(tx, named, token).chain(invitation -> decline(tx, invitation, user));
  }

  private Uni<Void> decline(Tx tx, Invitation invitation, Caller.User user) {
    Invitation declined = invitation.decline(user, clock.instant());
    return invitations
        .save(tx, declined, clock.instant())
        .chain(
            () -> outbox.append(tx, new InvitationDeclined(declined.organization(), declined.id())))
        .chain(() -> audit.answered(tx, user.actor(), invitation, declined));
  }
}
