package io.orgplane.testing;

import io.orgplane.embedded.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Everything on the topics, read by a thread of its own and kept. Heartbeats are checked, not kept.
 */
final class EventLog implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final Thread reader;
  private final Map<TopicPartition, Long> blameFrom = new HashMap<>();
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<String, Integer> partitions = new HashMap<>();
  private final List<RecordedEvent> seen = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Consumer<RecordedEvent>> followers = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private @Nullable RuntimeException failure;

  private EventLog(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers);
    for (String topic : Topics.ALL) {
      for (PartitionInfo partition : consumer.partitionsFor(topic)) {
        positions.put(new TopicPartition(topic, partition.partition()), 0L);
        partitions.merge(topic, 1, Integer::sum);
      }
    }
    consumer.assign(positions.keySet());
    consumer.seekToBeginning(positions.keySet());
    blameFrom.putAll(consumer.endOffsets(positions.keySet()));
    reader = Thread.ofPlatform().daemon().name("event-probe").unstarted(() -> read(consumer));
  }

  static EventLog of(String bootstrapServers) {
    EventLog log = new EventLog(bootstrapServers);
    log.reader.start();
    return log;
  }

  synchronized List<RecordedEvent> seen() {
    return List.copyOf(seen);
  }

  /** Tells of each event from now on, on the reader's thread, which must not be held up. */
  void follow(Consumer<RecordedEvent> follower) {
    followers.add(follower);
  }

  synchronized List<String> takeViolations() {
    List<String> taken = List.copyOf(violations);
    violations.clear();
    return taken;
  }

  /** Waits until what has been seen is enough, and answers it. */
  synchronized List<RecordedEvent> await(
      Predicate<List<RecordedEvent>> enough,
      String wanted,
      String organizationId,
      Duration patience) {
    if (!waitUntil(() -> enough.test(seen), patience)) {
      List<String> instead =
          seen.stream()
              .filter(event -> event.isAbout(organizationId))
              .map(
                  event ->
                      "%s/%d@%d %s %s"
                          .formatted(
                              event.topic(),
                              event.partition(),
                              event.offset(),
                              event.type(),
                              event.data()))
              .toList();
      throw new AssertionError(
          "no %s within %s. Seen about it:%n  %s%nBroken contracts:%n  %s"
              .formatted(
                  wanted, patience, String.join("\n  ", instead), String.join("\n  ", violations)));
    }
    return List.copyOf(seen);
  }

  /** Waits until everything that is on the topics now has been read. */
  void catchUp(Duration patience) {
    Map<TopicPartition, Long> ends = TopicEnds.now(bootstrapServers, blameFrom.keySet());
    synchronized (this) {
      if (!waitUntil(
          () -> ends.keySet().stream().allMatch(p -> position(p) >= end(ends, p)), patience)) {
        throw new AssertionError(
            "the probe is at %s and the topics at %s".formatted(positions, ends));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      reader.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    try (consumer) {
      while (!closed) {
        var records = consumer.poll(POLL);
        synchronized (this) {
          records.forEach(this::keep);
          records.partitions().forEach(p -> positions.put(p, consumer.position(p)));
          notifyAll();
        }
      }
    } catch (RuntimeException e) {
      synchronized (this) {
        failure = e;
        notifyAll();
      }
    }
  }

  private void keep(ConsumerRecord<byte[], byte[]> record) {
    RecordedEvent event = RecordedEvent.of(record);
    boolean heartbeat = event.type().equals(EventConformity.HEARTBEAT);
    if (!heartbeat) {
      seen.add(event);
      followers.forEach(each -> each.accept(event));
    }
    boolean ours =
        record.offset() >= end(blameFrom, new TopicPartition(record.topic(), record.partition()));
    if (ours && !event.headers().containsKey(EventPublisher.RAW)) {
      List<String> faults =
          EventConformity.faultsOf(event, partitions.getOrDefault(event.topic(), 1));
      if (!faults.isEmpty()) {
        violations.add("%s: %s in %s".formatted(event.type(), String.join("; ", faults), event));
      }
    }
  }

  private long position(TopicPartition partition) {
    return positions.getOrDefault(partition, 0L);
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }

  /** With the monitor held. */
  private boolean waitUntil(BooleanSupplier reached, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!reached.getAsBoolean()) {
      if (failure != null) {
        throw new IllegalStateException("the probe stopped reading", failure);
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
