package io.orgplane.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orgplane.embedded.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to the topics and waits for the broker each time. */
final class EventPublisher implements AutoCloseable {

  /** Marks what a test broke on purpose, so that no probe blames a service for it. */
  static final String RAW = "orgplane-test-raw";

  private final KafkaProducer<byte[], byte[]> producer;

  EventPublisher(String bootstrapServers) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void send(OutgoingEvent event) {
    byte[] value = event.data().toString().getBytes(UTF_8);
    send(new ProducerRecord<>(event.topic(), event.key().getBytes(UTF_8), value), event.headers());
  }

  @SuppressWarnings(
      "NullAway") // Kafka takes records without key or value; its types do not say so.
  void sendRaw(
      String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    record.headers().add(RAW, new byte[0]);
    send(record, headers);
  }

  @SuppressWarnings("NullAway") // a heartbeat has no key
  void sendHeartbeat() {
    byte[] value = "{\"at\":\"%s\"}".formatted(Instant.now()).getBytes(UTF_8);
    for (PartitionInfo partition : producer.partitionsFor(Topics.MEMBERSHIP_EVENTS)) {
      send(
          new ProducerRecord<>(partition.topic(), partition.partition(), null, value),
          Map.of("ce_type", EventConformity.HEARTBEAT));
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record, Map<String, String> headers) {
    headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refused the record", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
