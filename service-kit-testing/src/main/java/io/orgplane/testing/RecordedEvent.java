package io.orgplane.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was seen on a topic.
 *
 * @param data the payload; missing where it is no JSON
 */
public record RecordedEvent(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    Map<String, String> headers,
    JsonNode data) {

  static RecordedEvent of(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      byte[] value = header.value();
      headers.put(header.key(), value == null ? "" : new String(value, UTF_8));
    }
    byte[] key = record.key();
    return new RecordedEvent(
        record.topic(),
        record.partition(),
        record.offset(),
        key == null ? null : new String(key, UTF_8),
        headers,
        parse(record.value()));
  }

  public String id() {
    return headers.getOrDefault("ce_id", "");
  }

  public String type() {
    return headers.getOrDefault("ce_type", "");
  }

  public String source() {
    return headers.getOrDefault("ce_source", "");
  }

  /** What the payload says; empty where it does not. */
  public String organizationId() {
    return data.path("organizationId").asText();
  }

  boolean isAbout(String organizationId) {
    return organizationId.equals(key) || organizationId.equals(organizationId());
  }

  /** {@code organization-events} is org's; the others carry the service's name. */
  static String serviceOf(String topic) {
    String name = topic.replaceFirst("-events$", "");
    return name.equals("organization") ? "org" : name;
  }

  private static JsonNode parse(byte @Nullable [] value) {
    if (value == null) {
      return MissingNode.getInstance();
    }
    try {
      return ContractFiles.JSON.readTree(value);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
