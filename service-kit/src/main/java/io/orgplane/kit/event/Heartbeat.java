package io.orgplane.kit.event;

import io.orgplane.kit.id.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The technical record by which a projection knows how current it is. It is not an event of the
 * domain.
 */
final class Heartbeat {

  private Heartbeat() {}

  static ProducerRecord<byte[], byte[]> record(
      String topic, int partition, String source, Instant asOf) {
    byte[] payload = "{\"at\":\"%s\"}".formatted(asOf).getBytes(StandardCharsets.UTF_8);
    var heartbeat = new ProducerRecord<byte[], byte[]>(topic, partition, null, payload);
    Map.of(
            CloudEventHeaders.SPEC_VERSION,
            CloudEventHeaders.VERSION_1,
            CloudEventHeaders.ID,
            Ids.next().toString(),
            CloudEventHeaders.SOURCE,
            source,
            CloudEventHeaders.TYPE,
            EventType.HEARTBEAT.value(),
            CloudEventHeaders.TIME,
            asOf.toString(),
            CloudEventHeaders.CONTENT_TYPE,
            CloudEventHeaders.JSON)
        .forEach(
            (name, value) -> heartbeat.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return heartbeat;
  }
}
