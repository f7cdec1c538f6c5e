package io.orgplane.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events as the suite's services send them: CloudEvents in Kafka's binary mode. */
public final class Events {

  private Events() {}

  /**
   * A new one, of now.
   *
   * @param organization whom it is about, which decides on its partition
   * @param data as JSON
   */
  public static ProducerRecord<byte[], byte[]> event(
      String topic, String type, String organization, byte[] data) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, organization.getBytes(StandardCharsets.UTF_8), data);
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            TimeOrdered.uuid().toString(),
            "ce_source",
            "/bench",
            "ce_type",
            type,
            "ce_time",
            Instant.now().toString(),
            "content-type",
            "application/json")
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }
}
