package io.orgplane.membership.invitation;

import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.seat.SeatGate;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reminds those who have not answered, once, while there is still time. */
@ApplicationScoped
class Reminders {

  private static final int BATCH = 200;
  private static final Actor CLOCK = Actor.system("invitation-reminder");

  private final Transactions transactions;
  private final SeatGate gate;
  private final Invitations invitations;
  private final InvitationMails mails;
  private final InvitationAudit audit;
  private final InvitationsConfig config;
  private final Clock clock;

  Reminders(
      Transactions transactions,
      SeatGate gate,
      Invitations invitations,
      InvitationMails mails,
      InvitationAudit audit,
      InvitationsConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.gate = gate;
    this.invitations = invitations;
    this.mails = mails;
    this.audit = audit;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${orgplane.invitations.expiry-sweep:30s}",
      delayed = "4s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return hasReminders() ? remindAll() : Uni.createFrom().voidItem();
  }

  private boolean hasReminders() {
    Duration before = config.reminderBefore();
    return before.isPositive() && before.compareTo(config.lifetime()) < 0;
  }

  private Uni<Void> remindAll() {
    Instant now = clock.instant();
    return transactions
        .acrossOrganizations(
            tx -> invitations.ending(tx, now, now.plus(config.reminderBefore()), BATCH))
        .call(this::remindEach)
        .invoke(mails::wake)
        .replaceWithVoid();
  }

  private Uni<Void> remindEach(List<Invitation> ending) {
    return Multi.createFrom()
        .iterable(ending)
        .onItem()
        .transformToUniAndConcatenate(this::remind)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Behind the organization's lock, as everything that has to do with a token. */
  private Uni<Void> remind(Invitation seen) {
    return transactions.in(
        seen.organization(),
        tx -> gate.lock(tx, seen.organization()).chain(() -> remindOnce(tx, seen)));
  }

  private Uni<Void> remindOnce(Tx tx, Invitation seen) {
    return invitations
        .noteReminded(tx, seen, clock.instant())
        .chain(isFirst -> isFirst ? tell(tx, seen) : Uni.createFrom().voidItem());
  }

  private Uni<Void> tell(Tx tx, Invitation seen) {
    return mails.remind(tx, seen).chain(() -> audit.reminded(tx, CLOCK, seen));
  }
}
