package io.orgplane.bench.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.embedded.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * The role changes on the topic: one of them to copy, and when each was handed to Kafka, which
 * tells how much of the time went before and how much after.
 */
final class EventTimes implements AutoCloseable {

  private static final String TYPE = "member-role-changed";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(100);

  private final ObjectMapper json = new ObjectMapper();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Change, Long> micros = new HashMap<>();

  EventTimes(String bootstrapServers) {
    consumer = new KafkaConsumer<>(RoundTrips.consumerSettings(bootstrapServers));
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.MEMBERSHIP_EVENTS).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** The first that comes. */
  ConsumerRecord<byte[], byte[]> first() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
        if (isRoleChange(event)) {
          consumer.seekToBeginning(consumer.assignment());
          return event;
        }
      }
    }
    throw new IllegalStateException("no " + TYPE + " arrives");
  }

  /** Milliseconds precise, as Kafka keeps it. */
  Times await(int expected) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (micros.size() < expected && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
        if (isRoleChange(event)) {
          micros.put(change(json.readTree(event.value())), event.timestamp() * 1_000);
        }
      }
    }
    return new Times(micros);
  }

  private static Change change(JsonNode event) {
    return new Change(
        UUID.fromString(event.path("organizationId").asText()), event.path("userId").asText());
  }

  private static boolean isRoleChange(ConsumerRecord<byte[], byte[]> event) {
    Header type = event.headers().lastHeader("ce_type");
    return type != null && TYPE.equals(new String(type.value(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
