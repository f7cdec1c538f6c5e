package io.orgplane.kit.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * How much waits, and for how long: the figures that tell an operator that events no longer flow.
 */
@ApplicationScoped
class EventGauges {

  private static final String MEASURE =
      """
      SELECT count(*) AS waiting,
             coalesce(extract(epoch FROM clock_timestamp() - min(appended_at)), 0)::float8 AS age,
             (SELECT count(*) FROM parked_keys) AS parked_keys,
             (SELECT count(*) FROM parked_events) AS parked_events
      FROM outbox
      """;

  private final Transactions transactions;
  private volatile Reading last = new Reading(0, 0, 0, 0);

  private record Reading(long waiting, double ageSeconds, long parkedKeys, long parkedEvents) {
    static Reading of(Row row) {
      return new Reading(
          row.getLong("waiting"),
          row.getDouble("age"),
          row.getLong("parked_keys"),
          row.getLong("parked_events"));
    }
  }

  EventGauges(Transactions transactions, MeterRegistry registry) {
    this.transactions = transactions;
    registry.gauge("orgplane.outbox.backlog", this, gauges -> gauges.last.waiting());
    registry.gauge("orgplane.outbox.backlog.age.seconds", this, gauges -> gauges.last.ageSeconds());
    registry.gauge("orgplane.inbox.parked.keys", this, gauges -> gauges.last.parkedKeys());
    registry.gauge("orgplane.inbox.parked.events", this, gauges -> gauges.last.parkedEvents());
  }

  @Scheduled(every = "5s", delayed = "2s")
  Uni<Void> measure() {
    return transactions
        .acrossOrganizations(tx -> tx.one(MEASURE, Reading::of))
        .invoke(reading -> last = reading)
        .replaceWithVoid();
  }
}
