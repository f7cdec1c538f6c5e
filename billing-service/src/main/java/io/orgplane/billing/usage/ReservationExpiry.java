package io.orgplane.billing.usage;

import io.orgplane.billing.usage.Reservation.Status;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Gives back what was set aside for too long. */
@ApplicationScoped
class ReservationExpiry {

  private static final Logger LOG = Logger.getLogger(ReservationExpiry.class);
  private static final int AT_ONCE = 200;

  private final Transactions transactions;
  private final Reservations reservations;
  private final Combiner combiner;
  private final Clock clock;

  ReservationExpiry(
      Transactions transactions, Reservations reservations, Combiner combiner, Clock clock) {
    this.transactions = transactions;
    this.reservations = reservations;
    this.combiner = combiner;
    this.clock = clock;
  }

  @Scheduled(every = "1s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return transactions
        .acrossOrganizations(tx -> reservations.overdue(tx, clock.instant(), AT_ONCE))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUni(this::expire)
        .merge(AT_ONCE)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> expire(Reservation overdue) {
    return combiner
        .decide(overdue.organization(), new EndReservation(overdue.id(), Status.EXPIRED))
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("A reservation cannot expire yet: %s", failure.getMessage());
              return null;
            });
  }
}
