package io.orgplane.kit.access;

import io.orgplane.kit.event.HeartbeatReceived;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Writes down until when the projection is known to be complete, per partition. It is kept in the
 * database because the replicas of a service divide the partitions among them, and each must know
 * of all.
 *
 * <p>It has a thread and a connection of its own: behind the requests that wait for the pool of a
 * busy service, it would make a copy look stale that is not.
 */
@ApplicationScoped
class ProjectionFreshness {

  private static final Logger LOG = Logger.getLogger(ProjectionFreshness.class);

  private static final String NOTE =
      """
      INSERT INTO projection_heartbeats AS known (partition, beat_at) VALUES (?, ?)
      ON CONFLICT (partition) DO UPDATE SET beat_at = excluded.beat_at
      WHERE known.beat_at < excluded.beat_at
      """;

  private final DataSource database;
  private final ProjectionConfig config;
  private final Map<Integer, Instant> unwritten = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("projection-freshness").factory());

  ProjectionFreshness(DataSource database, ProjectionConfig config) {
    this.database = database;
    this.config = config;
  }

  void onStart(@Observes StartupEvent started) {
    long interval = config.noteInterval().toMillis();
    var unused =
        timer.scheduleWithFixedDelay(this::write, interval, interval, TimeUnit.MILLISECONDS);
  }

  void onStop(@Observes ShutdownEvent stopping) {
    timer.shutdown();
  }

  void beat(@Observes HeartbeatReceived heartbeat) {
    unwritten.merge(
        heartbeat.partition(),
        heartbeat.at(),
        (known, heard) -> heard.isAfter(known) ? heard : known);
  }

  /** In the order of partitions, so that two replicas cannot deadlock; not waiting for the disk. */
  private void write() {
    SortedMap<Integer, Instant> beats = new TreeMap<>(unwritten);
    if (beats.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement transaction = connection.createStatement();
          PreparedStatement note = connection.prepareStatement(NOTE)) {
        transaction.execute("SET LOCAL synchronous_commit = off");
        for (Map.Entry<Integer, Instant> beat : beats.entrySet()) {
          note.setInt(1, beat.getKey());
          note.setObject(2, beat.getValue().atOffset(ZoneOffset.UTC));
          note.addBatch();
        }
        note.executeBatch();
        connection.commit();
      } finally {
        connection.setAutoCommit(true);
      }
      beats.forEach(unwritten::remove);
    } catch (SQLException | RuntimeException failure) {
      LOG.warnf("Heartbeats cannot be noted: %s", failure.getMessage());
    }
  }
}
