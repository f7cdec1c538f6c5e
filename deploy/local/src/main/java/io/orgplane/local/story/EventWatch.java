package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.embedded.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Listens to every topic while the story is played, as a further consumer that nobody knows of. */
final class EventWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** One event, and when it was heard by {@link System#nanoTime}. */
  record Heard(String topic, String type, JsonNode value, long at) {
    boolean isOf(String organization) {
      return value.path("organizationId").asText().equals(organization);
    }
  }

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Heard> heard = new ArrayList<>();
  private final Thread listener;
  private volatile boolean closed;

  EventWatch(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "fetch.max.wait.ms",
                20,
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Topics.ALL.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    listener = Thread.ofPlatform().daemon().name("story-events").start(this::listen);
  }

  private void listen() {
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> received : consumer.poll(Duration.ofMillis(50))) {
        note(received);
      }
    }
    consumer.close();
  }

  private synchronized void note(ConsumerRecord<byte[], byte[]> received) {
    Header type = received.headers().lastHeader("ce_type");
    if (type == null || received.value() == null) {
      return;
    }
    String name = new String(type.value(), StandardCharsets.UTF_8);
    JsonNode value = Web.json(new String(received.value(), StandardCharsets.UTF_8));
    heard.add(new Heard(received.topic(), name, value, System.nanoTime()));
    notifyAll();
  }

  /** Waits until such an event is heard, also one that came before the question. */
  synchronized Optional<Heard> await(
      String type, String organization, Predicate<JsonNode> matching) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<Heard> found = find(type, organization, matching);
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (found.isPresent() || left <= 0) {
        return found;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoryBroken("interrupted", e);
      }
    }
  }

  synchronized int count() {
    return heard.size();
  }

  private Optional<Heard> find(String type, String organization, Predicate<JsonNode> matching) {
    return heard.stream()
        .filter(
            event ->
                event.type().equals(type)
                    && event.isOf(organization)
                    && matching.test(event.value()))
        .findFirst();
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
