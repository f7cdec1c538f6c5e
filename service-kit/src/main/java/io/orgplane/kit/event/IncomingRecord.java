package io.orgplane.kit.event;

import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What came from Kafka, before anybody knows whether it can be read. */
record IncomingRecord(
    String topic,
    int partition,
    long offset,
    byte[] key,
    Map<String, String> headers,
    byte @Nullable [] payload) {

  private static final byte[] NO_KEY = new byte[0];

  static IncomingRecord of(ConsumerRecord<byte[], byte[]> consumed) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : consumed.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), printable(header.value()));
      }
    }
    return new IncomingRecord(
        consumed.topic(),
        consumed.partition(),
        consumed.offset(),
        consumed.key() == null ? NO_KEY : consumed.key(),
        headers,
        consumed.value());
  }

  boolean isHeartbeat() {
    return EventType.HEARTBEAT.value().equals(headers.get(CloudEventHeaders.TYPE));
  }

  /**
   * The envelope, with the payload still as bytes.
   *
   * @throws UnreadableEvent when it is not a CloudEvent keyed by an organization
   */
  Received<byte[]> envelope() {
    if (payload == null) {
      throw new UnreadableEvent("it has no payload");
    }
    try {
      return new Received<>(
          Ids.parse(required(CloudEventHeaders.ID)),
          new EventType(required(CloudEventHeaders.TYPE)),
          OrganizationId.fromString(new String(key, StandardCharsets.UTF_8)),
          Instant.parse(required(CloudEventHeaders.TIME)),
          payload);
    } catch (IllegalArgumentException | DateTimeException malformed) {
      throw new UnreadableEvent("its key, id or time is malformed");
    }
  }

  /** Whether it says which type it is; a record that does not concerns everybody on its topic. */
  @Nullable EventType declaredType() {
    String type = headers.get(CloudEventHeaders.TYPE);
    return type == null ? null : new EventType(type);
  }

  private String required(String header) {
    String value = headers.get(header);
    if (value == null) {
      throw new UnreadableEvent("it has no header " + header);
    }
    return value;
  }

  /** PostgreSQL's text has no NUL, and a poison header must not make its parking fail. */
  private static String printable(byte[] value) {
    return new String(value, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
  }

  String describe() {
    return "%s[%d]@%d".formatted(topic, partition, offset);
  }
}
