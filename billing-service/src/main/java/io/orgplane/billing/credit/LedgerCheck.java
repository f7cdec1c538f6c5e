package io.orgplane.billing.credit;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Recomputes the books of every grant from its ledger, and every debt from the usage that it is
 * owed for, and says how many do not balance: none, ever. Also how much is owed.
 */
@ApplicationScoped
class LedgerCheck {

  private static final Logger LOG = Logger.getLogger(LedgerCheck.class);

  private static final String MEASURE =
      """
      WITH booked AS (
        SELECT organization_id, grant_id, min(bucket) AS bucket, count(DISTINCT bucket) AS buckets,
          sum(CASE entry WHEN 'grant' THEN credits ELSE 0 END) AS granted,
          sum(CASE entry WHEN 'expiry' THEN credits ELSE 0 END) AS expired,
          sum(CASE entry WHEN 'draw' THEN credits ELSE 0 END) AS drawn
        FROM credit_ledger GROUP BY organization_id, grant_id
      )
      SELECT
        (SELECT count(*) FROM booked FULL JOIN credit_grants g
           ON g.organization_id = booked.organization_id AND g.id = booked.grant_id
         WHERE booked.grant_id IS NULL OR g.id IS NULL OR booked.buckets <> 1
           OR booked.bucket <> g.bucket OR booked.granted <> g.granted
           OR booked.expired <> g.expired
           OR g.remaining <> booked.granted - booked.drawn - booked.expired)
        + (SELECT count(*) FROM credit_pools p WHERE p.debt <> (
             SELECT coalesce(sum(d.credits), 0) FROM credit_debts d
             WHERE d.organization_id = p.organization_id)) AS mismatches,
        (SELECT coalesce(sum(debt), 0)::bigint FROM credit_pools) AS debt,
        (SELECT count(*) FROM metered_charges m WHERE charged_at IS NULL AND EXISTS (
           SELECT FROM subscriptions s WHERE s.organization_id = m.organization_id)) AS uncharged
      """;

  private final Transactions transactions;
  private volatile Reading last = new Reading(0, 0, 0);

  record Reading(long mismatches, long debt, long uncharged) {
    static Reading of(Row row) {
      return new Reading(row.getLong("mismatches"), row.getLong("debt"), row.getLong("uncharged"));
    }
  }

  LedgerCheck(Transactions transactions, MeterRegistry registry) {
    this.transactions = transactions;
    registry.gauge("orgplane.credits.ledger.mismatches", this, it -> it.last.mismatches());
    registry.gauge("orgplane.credits.debt", this, it -> it.last.debt() / 1e3);
    registry.gauge("orgplane.credits.uncharged", this, it -> it.last.uncharged());
  }

  @Scheduled(
      every = "${orgplane.credits.check-every:10m}",
      delayed = "30s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> check() {
    return measure().invoke(reading -> last = reading).invoke(LedgerCheck::warn).replaceWithVoid();
  }

  Uni<Reading> measure() {
    return transactions.acrossOrganizations(tx -> tx.one(MEASURE, Reading::of));
  }

  private static void warn(Reading reading) {
    if (reading.mismatches() > 0) {
      LOG.errorf("%d grants or debts do not balance with the ledger", reading.mismatches());
    }
  }
}
