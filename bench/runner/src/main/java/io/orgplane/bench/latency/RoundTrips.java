package io.orgplane.bench.latency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The floor: Kafka alone, from before the send to after the poll that brings it, on a topic of as
 * many partitions as the suite's, with copies of a real event. Producer and consumer are set up as
 * the relay's and the services' are.
 */
final class RoundTrips implements AutoCloseable {

  private static final String SENT = "sent";
  private static final Duration POLL = Duration.ofMillis(100);

  private final String topic;
  private final ConsumerRecord<byte[], byte[]> event;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final Thread consuming;
  private volatile boolean counting;

  RoundTrips(String bootstrapServers, String topic, ConsumerRecord<byte[], byte[]> event) {
    this.topic = topic;
    this.event = event;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.consuming = Thread.ofPlatform().name("round-trips").start(() -> consume(bootstrapServers));
  }

  static Map<String, Object> consumerSettings(String bootstrapServers) {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers,
        "group.id",
        "bench-" + UUID.randomUUID(),
        "auto.offset.reset",
        "earliest",
        "enable.auto.commit",
        false,
        "fetch.max.wait.ms",
        100,
        "key.deserializer",
        ByteArrayDeserializer.class,
        "value.deserializer",
        ByteArrayDeserializer.class);
  }

  /** One more record, keyed as the events are: by organization. */
  void send(UUID organization) {
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(
            topic, organization.toString().getBytes(StandardCharsets.UTF_8), event.value());
    for (Header header : event.headers()) {
      copy.headers().add(header);
    }
    copy.headers().add(SENT, ByteBuffer.allocate(Long.BYTES).putLong(System.nanoTime()).array());
    var unused = producer.send(copy);
  }

  /** From here on round trips count; those before warmed things up. */
  void startCounting() {
    counting = true;
  }

  /** Every round trip so far that counts. */
  List<Long> micros() {
    return List.copyOf(micros);
  }

  private void consume(String bootstrapServers) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(consumerSettings(bootstrapServers))) {
      consumer.subscribe(List.of(topic));
      while (running.get()) {
        var records = consumer.poll(POLL);
        long now = System.nanoTime();
        for (ConsumerRecord<byte[], byte[]> record : records) {
          arrived(record, now);
        }
      }
    }
  }

  private void arrived(ConsumerRecord<byte[], byte[]> record, long now) {
    if (counting) {
      long sent = ByteBuffer.wrap(record.headers().lastHeader(SENT).value()).getLong();
      micros.add((now - sent) / 1_000);
    }
  }

  @Override
  public void close() {
    running.set(false);
    try {
      consuming.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
