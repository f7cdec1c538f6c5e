package io.orgplane.kit.event;

import io.orgplane.kit.id.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A row of the outbox that the relay has in hand. */
record PendingEvent(
    OrganizationId organization,
    long id,
    int partition,
    String topic,
    UUID eventId,
    String type,
    byte[] payload,
    Instant occurredAt,
    @Nullable String traceparent) {

  ProducerRecord<byte[], byte[]> toRecord(String source) {
    var cloudEvent = new ProducerRecord<>(topic, partition, Partitions.key(organization), payload);
    header(cloudEvent, CloudEventHeaders.SPEC_VERSION, CloudEventHeaders.VERSION_1);
    header(cloudEvent, CloudEventHeaders.ID, eventId.toString());
    header(cloudEvent, CloudEventHeaders.SOURCE, source);
    header(cloudEvent, CloudEventHeaders.TYPE, type);
    header(cloudEvent, CloudEventHeaders.TIME, occurredAt.toString());
    header(cloudEvent, CloudEventHeaders.CONTENT_TYPE, CloudEventHeaders.JSON);
    if (traceparent != null) {
      header(cloudEvent, TraceParent.HEADER, traceparent);
    }
    return cloudEvent;
  }

  private static void header(ProducerRecord<byte[], byte[]> event, String name, String value) {
    event.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
