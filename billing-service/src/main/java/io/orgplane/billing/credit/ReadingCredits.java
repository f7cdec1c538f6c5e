package io.orgplane.billing.credit;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Shows a pool as of now: what time has brought meanwhile is written down on the way. */
@ApplicationScoped
class ReadingCredits {

  private final Transactions transactions;
  private final CreditPools pools;
  private final Clock clock;

  ReadingCredits(Transactions transactions, CreditPools pools, Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.clock = clock;
  }

  Uni<CreditsView> of(OrganizationId organization) {
    return transactions.in(organization, tx -> read(tx, organization));
  }

  private Uni<CreditsView> read(Tx tx, OrganizationId organization) {
    return pools
        .lock(tx, organization)
        .call(pool -> pools.save(tx, pool))
        .map(pool -> CreditsView.of(pool, clock.instant()));
  }
}
