package io.orgplane.membership.invitation;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.invitation.Invitation.Status;
import io.orgplane.membership.invitation.InvitationEvent.InvitationExpired;
import io.orgplane.membership.seat.SeatGate;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Notices invitations whose time is over and tells of it. Nothing depends on when: expiry holds at
 * every read.
 */
@ApplicationScoped
class Expiry {

  private static final int BATCH = 200;
  private static final Actor CLOCK = Actor.system("invitation-expiry");

  private final Transactions transactions;
  private final SeatGate gate;
  private final Invitations invitations;
  private final InvitationMails mails;
  private final Outbox outbox;
  private final InvitationAudit audit;
  private final Clock clock;

  Expiry(
      Transactions transactions,
      SeatGate gate,
      Invitations invitations,
      InvitationMails mails,
      Outbox outbox,
      InvitationAudit audit,
      Clock clock) {
    this.transactions = transactions;
    this.gate = gate;
    this.invitations = invitations;
    this.mails = mails;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  @Scheduled(
      every = "${orgplane.invitations.expiry-sweep:30s}",
      delayed = "3s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return transactions
        .acrossOrganizations(tx -> invitations.overdue(tx, clock.instant(), BATCH))
        .onItem()
        .transformToMulti(overdue -> Multi.createFrom().iterable(overdue))
        .onItem()
        .transformToUniAndConcatenate(this::notice)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** The caller holds the organization's lock. */
  Uni<Void> of(Tx tx, Invitation overdue) {
    Invitation expired = overdue.expire();
    return invitations
        .save(tx, expired, clock.instant())
        .chain(() -> mails.withdraw(tx, expired))
        .chain(() -> outbox.append(tx, new InvitationExpired(overdue.organization(), overdue.id())))
        .chain(() -> audit.answered(tx, CLOCK, overdue, expired));
  }

  private Uni<Void> notice(Invitation seen) {
    return transactions.in(
        seen.organization(),
        tx ->
            gate.lock(tx, seen.organization())
                .chain(() -> invitations.lock(tx, seen.organization(), seen.id()))
                .chain(found -> isOverdue(found) ? of(tx, found) : Uni.createFrom().voidItem()));
  }

  /** Somebody may have answered, or sent it again, since it was seen. */
  private boolean isOverdue(Invitation found) {
    return found.status() == Status.PENDING && found.statusAt(clock.instant()) == Status.EXPIRED;
  }
}
