package io.orgplane.byok.health;

import io.orgplane.byok.configuration.Statuses;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Tells Owners that a temporary key is about to end, and everybody that it has. Vending does not
 * wait for it: the end holds at every read.
 */
@ApplicationScoped
class NoticingExpiry {

  private static final int BATCH = 200;

  private final Transactions transactions;
  private final Statuses statuses;

  NoticingExpiry(Transactions transactions, Statuses statuses) {
    this.transactions = transactions;
    this.statuses = statuses;
  }

  @Scheduled(
      every = "${orgplane.health.tick:2s}",
      delayed = "3s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> tick() {
    return transactions
        .acrossOrganizations(tx -> statuses.announceExpiries(tx, BATCH))
        .chain(() -> transactions.acrossOrganizations(tx -> statuses.over(tx, BATCH)))
        .chain(this::expireAll);
  }

  private Uni<Void> expireAll(List<OrganizationId> over) {
    return Multi.createFrom()
        .iterable(over)
        .onItem()
        .transformToUniAndConcatenate(statuses::expire)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
