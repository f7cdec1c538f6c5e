package io.orgplane.kit.access;

import io.orgplane.kit.event.HeartbeatReceived;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Writes down until when the projection is known to be complete, per partition. It is kept in the
 * database because the replicas of a service divide the partitions among them, and each must know
 * of all.
 */
@ApplicationScoped
class ProjectionFreshness {

  private static final Logger LOG = Logger.getLogger(ProjectionFreshness.class);

  private static final String NOTE =
      """
      INSERT INTO projection_heartbeats AS known (partition, beat_at) VALUES ($1, $2)
      ON CONFLICT (partition) DO UPDATE SET beat_at = excluded.beat_at
      WHERE known.beat_at < excluded.beat_at
      """;

  private final Transactions transactions;
  private final Vertx vertx;
  private final ProjectionConfig config;
  private final Map<Integer, Instant> unwritten = new ConcurrentHashMap<>();
  private final AtomicBoolean writing = new AtomicBoolean();
  private long timer;

  ProjectionFreshness(Transactions transactions, Vertx vertx, ProjectionConfig config) {
    this.transactions = transactions;
    this.vertx = vertx;
    this.config = config;
  }

  void onStart(@Observes StartupEvent started) {
    timer = vertx.setPeriodic(config.noteInterval().toMillis(), tick -> write());
  }

  void onStop(@Observes ShutdownEvent stopping) {
    vertx.cancelTimer(timer);
  }

  void beat(@Observes HeartbeatReceived heartbeat) {
    unwritten.merge(
        heartbeat.partition(),
        heartbeat.at(),
        (known, heard) -> heard.isAfter(known) ? heard : known);
  }

  private void write() {
    if (unwritten.isEmpty() || !writing.compareAndSet(false, true)) {
      return;
    }
    Map<Integer, Instant> beats = Map.copyOf(unwritten);
    transactions
        .acrossOrganizations(tx -> note(tx, beats))
        .onTermination()
        .invoke(() -> writing.set(false))
        .subscribe()
        .with(
            noted -> beats.forEach(unwritten::remove),
            failure -> LOG.warnf("Heartbeats cannot be noted: %s", failure.getMessage()));
  }

  /** In the order of partitions, so that two replicas cannot deadlock; not waiting for the disk. */
  private static Uni<Void> note(Tx tx, Map<Integer, Instant> beats) {
    List<Object[]> rows = new ArrayList<>();
    beats.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(beat -> rows.add(new Object[] {beat.getKey().shortValue(), beat.getValue()}));
    return tx.execute("SET LOCAL synchronous_commit = off").chain(() -> tx.executeEach(NOTE, rows));
  }
}
