package io.orgplane.membership.member;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.mail.Letter.RemovedLetter;
import io.orgplane.membership.mail.Mailbox;
import io.orgplane.membership.organization.Organizations;
import io.orgplane.membership.revocation.Revocation;
import io.orgplane.membership.revocation.RevocationId;
import io.orgplane.membership.revocation.Revocations;
import io.orgplane.membership.seat.SeatGate;
import io.orgplane.membership.session.EndSessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Ends a membership: assignments, seat and access go in one transaction, and the revocation that
 * follows it elsewhere begins with it.
 */
@ApplicationScoped
class RemoveMember {

  private final Transactions transactions;
  private final Rosters rosters;
  private final Members members;
  private final SeatGate gate;
  private final Revocations revocations;
  private final Organizations organizations;
  private final Mailbox mailbox;
  private final EndSessions sessions;
  private final Outbox outbox;
  private final MemberAudit audit;
  private final Clock clock;

  RemoveMember(
      Transactions transactions,
      Rosters rosters,
      Members members,
      SeatGate gate,
      Revocations revocations,
      Organizations organizations,
      Mailbox mailbox,
      EndSessions sessions,
      Outbox outbox,
      MemberAudit audit,
      Clock clock) {
    this.transactions = transactions;
    this.rosters = rosters;
    this.members = members;
    this.gate = gate;
    this.revocations = revocations;
    this.organizations = organizations;
    this.mailbox = mailbox;
    this.sessions = sessions;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  Uni<RevocationId> of(OrganizationId organization, UserId user, Caller.User by) {
    RevocationId id = RevocationId.next();
    return transactions
        .in(organization, tx -> remove(tx, organization, user, by, id))
        .invoke(mailbox::wake)
        .invoke(sessions::wake)
        .replaceWith(id);
  }

  private Uni<Void> remove(
      Tx tx, OrganizationId organization, UserId user, Caller.User by, RevocationId id) {
    return rosters
        .lock(tx, organization, by.id(), user)
        .map(roster -> roster.remove(id.value()))
        .chain(departure -> carryOut(tx, departure, by.actor(), id));
  }

  private Uni<Void> carryOut(Tx tx, Departure departure, Actor by, RevocationId id) {
    return gate.keep(tx, departure.seats())
        .chain(() -> members.remove(tx, departure.member()))
        .chain(() -> revocations.begin(tx, revocation(departure, id)))
        .chain(() -> beginSignOut(tx, departure.member(), id))
        .chain(() -> outbox.append(tx, departure.event()))
        .chain(() -> audit.removed(tx, by, departure.member(), id))
        .chain(() -> tell(tx, departure.member()));
  }

  private Uni<Void> beginSignOut(Tx tx, Member removed, RevocationId id) {
    return sessions.begin(tx, removed.organization(), id, removed.userId());
  }

  private Revocation revocation(Departure departure, RevocationId id) {
    return Revocation.begin(
        departure.member().organization(),
        id,
        departure.member().userId(),
        departure.event().removedBy(),
        departure.event().workspaceIds(),
        clock.instant());
  }

  private Uni<Void> tell(Tx tx, Member removed) {
    return organizations
        .requireName(tx, removed.organization())
        .chain(
            name ->
                mailbox.post(tx, removed.organization(), removed.email(), new RemovedLetter(name)));
  }
}
