package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.RecordedEvent;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@BillingTest
class UsageEventsTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @Test
  void usage_from_kafka_follows_the_same_rules_under_the_same_ids() {
    Acme acme = Acme.founded(EVENTS);
    acme.use("by-http", "operation", 1).then().statusCode(201);
    OutgoingEvent reported = report(acme, "by-kafka", 2);

    EVENTS.publish(reported);
    EVENTS.publish(reported);
    EVENTS.publish(report(acme, "by-kafka", 2));
    EVENTS.publish(report(acme, "by-http", 1));
    EVENTS.publish(report(acme, "last", 3));
    EVENTS.awaitEvent("usage-recorded", acme.id, event -> told(event).contains("last"));

    assertThat(acme.remaining()).isEqualByComparingTo("19");
    assertThat(EVENTS.eventsOf(acme.id, "usage-recorded").stream().flatMap(e -> told(e).stream()))
        .containsExactlyInAnyOrder("by-http", "by-kafka", "last");
    acme.use("by-kafka", "operation", 2).then().statusCode(201);
    assertThat(acme.remaining()).isEqualByComparingTo("19");
  }

  @Test
  void what_cannot_be_read_is_parked_with_what_comes_behind_it_and_holds_up_nobody_else() {
    Acme acme = Acme.founded(EVENTS);
    Acme other = Acme.founded(EVENTS);

    EVENTS.publish(report(acme, "before", 1));
    EVENTS.publishUnchecked(
        OutgoingEvent.of(
            "usage-events", "usage-reported", acme.id, Map.of("organizationId", acme.id)));
    EVENTS.publish(report(acme, "behind", 1));
    EVENTS.publish(report(other, "elsewhere", 1));
    EVENTS.awaitEvent("usage-recorded", other.id, event -> told(event).contains("elsewhere"));
    Acme.until(() -> parked(acme) == 2);

    EVENTS.publish(report(acme, "later", 1));
    Acme.until(() -> parked(acme) == 3);
    assertThat(acme.remaining()).isEqualByComparingTo("24");
  }

  private static long parked(Acme acme) {
    return DATABASE.count(
        "parked_events WHERE consumer = 'usage' AND record_key = convert_to(?, 'UTF8')", acme.id);
  }

  @Test
  void what_says_whose_it_is_and_does_not_fit_is_refused_for_itself_and_counted() {
    Acme acme = Acme.founded(EVENTS);
    double before = refusedAsUnfit();
    Map<String, Object> old = acme.usage("too-old", "operation", 1);
    old.put("occurredAt", "2020-01-01T00:00:00Z");
    Map<String, Object> odd = acme.usage("odd", "Not A Kind", 1);
    Map<String, Object> large = acme.usage("large", "operation", 1);
    large.put("attributes", Map.of("text", "x".repeat(5_000)));
    Map<String, Object> unclear = acme.usage("unclear", "operation", 1);
    unclear.put("occurredAt", "yesterday");

    EVENTS.publish(report(acme, "before", 1));
    for (Map<String, Object> each : List.of(old, odd, large, unclear)) {
      EVENTS.publishUnchecked(OutgoingEvent.of("usage-events", "usage-reported", acme.id, each));
    }
    EVENTS.publish(report(acme, "behind", 1));
    EVENTS.awaitEvent("usage-recorded", acme.id, event -> told(event).contains("behind"));

    assertThat(
            DATABASE.query(
                "SELECT id, reason, detail FROM refused_usage WHERE organization_id = ? ORDER BY id",
                acme.uuid()))
        .extracting(row -> row.get("id") + ": " + row.get("reason") + ": " + row.get("detail"))
        .containsExactly(
            "large: validation-failed: attributes must be at most 4 KiB as JSON",
            "odd: validation-failed: kind must be a kebab-case word of up to 64 characters",
            "too-old: validation-failed: occurredAt must lie within the last 366 days and not in"
                + " the future",
            "unclear: validation-failed: occurredAt must be a time of RFC 3339");
    assertThat(parked(acme)).isZero();
    assertThat(refusedAsUnfit() - before).isGreaterThanOrEqualTo(4);
    assertThat(acme.remaining()).isEqualByComparingTo("23");
  }

  private static double refusedAsUnfit() {
    return RestAssured.get("/q/metrics")
        .asString()
        .lines()
        .filter(
            line ->
                line.startsWith("orgplane_usage_refused_total")
                    && line.contains("reason=\"validation-failed\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void a_thousand_reports_are_recorded_once_however_often_they_come() {
    Acme acme = Acme.founded(EVENTS);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 1_000; i++) {
        EVENTS.publish(report(acme, "run-" + i, 0));
      }
    }
    EVENTS.publish(report(acme, "last", 5));

    Acme.until(() -> acme.remaining().intValue() == 20);
    assertThat(DATABASE.count("usage_records WHERE organization_id = ?", acme.uuid()))
        .isEqualTo(1_001);
    assertThat(
            DATABASE.query(
                "SELECT sum(records)::text AS n FROM usage_days WHERE organization_id = ?",
                acme.uuid()))
        .containsExactly(Map.of("n", "1001"));
  }

  @Test
  void usage_from_kafka_that_cannot_be_charged_is_kept_with_its_reason() {
    Acme acme = Acme.founded(EVENTS);

    EVENTS.publish(report(acme, "big", 26));
    EVENTS.publish(report(acme, "small", 1));
    EVENTS.awaitEvent("usage-recorded", acme.id);

    Map<String, ?> refused =
        DATABASE.single(
            "SELECT id, credits, reason FROM refused_usage WHERE organization_id = ?", acme.uuid());
    assertThat(refused.get("id")).isEqualTo("big");
    assertThat(refused.get("credits")).isEqualTo(26_000L);
    assertThat(refused.get("reason")).isEqualTo("credits-exhausted");
    assertThat(acme.remaining()).isEqualByComparingTo("24");
  }

  /** The ids of the usage that an event tells of. */
  private static List<String> told(RecordedEvent event) {
    return event.data().has("usageIds")
        ? event.data().get("usageIds").valueStream().map(JsonNode::asText).toList()
        : List.of(event.data().get("usageId").asText());
  }

  private static OutgoingEvent report(Acme acme, String id, int credits) {
    return OutgoingEvent.of(
        "usage-events", "usage-reported", acme.id, acme.usage(id, "operation", credits));
  }
}
