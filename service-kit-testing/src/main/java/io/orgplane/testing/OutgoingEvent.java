package io.orgplane.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that a test publishes in another service's place, well-formed unless its headers are
 * changed. The same instance sent twice is a redelivery: it keeps its id.
 */
public record OutgoingEvent(
    String topic, String type, String key, Map<String, String> headers, JsonNode data) {

  public OutgoingEvent {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /**
   * @param data JSON as text, a {@link JsonNode}, or anything that Jackson can write
   */
  public static OutgoingEvent of(String topic, String type, String organizationId, Object data) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", Uuids.v7().toString());
    headers.put("ce_source", "/orgplane/" + RecordedEvent.serviceOf(topic));
    headers.put("ce_type", type);
    headers.put("ce_time", Instant.now().toString());
    headers.put("content-type", "application/json");
    return new OutgoingEvent(topic, type, organizationId, headers, json(data));
  }

  /**
   * An example of contracts/, as if it were of this organization.
   *
   * @param name of the file without its ending: {@code payment-failed}, or {@code
   *     byok-degraded.invalid}
   */
  public static OutgoingEvent example(String service, String name, String organizationId) {
    JsonNode data = ContractFiles.json("events/" + service + "/" + name + ".example.json");
    ((ObjectNode) data).put("organizationId", organizationId);
    return of(service + "-events", name.replaceFirst("\\..*", ""), organizationId, data);
  }

  public String id() {
    return headers.getOrDefault("ce_id", "");
  }

  public OutgoingEvent withId(String id) {
    return withHeader("ce_id", id);
  }

  /** Sets a header, or leaves it out. */
  public OutgoingEvent withHeader(String name, @Nullable String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new OutgoingEvent(topic, type, key, changed, data);
  }

  private static JsonNode json(Object data) {
    try {
      return switch (data) {
        case String text -> ContractFiles.parse(text);
        case JsonNode node -> node.deepCopy();
        default -> ContractFiles.parse(ContractFiles.JSON.writeValueAsString(data));
      };
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
  }
}
