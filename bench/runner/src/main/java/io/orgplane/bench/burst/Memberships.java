package io.orgplane.bench.burst;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.bench.Events;
import io.orgplane.bench.TimeOrdered;
import io.orgplane.bench.latency.SignedIn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Says on Kafka that an organization exists and that members become active in it. */
final class Memberships implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Above what membership-service itself counts for the organization's creator. */
  private static final int FIRST_VERSION = 1_000;

  private final String organization = TimeOrdered.uuid().toString();
  private final SignedIn owner;
  private final KafkaProducer<byte[], byte[]> producer;
  private int active = 1;
  private int version = FIRST_VERSION;

  Memberships(String kafka, SignedIn owner) {
    this.owner = owner;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  String organization() {
    return organization;
  }

  void found() throws JsonProcessingException {
    send(
        "organization-events",
        "organization-created",
        Map.of(
            "organizationId",
            organization,
            "name",
            "Burst",
            "description",
            "",
            "personal",
            false,
            "ownerId",
            owner.userId(),
            "ownerEmail",
            "ann@example.com",
            "ownerName",
            "Ann",
            "createdAt",
            Instant.now().toString()));
    producer.flush();
  }

  /** Answers how many are active then. */
  int join(int count) throws JsonProcessingException {
    for (int i = 0; i < count; i++) {
      active++;
      version++;
      send(
          "membership-events",
          "member-activated",
          Map.ofEntries(
              Map.entry("organizationId", organization),
              Map.entry("userId", "burst-" + active),
              Map.entry("email", "burst-%d@example.com".formatted(active)),
              Map.entry("name", "Member " + active),
              Map.entry("role", "developer"),
              Map.entry("workspaces", List.of()),
              Map.entry("source", "invitation"),
              Map.entry("invitationId", TimeOrdered.uuid()),
              Map.entry("activeCount", active),
              Map.entry("membershipVersion", version)));
    }
    producer.flush();
    return active;
  }

  private void send(String topic, String type, Map<String, Object> data)
      throws JsonProcessingException {
    byte[] json = JSON.writeValueAsBytes(data);
    var unused = producer.send(Events.event(topic, type, organization, json));
  }

  @Override
  public void close() {
    producer.close();
  }
}
