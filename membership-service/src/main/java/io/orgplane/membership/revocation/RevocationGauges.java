package io.orgplane.membership.revocation;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * How many removals still wait for a participant, and since when: one that grows old means that
 * somewhere a removed person may still have something.
 */
@ApplicationScoped
class RevocationGauges {

  private static final String MEASURE =
      """
      SELECT count(*) AS open,
             coalesce(extract(epoch FROM $1::timestamptz - min(started_at)), 0)::float8 AS age
      FROM revocations WHERE completed_at IS NULL
      """;

  private final Transactions transactions;
  private final Clock clock;
  private volatile Reading last = new Reading(0, 0);

  private record Reading(long open, double ageSeconds) {}

  RevocationGauges(Transactions transactions, Clock clock, MeterRegistry registry) {
    this.transactions = transactions;
    this.clock = clock;
    registry.gauge("orgplane.revocations.open", this, gauges -> gauges.last.open());
    registry.gauge(
        "orgplane.revocations.open.age.seconds", this, gauges -> gauges.last.ageSeconds());
  }

  @Scheduled(every = "5s", delayed = "2s")
  Uni<Void> measure() {
    return transactions
        .acrossOrganizations(
            tx ->
                tx.one(
                    MEASURE,
                    row -> new Reading(row.getLong("open"), row.getDouble("age")),
                    clock.instant()))
        .invoke(reading -> last = reading)
        .replaceWithVoid();
  }
}
