package io.orgplane.billing.operation;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** How much waits for the payment provider, and for how long. */
@ApplicationScoped
class OperationGauges {

  private static final String MEASURE =
      """
      SELECT count(*) AS open,
        coalesce(extract(epoch FROM clock_timestamp() - min(begun_at)), 0)::float8 AS age
      FROM payment_operations WHERE status = 'open'
      """;

  private final Transactions transactions;
  private volatile Reading last = new Reading(0, 0);

  private record Reading(long open, double ageSeconds) {
    static Reading of(Row row) {
      return new Reading(row.getLong("open"), row.getDouble("age"));
    }
  }

  OperationGauges(Transactions transactions, MeterRegistry registry) {
    this.transactions = transactions;
    registry.gauge("orgplane.payment.operations.open", this, it -> it.last.open());
    registry.gauge("orgplane.payment.operations.age.seconds", this, it -> it.last.ageSeconds());
  }

  @Scheduled(every = "5s", delayed = "2s")
  Uni<Void> measure() {
    return transactions
        .acrossOrganizations(tx -> tx.one(MEASURE, Reading::of))
        .invoke(reading -> last = reading)
        .replaceWithVoid();
  }
}
