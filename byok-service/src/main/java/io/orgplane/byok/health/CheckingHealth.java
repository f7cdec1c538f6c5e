package io.orgplane.byok.health;

import io.orgplane.byok.configuration.CheckSchedule;
import io.orgplane.byok.configuration.Configuration;
import io.orgplane.byok.configuration.TestingByok;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tries out what is due. Every replica takes up a few rows at a time and holds them for a while;
 * what one leaves behind when it dies is due again when its lease ends.
 */
@ApplicationScoped
class CheckingHealth {

  private static final Logger LOG = Logger.getLogger(CheckingHealth.class);

  private final Transactions transactions;
  private final CheckSchedule schedule;
  private final TestingByok testing;

  CheckingHealth(Transactions transactions, CheckSchedule schedule, TestingByok testing) {
    this.transactions = transactions;
    this.schedule = schedule;
    this.testing = testing;
  }

  @Scheduled(
      every = "${orgplane.health.tick:2s}",
      delayed = "3s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> tick() {
    return transactions.acrossOrganizations(schedule::claim).chain(this::checkAll);
  }

  /** Beside each other, so that a slow account makes nobody else wait for longer than its own. */
  private Uni<Void> checkAll(List<Configuration> due) {
    return due.isEmpty()
        ? Uni.createFrom().voidItem()
        : Multi.createFrom()
            .iterable(due)
            .onItem()
            .transformToUni(this::check)
            .merge(due.size())
            .collect()
            .last()
            .replaceWithVoid();
  }

  /** A check that cannot be made, as while the master key is away, is due again after the lease. */
  private Uni<Void> check(Configuration due) {
    return testing
        .of(due)
        .replaceWithVoid()
        .onFailure()
        .invoke(
            failure ->
                LOG.warnf(
                    "BYOK of %s cannot be checked now: %s",
                    due.organization(), failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull();
  }
}
