package io.orgplane.billing.subscription;

import io.orgplane.billing.subscription.SyncTickets.DueSync;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Fetches what the provider has hinted at: at once when it is woken, and within a second if not.
 */
@ApplicationScoped
public class FollowingHints {

  private static final Logger LOG = Logger.getLogger(FollowingHints.class);
  private static final int AT_ONCE = 50;
  private static final int BESIDE_EACH_OTHER = 8;

  private final Transactions transactions;
  private final SyncTickets tickets;
  private final Synchronizing synchronizing;
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();

  FollowingHints(Transactions transactions, SyncTickets tickets, Synchronizing synchronizing) {
    this.transactions = transactions;
    this.tickets = tickets;
    this.synchronizing = synchronizing;
  }

  /** A hint has been written down. */
  public void wake() {
    sweep().subscribe().with(done -> {}, failure -> LOG.warn("Hints wait", failure));
  }

  @Scheduled(every = "1s", delayed = "3s")
  Uni<Void> sweep() {
    if (!running.compareAndSet(false, true)) {
      again.set(true);
      return Uni.createFrom().voidItem();
    }
    return followAll()
        .onTermination()
        .invoke(() -> running.set(false))
        .chain(() -> again.compareAndSet(true, false) ? sweep() : Uni.createFrom().voidItem());
  }

  private Uni<Void> followAll() {
    return transactions
        .acrossOrganizations(tx -> tickets.due(tx, AT_ONCE))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUni(this::follow)
        .merge(BESIDE_EACH_OTHER)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> follow(DueSync due) {
    return synchronizing
        .of(due.organization(), due.customer())
        .chain(() -> transactions.in(due.organization(), tx -> tickets.done(tx, due)))
        .onFailure()
        .recoverWithUni(failure -> postpone(due, failure));
  }

  private Uni<Void> postpone(DueSync due, Throwable failure) {
    LOG.warnf("%s cannot be synchronized: %s", due.organization(), failure);
    return transactions
        .in(due.organization(), tx -> tickets.postpone(tx, due))
        .onFailure()
        .recoverWithNull();
  }
}
