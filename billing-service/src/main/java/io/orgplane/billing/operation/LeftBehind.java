package io.orgplane.billing.operation;

import io.orgplane.billing.operation.OperationStore.Key;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Takes up what a crash or a lost answer has left in between. */
@ApplicationScoped
class LeftBehind {

  private static final Logger LOG = Logger.getLogger(LeftBehind.class);
  private static final int AT_ONCE = 20;
  private static final int BESIDE_EACH_OTHER = 8;

  /** Whoever has just written an intent performs it themselves. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Transactions transactions;
  private final OperationStore store;
  private final Operations operations;

  LeftBehind(Transactions transactions, OperationStore store, Operations operations) {
    this.transactions = transactions;
    this.store = store;
    this.operations = operations;
  }

  @Scheduled(every = "1s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> takeUp() {
    return transactions
        .acrossOrganizations(tx -> store.leftBehind(tx, FRESH, AT_ONCE))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUni(this::perform)
        .merge(BESIDE_EACH_OTHER)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> perform(Key left) {
    return operations
        .perform(left.organization(), left.id())
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.infof("Operation %s: %s", left.id(), failure.getMessage());
              return null;
            });
  }
}
