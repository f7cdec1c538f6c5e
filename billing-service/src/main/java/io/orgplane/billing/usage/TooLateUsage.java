package io.orgplane.billing.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.billing.closing.ClosedAccounts;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Usage that is reported of an organization that is gone: there is no pool to draw from and nobody
 * to keep it for, so it is counted and dropped. Of one that is not known here yet it waits.
 */
@ApplicationScoped
class TooLateUsage {

  private final ClosedAccounts closed;
  private final Transactions transactions;
  private final Counter refused;

  TooLateUsage(ClosedAccounts closed, Transactions transactions, MeterRegistry registry) {
    this.closed = closed;
    this.transactions = transactions;
    this.refused = registry.counter("orgplane.usage.refused", "reason", "organization-deleted");
  }

  Uni<Void> drop(OrganizationId organization, int records) {
    return transactions.in(organization, tx -> drop(tx, organization, records));
  }

  /** Fails as usage of an unknown organization does, unless it is closed. */
  Uni<Void> drop(Tx tx, OrganizationId organization, int records) {
    return closed.require(tx, organization).invoke(() -> refused.increment(records));
  }
}
