package io.orgplane.kit.event;

import io.orgplane.kit.time.MachineTime;
import io.orgplane.kit.tx.EventsCommitted;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries committed events from the outbox to Kafka: read in order, send, await the
 * acknowledgement, delete. Whatever goes wrong in between, the events are still there and are sent
 * again.
 *
 * <p>For each partition one relay among all replicas is active, the one whose connection holds the
 * partition's advisory lock. It is a thread with blocking calls: one loop that reads from top to
 * bottom.
 */
@ApplicationScoped
public class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final RelayConnection database;
  private final EventsConfig config;
  private final String bootstrapServers;
  private final RelayMetrics metrics;
  private final BlockingQueue<EventsCommitted> signal = new ArrayBlockingQueue<>(1);
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  OutboxRelay(
      RelayConnection database,
      EventsConfig config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      RelayMetrics metrics) {
    this.database = database;
    this.config = config;
    this.bootstrapServers = bootstrapServers;
    this.metrics = metrics;
  }

  void onStart(@Observes StartupEvent started) {
    if (config.relay().enabled()) {
      running = true;
      thread = Thread.ofPlatform().name("outbox-relay").start(this::relayUntilStopped);
    }
  }

  void onStop(@Observes ShutdownEvent stopping) throws InterruptedException {
    Thread relaying = thread;
    if (relaying == null) {
      return;
    }
    running = false;
    signal.offer(new EventsCommitted());
    relaying.join(STOP_WITHIN);
    relaying.interrupt();
  }

  void wake(@Observes EventsCommitted committed) {
    signal.offer(committed);
  }

  /** Whether the thread is there, or is not meant to be. */
  boolean isAlive() {
    Thread relaying = thread;
    return !config.relay().enabled() || (relaying != null && relaying.isAlive());
  }

  private void relayUntilStopped() {
    while (running) {
      try (Connection connection = database.open();
          EventPublisher publisher = new EventPublisher(bootstrapServers, config)) {
        metrics.watch(publisher);
        relay(new OutboxReader(connection), publisher);
      } catch (InterruptedException stopped) {
        return;
      } catch (SQLException | ExecutionException | RuntimeException failure) {
        LOG.warnf("The outbox relay starts over: %s", failure.getMessage());
        pause();
      } finally {
        metrics.holds(0);
      }
    }
  }

  private void relay(OutboxReader outbox, EventPublisher kafka)
      throws SQLException, InterruptedException, ExecutionException {
    SortedSet<Integer> held = new TreeSet<>();
    Deadline takeover = Deadline.now();
    Deadline heartbeat = Deadline.now();
    Deadline nextTrip = Deadline.now();
    while (running) {
      if (takeover.hasPassed()) {
        acquire(outbox, held);
        takeover = Deadline.in(config.relay().takeoverInterval());
      }
      Deadline gathered = Deadline.in(config.relay().gather());
      Instant asOf = MachineTime.now();
      int relayed = relayBatch(outbox, kafka, held);
      boolean drained = relayed < config.relay().batchSize();
      if (relayed > 0) {
        nextTrip = gathered;
      }
      if (drained && config.relay().heartbeat() && heartbeat.hasPassed()) {
        kafka.beat(held, asOf);
        heartbeat = Deadline.in(config.relay().heartbeatInterval());
      }
      if (drained) {
        signal.poll(config.relay().pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        TimeUnit.NANOSECONDS.sleep(nextTrip.nanosLeft());
      }
    }
  }

  /**
   * How many events it has published; fewer than a whole batch are all that had been committed when
   * it began.
   */
  private int relayBatch(OutboxReader outbox, EventPublisher kafka, SortedSet<Integer> held)
      throws SQLException, InterruptedException, ExecutionException {
    List<PendingEvent> batch = outbox.next(held, config.relay().batchSize());
    if (!batch.isEmpty()) {
      kafka.publish(batch);
      outbox.delete(batch);
      metrics.published(batch.size());
    }
    return batch.size();
  }

  private void acquire(OutboxReader outbox, SortedSet<Integer> held) throws SQLException {
    for (int partition = 0; partition < config.partitions(); partition++) {
      if (!held.contains(partition) && outbox.tryLock(partition)) {
        held.add(partition);
      }
    }
    metrics.holds(held.size());
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_AFTER_FAILURE);
    } catch (InterruptedException stopped) {
      running = false;
    }
  }
}
