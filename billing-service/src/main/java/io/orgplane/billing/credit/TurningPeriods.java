package io.orgplane.billing.credit;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Lets periods turn in time where nobody looks: what is left expires and rolls over, and the next
 * credits are granted, in one transaction for each organization. Whoever uses a pool first after
 * its period's end does the same.
 */
@ApplicationScoped
class TurningPeriods {

  private static final Logger LOG = Logger.getLogger(TurningPeriods.class);
  private static final int AT_ONCE = 500;

  private final Transactions transactions;
  private final CreditPools pools;
  private final Clock clock;

  TurningPeriods(Transactions transactions, CreditPools pools, Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.clock = clock;
  }

  @Scheduled(every = "5s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return transactions
        .acrossOrganizations(tx -> pools.due(tx, clock.instant(), AT_ONCE))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(this::turn)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> turn(OrganizationId organization) {
    return transactions
        .in(organization, tx -> pools.lock(tx, organization).chain(pool -> pools.save(tx, pool)))
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("The period of %s cannot turn yet: %s", organization, failure.getMessage());
              return null;
            });
  }
}
