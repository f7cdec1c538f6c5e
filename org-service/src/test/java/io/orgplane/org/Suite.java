package io.orgplane.org;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.SharedKafka;
import io.orgplane.testing.SuiteClock;
import io.orgplane.testing.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The other three services: they acknowledge each new organization, membership-service makes its
 * creator a member and beats. A test can take any of them away.
 */
final class Suite implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private static final Set<String> PARTICIPANTS = Set.of("membership", "billing", "byok");

  final EventProbe events = EventProbe.ofSharedKafka();
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private volatile Set<String> away = Set.of();
  private volatile boolean closed;
  private @Nullable Thread listener;

  @Override
  public void beforeAll(ExtensionContext context) {
    events.beforeAll(context);
    var unused = heart.scheduleAtFixedRate(this::beat, 0, 200, TimeUnit.MILLISECONDS);
    KafkaConsumer<String, String> consumer = consumer();
    consumer.subscribe(List.of("organization-events"));
    listener = Thread.ofPlatform().daemon().start(() -> listen(consumer));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    everybodyIsBack();
    SuiteClock.reset();
    events.afterEach(context);
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    closed = true;
    if (listener != null) {
      listener.join();
    }
    heart.shutdownNow();
    heart.awaitTermination(5, TimeUnit.SECONDS);
    events.afterAll(context);
  }

  /** Until the end of the test; membership-service away means no heartbeat either. */
  void without(String... services) {
    away = Set.of(services);
  }

  /** And the projection is current again. */
  void everybodyIsBack() {
    boolean silent = away.contains("membership");
    away = Set.of();
    Instant now = Instant.now();
    if (silent) {
      Acme.until(
          () ->
              Acme.DATABASE.count("projection_heartbeats WHERE beat_at > ?", now)
                  == SharedKafka.PARTITIONS);
    }
  }

  /** One participant says that it is ready for the organization. */
  void acknowledge(String organization, String participant) {
    events.publish(
        participant + "-events",
        "participant-acknowledged",
        organization,
        Map.of(
            "organizationId",
            organization,
            "participant",
            participant,
            "causeId",
            Uuids.v7().toString(),
            "causeType",
            "organization-created",
            "detail",
            "ready"));
  }

  private void beat() {
    if (!away.contains("membership")) {
      events.publishHeartbeat();
    }
  }

  private void listen(KafkaConsumer<String, String> consumer) {
    try (consumer) {
      while (!closed) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  var type = record.headers().lastHeader("ce_type");
                  if (type != null && new String(type.value()).equals("organization-created")) {
                    created(Json.parse(record.value()));
                  }
                });
      }
    }
  }

  private void created(JsonNode organization) {
    String id = organization.get("organizationId").asText();
    if (!away.contains("membership")) {
      events.publish("membership-events", "member-activated", id, owner(organization));
    }
    PARTICIPANTS.stream()
        .filter(participant -> !away.contains(participant))
        .forEach(participant -> acknowledge(id, participant));
  }

  private static Map<String, Object> owner(JsonNode organization) {
    return Map.of(
        "organizationId", organization.get("organizationId").asText(),
        "userId", organization.get("ownerId").asText(),
        "email", organization.get("ownerEmail").asText(),
        "name", organization.get("ownerName").asText(),
        "role", "owner",
        "workspaces", List.of(),
        "source", "creator",
        "activeCount", 1,
        "membershipVersion", 1);
  }

  private static KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            SharedKafka.bootstrapServers(),
            ConsumerConfig.GROUP_ID_CONFIG,
            "suite-" + UUID.randomUUID(),
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            50,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "latest"),
        new StringDeserializer(),
        new StringDeserializer());
  }
}
