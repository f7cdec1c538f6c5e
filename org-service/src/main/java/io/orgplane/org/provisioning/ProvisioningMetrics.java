package io.orgplane.org.provisioning;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How many organizations wait for a service to be ready for them, and how long the first has waited
 * by now: a figure that rises says that a service is away or has parked their creation. Nothing has
 * to be swept, for what is late still arrives.
 */
@ApplicationScoped
class ProvisioningMetrics {

  private static final String MEASURE =
      """
      SELECT count(*) AS waiting,
             greatest(coalesce(extract(epoch FROM $1 - min(created_at)), 0), 0)::float8 AS age
      FROM organizations WHERE status = 'provisioning'
      """;

  private final Transactions transactions;
  private final Clock clock;
  private final Timer duration;
  private volatile Reading last = new Reading(0, 0);

  private record Reading(long waiting, double ageSeconds) {
    static Reading of(Row row) {
      return new Reading(row.getLong("waiting"), row.getDouble("age"));
    }
  }

  ProvisioningMetrics(Transactions transactions, Clock clock, MeterRegistry registry) {
    this.transactions = transactions;
    this.clock = clock;
    this.duration =
        Timer.builder("orgplane.provisioning.duration")
            .description("From the creation of an organization until every service has it")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    Gauge.builder("orgplane.provisioning.waiting", this, metrics -> metrics.last.waiting())
        .description("Organizations for which some service is not ready yet")
        .register(registry);
    Gauge.builder(
            "orgplane.provisioning.waiting.age.seconds", this, metrics -> metrics.last.ageSeconds())
        .description("How long the first of them has waited")
        .register(registry);
  }

  void provisioned(Instant createdAt, Instant now) {
    duration.record(Duration.between(createdAt, now));
  }

  @Scheduled(every = "5s", delayed = "1s")
  Uni<Void> measure() {
    return transactions
        .acrossOrganizations(tx -> tx.one(MEASURE, Reading::of, clock.instant()))
        .invoke(reading -> last = reading)
        .replaceWithVoid();
  }
}
