package io.orgplane.kit.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The relay's side of Kafka. Idempotent and without a delivery timeout: while the broker is away
 * records wait in order, so a later event never overtakes an earlier one that was given up.
 */
final class EventPublisher implements AutoCloseable {

  /** Long enough that a batch leaves as one request, when it is complete and flushed. */
  private static final int LINGER_MILLIS = 5;

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final KafkaProducer<byte[], byte[]> producer;
  private final EventsConfig config;

  EventPublisher(String bootstrapServers, EventsConfig config) {
    this.config = config;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                LINGER_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Integer.MAX_VALUE,
                ProducerConfig.CLIENT_ID_CONFIG,
                "outbox-relay" + config.source().replace('/', '-')),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Returns when every event has been acknowledged by all in-sync replicas. */
  void publish(List<PendingEvent> events) throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(events.size());
    for (PendingEvent event : events) {
      acknowledgements.add(producer.send(event.toRecord(config.source())));
    }
    producer.flush();
    for (Future<RecordMetadata> acknowledgement : acknowledgements) {
      acknowledgement.get();
    }
  }

  /**
   * Says on each partition that everything committed before {@code asOf} is ahead of this record.
   */
  void beat(Collection<Integer> partitions, Instant asOf) {
    for (int partition : partitions) {
      producer.send(heartbeat(partition, asOf));
    }
  }

  private ProducerRecord<byte[], byte[]> heartbeat(int partition, Instant asOf) {
    return Heartbeat.record(config.topic(), partition, config.source(), asOf);
  }

  KafkaProducer<byte[], byte[]> producer() {
    return producer;
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
