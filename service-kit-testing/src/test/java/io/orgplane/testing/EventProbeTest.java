package io.orgplane.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventProbeTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final String organization = Uuids.v7().toString();

  @Test
  void an_event_is_seen_with_its_envelope() {
    OutgoingEvent sent =
        EVENTS.publish("organization-events", "organization-updated", organization, updated());

    RecordedEvent event = EVENTS.awaitEvent("organization-updated", organization);

    assertThat(event.id()).isEqualTo(sent.id());
    assertThat(event.source()).isEqualTo("/orgplane/org");
    assertThat(event.organizationId()).isEqualTo(organization);
  }

  @Test
  void a_redelivery_keeps_its_id_and_counts_twice() {
    OutgoingEvent event =
        EVENTS.publish("organization-events", "organization-updated", organization, updated());
    EVENTS.publish(event);

    assertThat(EVENTS.awaitEvents("organization-updated", organization, 2))
        .extracting(RecordedEvent::id)
        .containsExactly(event.id(), event.id());
    assertThat(EVENTS.allEventsOf(organization)).hasSize(2);
  }

  @Test
  void a_payload_that_breaks_its_contract_is_not_published() {
    assertThatThrownBy(
            () ->
                EVENTS.publish(
                    "organization-events",
                    "organization-updated",
                    organization,
                    updated().put("version", "2")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("version");
    assertThat(EVENTS.allEventsOf(organization)).isEmpty();
  }

  @Test
  void an_event_on_the_topic_of_another_service_is_not_published() {
    assertThatThrownBy(
            () -> EVENTS.publish("billing-events", "organization-updated", organization, updated()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("billing publishes no organization-updated");
  }

  @Test
  void a_service_that_publishes_a_broken_event_fails_the_test() throws Exception {
    OutgoingEvent event =
        OutgoingEvent.of(
            "organization-events",
            "organization-updated",
            organization,
            updated().put("secret", "hunter2"));
    asAService(event.withHeader("ce_time", null));

    EVENTS.awaitEvent("organization-updated", organization);

    assertThatThrownBy(EVENTS::assertEventsConform)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("secret")
        .hasMessageContaining("ce_time");
  }

  @Test
  void an_event_under_another_key_fails_the_test() throws Exception {
    OutgoingEvent event =
        OutgoingEvent.of("organization-events", "organization-updated", organization, updated());
    asAService(
        new OutgoingEvent(
            event.topic(), event.type(), Uuids.v7().toString(), event.headers(), event.data()));

    EVENTS.awaitEvent("organization-updated", organization);

    assertThatThrownBy(EVENTS::assertEventsConform).hasMessageContaining("is not the payload's");
  }

  @Test
  void poison_of_the_tests_own_making_is_seen_and_blamed_on_nobody() {
    EVENTS.publishRaw("organization-events", organization, "{not json".getBytes(UTF_8), Map.of());
    EVENTS.publishRaw("organization-events", organization, null, Map.of("ce_type", "x"));

    assertThat(EVENTS.allEventsOf(organization)).hasSize(2);
    EVENTS.assertEventsConform();
  }

  @Test
  void heartbeats_pass_and_are_not_kept() {
    EVENTS.publishHeartbeat();

    assertThat(EVENTS.allEventsOf(organization)).isEmpty();
    EVENTS.assertEventsConform();
  }

  @Test
  void waiting_in_vain_tells_what_was_there_instead() {
    EVENTS.publish("organization-events", "organization-updated", organization, updated());

    assertThatThrownBy(
            () ->
                EVENTS.awaitEvent(
                    "organization-deleted",
                    organization,
                    java.time.Duration.ofMillis(300),
                    any -> true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no organization-deleted")
        .hasMessageContaining("organization-updated");
  }

  private ObjectNode updated() {
    return ContractSchemas.example("organization-updated").put("organizationId", organization);
  }

  /** Past the probe's own publisher, as the service under test would. */
  private static void asAService(OutgoingEvent event) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedKafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      var record = new ProducerRecord<>(event.topic(), event.key(), event.data().toString());
      event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
      producer.send(record).get();
    }
  }
}
