package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static io.orgplane.billing.Acme.platform;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@BillingTest
class UsageTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @Test
  void usage_is_charged_and_the_pool_goes_down() {
    Acme acme = Acme.founded(EVENTS);

    JsonNode recorded = Json.created(acme.use("run-1", "operation", new BigDecimal("1.25")));

    assertThat(recorded.get("id").asText()).isEqualTo("run-1");
    assertThat(recorded.get("source").asText()).isEqualTo("credits");
    assertThat(recorded.get("charged").decimalValue()).isEqualByComparingTo("1.25");
    assertThat(recorded.get("remaining").decimalValue()).isEqualByComparingTo("23.75");
    assertThat(acme.bucket("daily")).isEqualByComparingTo("3.75");
    JsonNode told = EVENTS.awaitEvent("usage-recorded", acme.id).data();
    assertThat(told.get("credits").decimalValue()).isEqualByComparingTo("1.25");
    assertThat(told.get("remaining").decimalValue()).isEqualByComparingTo("23.75");
  }

  @Test
  void the_same_id_is_charged_once_and_gets_the_first_answer() {
    Acme acme = Acme.founded(EVENTS);
    Response first = acme.use("run-1", "operation", 2);
    acme.use("run-2", "operation", 3).then().statusCode(201);

    Response again = acme.use("run-1", "operation", new BigDecimal("2.000"));

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(acme.remaining()).isEqualByComparingTo("20");
  }

  @Test
  void an_id_stands_for_one_thing() {
    Acme acme = Acme.founded(EVENTS);
    acme.use("run-1", "operation", 2).then().statusCode(201);

    Json.problem(acme.use("run-1", "operation", 3), 409, "conflict");
    Json.problem(acme.use("run-1", "llm", 2), 409, "conflict");
    Json.problem(acme.reserve("run-1", 2, 60), 409, "conflict");
    assertThat(acme.remaining()).isEqualByComparingTo("23");
  }

  @Test
  void the_same_id_at_once_is_charged_once() {
    Acme acme = Acme.founded(EVENTS);

    List<String> answers =
        InParallel.times(20, i -> acme.use("run-1", "operation", 2).asString()).succeeded();

    assertThat(answers).hasSize(20).containsOnly(answers.getFirst());
    assertThat(acme.remaining()).isEqualByComparingTo("23");
  }

  @Test
  void what_the_pool_does_not_hold_is_refused_with_the_time_of_the_next_grant() {
    Acme acme = Acme.founded(EVENTS);

    JsonNode problem =
        Json.problem(
            acme.use("big", "operation", new BigDecimal("25.001")), 402, "credits-exhausted");

    Instant next = Instant.parse(problem.get("nextGrantAt").asText());
    assertThat(next)
        .isAfter(Instant.now())
        .hasToString(next.toString().substring(0, 10) + "T00:00:00Z");
    assertThat(acme.remaining()).isEqualByComparingTo("25");
    EVENTS.awaitEvent("credits-exhausted", acme.id);
    Json.problem(acme.use("big", "operation", 26), 402, "credits-exhausted");
    acme.use("big", "operation", 25).then().statusCode(201);
    assertThat(acme.remaining()).isEqualByComparingTo("0");
    assertThat(
            EVENTS.allEventsOf(acme.id).stream()
                .filter(event -> event.type().equals("credits-exhausted")))
        .hasSize(1);
  }

  @Test
  void nothing_is_overspent_at_any_concurrency() {
    Acme acme = Acme.founded(EVENTS);

    List<Integer> statuses =
        InParallel.times(60, i -> acme.use("run-" + i, "operation", 1).statusCode()).succeeded();

    assertThat(statuses).containsOnly(201, 402);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(25);
    assertThat(acme.remaining()).isEqualByComparingTo("0");
  }

  @Test
  void a_batch_says_what_became_of_each() {
    Acme acme = Acme.founded(EVENTS);
    Acme other = Acme.founded(EVENTS);
    acme.use("known", "operation", 1).then().statusCode(201);
    Map<String, Object> unknown = acme.usage("lost", "operation", 1);
    unknown.put("organizationId", Uuids.v7().toString());

    JsonNode results =
        Json.ok(
                platform()
                    .body(
                        Map.of(
                            "records",
                            List.of(
                                acme.usage("a", "operation", 4),
                                other.usage("a", "operation", 2),
                                acme.usage("known", "operation", 1),
                                acme.usage("known", "operation", 2),
                                unknown,
                                acme.usage("big", "operation", 21),
                                acme.usage("a", "operation", 4),
                                acme.usage("last", "operation", 20))))
                    .post("/v1/usage/batch"))
            .get("results");

    assertThat(results).hasSize(8);
    assertResult(results.get(0), "a", "recorded", "20");
    assertResult(results.get(1), "a", "recorded", "23");
    assertResult(results.get(2), "known", "recorded", "24");
    assertThat(results.get(3).get("code").asText()).isEqualTo("conflict");
    assertThat(results.get(4).get("code").asText()).isEqualTo("not-found");
    assertThat(results.get(5).get("code").asText()).isEqualTo("credits-exhausted");
    assertThat(results.get(5).has("nextGrantAt")).isTrue();
    assertResult(results.get(6), "a", "recorded", "20");
    assertResult(results.get(7), "last", "recorded", "0");
    assertThat(other.remaining()).isEqualByComparingTo("23");
  }

  @Test
  void a_batch_of_a_thousand_is_recorded_and_one_more_is_refused() {
    Acme acme = Acme.founded(EVENTS);
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      records.add(acme.usage("run-" + i, "operation", new BigDecimal("0.001")));
    }

    Json.ok(platform().body(Map.of("records", records)).post("/v1/usage/batch"));
    assertThat(acme.remaining()).isEqualByComparingTo("24");

    records.add(acme.usage("one-more", "operation", 1));
    Json.problem(
        platform().body(Map.of("records", records)).post("/v1/usage/batch"),
        400,
        "validation-failed");
  }

  @Test
  void usage_of_an_organization_that_does_not_exist_is_not_found() {
    Acme acme = Acme.founded(EVENTS);
    Map<String, Object> usage = acme.usage("run", "operation", 1);
    usage.put("organizationId", Uuids.v7().toString());

    Json.problem(platform().body(usage).post("/v1/usage"), 404, "not-found");
  }

  @Test
  void attributes_and_time_are_kept() {
    Acme acme = Acme.founded(EVENTS);
    Map<String, Object> usage = acme.usage("run", "operation", 1);
    usage.put("userId", acme.owner.userId());
    usage.put("attributes", Map.of("agent", "cost-report", "steps", List.of(1, 2)));
    usage.put("occurredAt", "2026-11-01T10:00:00+02:00");

    platform().body(usage).post("/v1/usage").then().statusCode(201);

    Map<String, ?> kept =
        DATABASE.single(
            """
            SELECT attributes->>'agent' AS agent, user_id, occurred_at::text AS at
            FROM usage_records WHERE organization_id = ? AND id = 'run'
            """,
            acme.uuid());
    assertThat(kept.get("agent")).isEqualTo("cost-report");
    assertThat(kept.get("user_id")).isEqualTo(acme.owner.userId());
    assertThat(String.valueOf(kept.get("at"))).startsWith("2026-11-01");
  }

  @Test
  void a_bonus_is_given_once() {
    Acme acme = Acme.founded(EVENTS);
    Map<String, Object> bonus =
        Map.of("id", "b1", "organizationId", acme.id, "credits", 12.5, "reason", " Thanks ");

    Response first = platform().body(bonus).post("/v1/credits/grants");
    Response again = platform().body(bonus).post("/v1/credits/grants");

    assertThat(Json.created(first).get("reason").asText()).isEqualTo("Thanks");
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(acme.bucket("bonus")).isEqualByComparingTo("12.5");
    assertThat(acme.remaining()).isEqualByComparingTo("37.5");
    Json.problem(
        platform()
            .body(Map.of("id", "b1", "organizationId", acme.id, "credits", 13, "reason", "Thanks"))
            .post("/v1/credits/grants"),
        409,
        "conflict");
    EVENTS.awaitEvent(
        "credits-granted", acme.id, event -> event.data().get("kind").asText().equals("bonus"));
  }

  private static void assertResult(JsonNode result, String id, String outcome, String remaining) {
    assertThat(result.get("id").asText()).isEqualTo(id);
    assertThat(result.get("outcome").asText()).isEqualTo(outcome);
    assertThat(result.get("remaining").decimalValue()).isEqualByComparingTo(remaining);
  }
}
