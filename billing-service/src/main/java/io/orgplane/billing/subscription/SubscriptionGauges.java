package io.orgplane.billing.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * By how many seats all organizations together differed from the provider when each was last
 * compared, and for how long the oldest hint has waited to be followed. Both are read from the
 * database, so that every replica shows the same, whoever has compared and followed.
 */
@ApplicationScoped
class SubscriptionGauges {

  private static final String MEASURE =
      """
      SELECT
        (SELECT coalesce(sum(seat_drift), 0)::bigint FROM subscriptions
         WHERE seat_drift > 0 AND provider_subscription IS NOT NULL AND NOT closing) AS drift,
        (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(sync_wanted_at)), 0)::float8
         FROM subscriptions
         WHERE sync_served < sync_wanted AND provider_customer IS NOT NULL AND NOT closing) AS age
      """;

  private final Transactions transactions;
  private volatile Reading last = new Reading(0, 0);

  private record Reading(long drift, double ageSeconds) {
    static Reading of(Row row) {
      return new Reading(row.getLong("drift"), row.getDouble("age"));
    }
  }

  SubscriptionGauges(Transactions transactions, MeterRegistry registry) {
    this.transactions = transactions;
    registry.gauge("orgplane.seats.drift", this, it -> it.last.drift());
    registry.gauge("orgplane.webhooks.backlog.age.seconds", this, it -> it.last.ageSeconds());
  }

  @Scheduled(every = "5s", delayed = "2s")
  Uni<Void> measure() {
    return transactions
        .acrossOrganizations(tx -> tx.one(MEASURE, Reading::of))
        .invoke(reading -> last = reading)
        .replaceWithVoid();
  }
}
