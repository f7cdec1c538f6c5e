package io.orgplane.membership.member;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.mail.Letter.RemovedLetter;
import io.orgplane.membership.mail.Mailbox;
import io.orgplane.membership.organization.Organizations;
import io.orgplane.membership.revocation.Revocation;
import io.orgplane.membership.revocation.RevocationId;
import io.orgplane.membership.revocation.Revocations;
import io.orgplane.membership.seat.SeatGate;
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
  private final Outbox outbox;
  private final Clock clock;

  RemoveMember(
      Transactions transactions,
      Rosters rosters,
      Members members,
      SeatGate gate,
      Revocations revocations,
      Organizations organizations,
      Mailbox mailbox,
      Outbox outbox,
      Clock clock) {
    this.transactions = transactions;
    this.rosters = rosters;
    this.members = members;
    this.gate = gate;
    this.revocations = revocations;
    this.organizations = organizations;
    this.mailbox = mailbox;
    this.outbox = outbox;
    this.clock = clock;
  }

  Uni<RevocationId> of(OrganizationId organization, UserId user, UserId by) {
    RevocationId id = RevocationId.next();
    return transactions
        .in(organization, tx -> remove(tx, organization, user, by, id))
        .invoke(mailbox::wake)
        .replaceWith(id);
  }

  private Uni<Void> remove(
      Tx tx, OrganizationId organization, UserId user, UserId by, RevocationId id) {
    return rosters
        .lock(tx, organization, by, user)
        .map(roster -> roster.remove(id.value()))
        .chain(departure -> carryOut(tx, departure, id));
  }

  private Uni<Void> carryOut(Tx tx, Departure departure, RevocationId id) {
    return gate.keep(tx, departure.seats())
        .chain(() -> members.remove(tx, departure.member()))
        .chain(() -> revocations.begin(tx, revocation(departure, id)))
        .chain(() -> outbox.append(tx, departure.event()))
        .chain(() -> tell(tx, departure.member()));
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
