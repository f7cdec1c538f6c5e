package io.orgplane.org.auditlog;

import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Forgets entries that are older than the retention, a batch at a time, so that no transaction is
 * long. The counter of a feed stays: a position is never given out again.
 */
@ApplicationScoped
class Forgetting {

  private static final int BATCH = 5_000;

  private static final String FORGET =
      """
      DELETE FROM audit_entries WHERE (organization_id, position) IN (
        SELECT organization_id, position FROM audit_entries WHERE recorded_at < $1 LIMIT $2)
      """;

  private final Transactions transactions;
  private final AuditConfig config;
  private final Clock clock;

  Forgetting(Transactions transactions, AuditConfig config, Clock clock) {
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    return Multi.createBy()
        .repeating()
        .uni(this::batch)
        .whilst(forgotten -> forgotten == BATCH)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Integer> batch() {
    return transactions.acrossOrganizations(
        tx -> tx.execute(FORGET, clock.instant().minus(config.retention()), (long) BATCH));
  }
}
