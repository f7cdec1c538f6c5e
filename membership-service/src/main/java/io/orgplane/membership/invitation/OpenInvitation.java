package io.orgplane.membership.invitation;

import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.invitation.InvitationTokens.Named;
import io.orgplane.membership.mail.LinkToken;
import io.orgplane.membership.organization.Organizations;
import io.orgplane.membership.seat.SeatGate;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** From a token to the invitation that it opens. */
@ApplicationScoped
class OpenInvitation {

  private final Transactions transactions;
  private final InvitationTokens tokens;
  private final Invitations invitations;
  private final Organizations organizations;
  private final SeatGate gate;
  private final Clock clock;

  OpenInvitation(
      Transactions transactions,
      InvitationTokens tokens,
      Invitations invitations,
      Organizations organizations,
      SeatGate gate,
      Clock clock) {
    this.transactions = transactions;
    this.tokens = tokens;
    this.invitations = invitations;
    this.organizations = organizations;
    this.gate = gate;
    this.clock = clock;
  }

  /** An invitation as the person who holds its token sees it. */
  record Preview(Invitation invitation, String organizationName) {}

  Uni<Named> named(LinkToken token) {
    return tokens.require(token);
  }

  Uni<Preview> preview(LinkToken token) {
    return tokens
        .require(token)
        .invoke(Named::requireCurrent)
        .chain(named -> transactions.in(named.organization(), tx -> preview(tx, named)));
  }

  /** In the order of the seat gate: the organization, then the invitation. */
  Uni<Invitation> lock(Tx tx, Named named, LinkToken token) {
    return gate.lock(tx, named.organization())
        .chain(() -> tokens.requireAgain(tx, token))
        .chain(() -> invitations.lock(tx, named.organization(), named.invitation()));
  }

  private Uni<Preview> preview(Tx tx, Named named) {
    return invitations
        .require(tx, named.organization(), named.invitation())
        .invoke(invitation -> invitation.requirePending(clock.instant()))
        .chain(invitation -> withName(tx, invitation));
  }

  private Uni<Preview> withName(Tx tx, Invitation invitation) {
    return organizations
        .requireName(tx, invitation.organization())
        .map(name -> new Preview(invitation, name));
  }
}
