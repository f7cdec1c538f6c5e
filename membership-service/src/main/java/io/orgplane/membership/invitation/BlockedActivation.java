package io.orgplane.membership.invitation;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.invitation.InvitationEvent.ActivationBlocked;
import io.orgplane.membership.invitation.InvitationTokens.Named;
import io.orgplane.membership.mail.Letter.SeatLimitLetter;
import io.orgplane.membership.mail.Mailbox;
import io.orgplane.membership.member.Member;
import io.orgplane.membership.member.Members;
import io.orgplane.membership.organization.Organizations;
import io.orgplane.membership.seat.SeatProblem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tells the Owners that somebody found no seat: in a transaction of its own, because the one that
 * was refused has left nothing behind; and once for an invitation and a while, however often the
 * link is tried.
 */
@ApplicationScoped
class BlockedActivation {

  private static final Logger LOG = Logger.getLogger(BlockedActivation.class);

  private final Transactions transactions;
  private final Invitations invitations;
  private final Members members;
  private final Organizations organizations;
  private final Mailbox mailbox;
  private final Outbox outbox;
  private final InvitationAudit audit;
  private final InvitationsConfig config;
  private final Clock clock;

  BlockedActivation(
      Transactions transactions,
      Invitations invitations,
      Members members,
      Organizations organizations,
      Mailbox mailbox,
      Outbox outbox,
      InvitationAudit audit,
      InvitationsConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.invitations = invitations;
    this.members = members;
    this.organizations = organizations;
    this.mailbox = mailbox;
    this.outbox = outbox;
    this.audit = audit;
    this.config = config;
    this.clock = clock;
  }

  /** Whatever goes wrong here, the person gets the answer that they would have got. */
  Uni<Void> tell(Named named, Caller.User user, SeatProblem problem) {
    var event =
        new ActivationBlocked(named.organization(), named.invitation(), user.id(), problem.code());
    return transactions
        .in(named.organization(), tx -> tellOnce(tx, named, user.actor(), event))
        .invoke(mailbox::wake)
        .onFailure()
        .invoke(failure -> LOG.warnf("A blocked activation is not told: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private Uni<Void> tellOnce(Tx tx, Named named, Actor by, ActivationBlocked event) {
    return invitations
        .noteBlocked(
            tx,
            named.organization(),
            named.invitation(),
            clock.instant(),
            clock.instant().minus(config.blockedNoticeEvery()))
        .chain(isFirst -> isFirst ? tell(tx, named, by, event) : Uni.createFrom().voidItem());
  }

  private Uni<Void> tell(Tx tx, Named named, Actor by, ActivationBlocked event) {
    return outbox
        .append(tx, event)
        .chain(() -> invitations.require(tx, named.organization(), named.invitation()))
        .call(invitation -> audit.blocked(tx, by, invitation, event.reason()))
        .chain(invitation -> letter(tx, invitation, event.reason()))
        .chain(
            letter ->
                members.owners(tx, named.organization()).chain(owners -> post(tx, owners, letter)));
  }

  private Uni<SeatLimitLetter> letter(Tx tx, Invitation invitation, String reason) {
    return organizations
        .requireName(tx, invitation.organization())
        .map(name -> new SeatLimitLetter(name, invitation.email().value(), reason));
  }

  private Uni<Void> post(Tx tx, List<Member> owners, SeatLimitLetter letter) {
    return Multi.createFrom()
        .iterable(owners)
        .onItem()
        .transformToUniAndConcatenate(
            owner -> mailbox.post(tx, owner.organization(), owner.email(), letter))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
