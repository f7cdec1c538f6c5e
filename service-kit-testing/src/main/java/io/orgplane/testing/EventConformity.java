package io.orgplane.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** What contracts/README.md demands of a record: envelope, key, partition and payload. */
final class EventConformity {

  static final String HEARTBEAT = "membership-heartbeat";

  private static final Pattern UUID_7 =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final Pattern TRACE =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private EventConformity() {}

  static List<String> faultsOf(RecordedEvent event, int partitions) {
    List<String> faults = new ArrayList<>();
    String service = RecordedEvent.serviceOf(event.topic());
    if (event.type().equals(HEARTBEAT)) {
      demand(faults, event.key() == null || event.key().isEmpty(), "a heartbeat has no key");
    } else {
      faults.addAll(faultsOfEnvelope(service, event.key(), event.headers()));
      demand(
          faults,
          event.organizationId().equals(event.key()),
          "the key %s is not the payload's organizationId".formatted(event.key()));
      demand(
          faults,
          event.key() == null || event.partition() == partitionOf(event.key(), partitions),
          "partition %d is not the one of the key".formatted(event.partition()));
    }
    faults.addAll(ContractSchemas.violations(service, event.type(), event.data()));
    return faults;
  }

  static List<String> faultsOf(OutgoingEvent event) {
    List<String> faults = new ArrayList<>();
    String service = RecordedEvent.serviceOf(event.topic());
    faults.addAll(faultsOfEnvelope(service, event.key(), event.headers()));
    demand(
        faults,
        event.data().path("organizationId").asText().equals(event.key()),
        "the key is not the payload's organizationId");
    faults.addAll(ContractSchemas.violations(service, event.type(), event.data()));
    return faults;
  }

  private static List<String> faultsOfEnvelope(
      String service, @Nullable String key, Map<String, String> headers) {
    List<String> faults = new ArrayList<>();
    demand(faults, key != null && UUID_7.matcher(key).matches(), "the key is no UUIDv7: " + key);
    demand(faults, "1.0".equals(headers.get("ce_specversion")), "ce_specversion is not 1.0");
    demand(faults, matches(UUID_7, headers.get("ce_id")), "ce_id is no UUIDv7");
    demand(faults, headers.containsKey("ce_type"), "ce_type is missing");
    demand(faults, isInstant(headers.get("ce_time")), "ce_time is no RFC 3339 time in UTC");
    demand(
        faults,
        "application/json".equals(headers.get("content-type")),
        "content-type is not application/json");
    String source = headers.getOrDefault("ce_source", "");
    boolean fromPlatform = service.equals("usage") && !source.isBlank();
    demand(faults, fromPlatform || source.equals("/orgplane/" + service), "ce_source is " + source);
    String trace = headers.get("traceparent");
    demand(faults, trace == null || TRACE.matcher(trace).matches(), "traceparent is malformed");
    return faults;
  }

  /** As Kafka's own partitioner, which the outbox shards by as well. */
  private static int partitionOf(String key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
  }

  private static boolean matches(Pattern pattern, @Nullable String text) {
    return text != null && pattern.matcher(text).matches();
  }

  private static boolean isInstant(@Nullable String text) {
    if (text == null || !text.endsWith("Z")) {
      return false;
    }
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static void demand(List<String> faults, boolean holds, String otherwise) {
    if (!holds) {
      faults.add(otherwise);
    }
  }
}
