package io.orgplane.kit.event;

import static io.orgplane.kit.probe.Suite.DATABASE;
import static io.orgplane.kit.probe.Suite.id;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.orgplane.kit.KitTest;
import io.orgplane.kit.probe.ProbeConsumer;
import io.orgplane.kit.probe.Suite;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.TokenIssuer;
import io.orgplane.testing.Uuids;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@KitTest
class InboxTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final String TOPIC = "organization-events";

  @BeforeEach
  void inTrouble() {
    ProbeConsumer.troubled(true);
  }

  @Test
  void an_event_that_comes_three_times_is_applied_once() {
    String acme = Uuids.v7().toString();
    OutgoingEvent first = updated(acme, "fine", 1);
    SUITE.events.publish(first);
    SUITE.events.publish(updated(acme, "fine", 2));
    SUITE.events.publish(first);
    SUITE.events.publish(first);
    SUITE.events.publish(updated(acme, "fine", 3));

    awaitApplied(acme, 1, 2, 3);
  }

  @Test
  void a_poison_message_parks_its_key_and_the_others_go_on() {
    String acme = Uuids.v7().toString();
    String globex = keyInTheSamePartitionAs(acme);
    SUITE.events.publish(updated(acme, "fine", 1));
    SUITE.events.publish(updated(acme, ProbeConsumer.TROUBLE, 2));
    SUITE.events.publish(updated(acme, "fine", 3));
    SUITE.events.publish(updated(globex, "fine", 1));

    awaitApplied(globex, 1);
    awaitApplied(acme, 1);
    await().until(() -> parkedEvents(acme) == 2);
    listing()
        .body("items.find { it.key == '%s' }.events".formatted(acme), equalTo(2))
        .body(
            "items.find { it.key == '%s' }.reason".formatted(acme),
            equalTo("IllegalStateException: in trouble"));
  }

  @Test
  void a_redrive_applies_what_waited_in_order_and_opens_the_key() {
    String acme = Uuids.v7().toString();
    SUITE.events.publish(updated(acme, ProbeConsumer.TROUBLE, 1));
    SUITE.events.publish(updated(acme, "fine", 2));
    SUITE.events.publish(updated(acme, "fine", 3));
    await().atMost(20, TimeUnit.SECONDS).until(() -> parkedEvents(acme) == 3);

    redrive(acme, false).body("applied", equalTo(0)).body("empty", equalTo(false));
    assertThat(parkedEvents(acme)).isEqualTo(3);
    ProbeConsumer.troubled(false);
    redrive(acme, false).body("applied", equalTo(3)).body("empty", equalTo(true));
    SUITE.events.publish(updated(acme, "fine", 4));

    awaitApplied(acme, 1, 2, 3, 4);
    assertThat(DATABASE.count("parked_keys WHERE record_key = ?", bytes(acme))).isZero();
  }

  @Test
  void an_event_that_can_never_be_applied_is_skipped_on_request() {
    String acme = Uuids.v7().toString();
    SUITE.events.publish(updated(acme, ProbeConsumer.TROUBLE, 1));
    SUITE.events.publish(updated(acme, "fine", 2));
    await().atMost(20, TimeUnit.SECONDS).until(() -> parkedEvents(acme) == 2);

    redrive(acme, true).body("applied", equalTo(1)).body("empty", equalTo(true));

    awaitApplied(acme, 2);
  }

  @Test
  void bytes_that_are_no_event_are_parked_as_they_came() {
    String acme = Uuids.v7().toString();
    byte[] garbage = {0, (byte) 0xFF, 'x', (byte) 0xC3};
    SUITE.events.publishRaw(TOPIC, acme, garbage, Map.of());
    SUITE.events.publishRaw(
        TOPIC, "no organization", garbage, Map.of("ce_type", "organization-updated"));
    SUITE.events.publishRaw(TOPIC, null, null, Map.of());
    OutgoingEvent wrong = updated(acme, "fine", 7);
    SUITE.events.publishUnchecked(wrong);
    String globex = Uuids.v7().toString();
    SUITE.events.publish(updated(globex, "fine", 1));

    awaitApplied(globex, 1);
    await().until(() -> parkedEvents(acme) == 2);
    assertThat(
            DATABASE.single(
                "SELECT payload FROM parked_events WHERE consumer = 'probe' AND record_key = ? ORDER BY id LIMIT 1",
                bytes(acme)))
        .containsEntry("payload", garbage);
    assertThat(DATABASE.count("parked_events WHERE record_key = ?", bytes("no organization")))
        .isEqualTo(1);
  }

  @Test
  void a_type_that_nobody_wants_is_passed_over() {
    String acme = Uuids.v7().toString();
    SUITE.events.publishRaw(
        TOPIC,
        acme,
        bytes("{}"),
        Map.of("ce_type", "organization-admired", "ce_id", Uuids.v7().toString()));
    SUITE.events.publish(updated(acme, "fine", 1));

    awaitApplied(acme, 1);
    assertThat(parkedEvents(acme)).isZero();
  }

  @Test
  void a_database_that_is_away_parks_nothing_and_loses_nothing() {
    String acme = Uuids.v7().toString();
    for (int version = 1; version <= 40; version++) {
      SUITE.events.publish(updated(acme, "fine", version));
      if (version % 10 == 0) {
        endSessionsOfTheService();
      }
    }
    awaitApplied(acme, java.util.stream.LongStream.rangeClosed(1, 40).toArray());
    assertThat(parkedEvents(acme)).isZero();
  }

  @Test
  void only_platform_services_see_what_is_parked() {
    given().get("/admin/parked-events").then().statusCode(401);
    Suite.as(io.orgplane.testing.People.ANN).get("/admin/parked-events").then().statusCode(403);
  }

  private static OutgoingEvent updated(String organization, String name, long version) {
    return OutgoingEvent.of(
        TOPIC,
        "organization-updated",
        organization,
        Map.of(
            "organizationId", organization, "name", name, "description", "", "version", version));
  }

  private static void awaitApplied(String organization, long... versions) {
    List<Long> expected = java.util.Arrays.stream(versions).boxed().toList();
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(applied(organization)).isEqualTo(expected));
  }

  private static List<Object> applied(String organization) {
    return DATABASE
        .query(
            "SELECT version FROM applied WHERE organization_id = ? ORDER BY id", id(organization))
        .stream()
        .map(row -> row.get("version"))
        .toList();
  }

  private static long parkedEvents(String organization) {
    return DATABASE.count(
        "parked_events WHERE consumer = 'probe' AND record_key = ?", bytes(organization));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String keyInTheSamePartitionAs(String organization) {
    int partition = Partitions.of(io.orgplane.kit.id.OrganizationId.fromString(organization), 4);
    while (true) {
      String other = Uuids.v7().toString();
      if (Partitions.of(io.orgplane.kit.id.OrganizationId.fromString(other), 4) == partition) {
        return other;
      }
    }
  }

  private static void endSessionsOfTheService() {
    DATABASE.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'kit' AND usename = 'kit'");
  }

  private static ValidatableResponse listing() {
    return asOperator().get("/admin/parked-events").then().statusCode(200);
  }

  private static ValidatableResponse redrive(String organization, boolean skipFirst) {
    return asOperator()
        .body(
            Map.of(
                "consumer",
                "probe",
                "keyHex",
                HexFormat.of().formatHex(bytes(organization)),
                "skipFirst",
                skipFirst))
        .post("/admin/parked-events/redrive")
        .then()
        .statusCode(200);
  }

  private static io.restassured.specification.RequestSpecification asOperator() {
    return given()
        .auth()
        .oauth2(TokenIssuer.shared().platformServiceToken())
        .contentType(ContentType.JSON);
  }
}
