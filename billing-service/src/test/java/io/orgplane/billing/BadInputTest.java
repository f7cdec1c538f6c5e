package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orgplane.testing.Caller;
import io.orgplane.testing.EventProbe;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is malformed is refused with a code, and changes nothing. */
@BillingTest
class BadInputTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final String HUGE = "x".repeat(10_000);
  private static final String NUL = "a\\u0000b";

  /** Values that hardly any field takes, by what is wrong with them; JSON as text. */
  private static final List<String> ODD_VALUES =
      List.of(
          "\"" + HUGE + "\"",
          "\"" + NUL + "\"",
          "\"\"",
          "\" \"",
          "\"1\"",
          "true",
          "-1",
          "1.5e300",
          "1e999999999",
          "0.00001",
          "99999999999999999999",
          "[]",
          "{}",
          "[{\"a\": 1}]");

  @TestFactory
  Stream<DynamicTest> a_body_that_is_none_is_refused() {
    Acme acme = Acme.founded(EVENTS);
    List<String> bodies =
        List.of("", "null", "[]", "1", "\"text\"", "{", "{\"a\": 1", "{} {}", "{\"credits\": }");
    return Route.withBody().stream()
        .flatMap(
            route ->
                bodies.stream()
                    .map(
                        body ->
                            DynamicTest.dynamicTest(
                                route + " " + body, () -> refused(acme, route, body))));
  }

  @TestFactory
  Stream<DynamicTest> an_unknown_field_is_refused() {
    Acme acme = Acme.founded(EVENTS);
    return Route.withBody().stream()
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      ObjectNode body = (ObjectNode) Json.parse(route.body(acme.id));
                      refused(acme, route, body.put("unheardOf", 1).toString());
                    }));
  }

  /** Each field of each route with each odd value: refused, or harmless, and never a 500. */
  @TestFactory
  Stream<DynamicTest> an_odd_value_in_any_field_is_refused() {
    Acme acme = Acme.founded(EVENTS);
    return Route.withBody().stream()
        .flatMap(
            route ->
                oddBodies(route.body(acme.id)).entrySet().stream()
                    .map(
                        odd ->
                            DynamicTest.dynamicTest(
                                route + " " + odd.getKey(),
                                () -> {
                                  String before = state(acme);
                                  Response answer = send(acme, route, odd.getValue());
                                  assertThat(answer.statusCode())
                                      .as(answer.asString())
                                      .isBetween(400, 499);
                                  assertThat(Json.parse(answer.asString()).get("code").asText())
                                      .isNotEmpty();
                                  assertThat(state(acme)).isEqualTo(before);
                                })));
  }

  @Test
  void usage_that_breaks_a_limit_is_refused() {
    Acme acme = Acme.founded(EVENTS);
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("id", "\"a b\"");
    bad.put("kind", "\"LLM\"");
    bad.put("userId", "\"a b\"");
    bad.put("workspaceId", "\"1-1-1-1-1\"");
    bad.put("credits", "0.0001");
    bad.put("occurredAt", "\"yesterday\"");
    bad.put("attributes", "{\"a\": \"" + "x".repeat(4_096) + "\"}");
    bad.put("organizationId", "null");
    bad.forEach(
        (field, value) -> {
          ObjectNode body = usage(acme);
          body.set(field, Json.parse(value));
          JsonNode problem =
              Json.problem(
                  Acme.platform().body(body.toString()).post("/v1/usage"),
                  400,
                  "validation-failed");
          assertThat(problem.at("/violations/0/field").asText()).isEqualTo(field);
        });
    for (String time :
        List.of(
            "1000000000",
            "2020-01-01T00:00:00Z",
            "2999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z")) {
      Json.problem(
          Acme.platform().body(usage(acme).put("occurredAt", time).toString()).post("/v1/usage"),
          400,
          "validation-failed");
    }
    Json.problem(
        Acme.platform()
            .body(usage(acme).toString().replace("}", ", \"attributes\": {\"a\": \"\\u0000\"}}"))
            .post("/v1/usage"),
        400,
        "validation-failed");
    assertThat(acme.remaining()).isEqualByComparingTo("25");
  }

  @Test
  void odd_attributes_are_kept_as_they_are() {
    Acme acme = Acme.founded(EVENTS);
    String attributes = "{\"a\": [1e400, -0.0, null, {\"ü\": \"😀\"}], \"\": \"\"}";

    Acme.platform()
        .body(usage(acme).toString().replace("}", ", \"attributes\": " + attributes + "}"))
        .post("/v1/usage")
        .then()
        .statusCode(201);
  }

  @Test
  void bad_pages_are_refused() {
    Acme acme = Acme.founded(EVENTS);
    for (String list : List.of("credits/ledger", "invoices")) {
      for (String limit : List.of("0", "-1", "201", "ten")) {
        Json.problem(
            acme.as().queryParam("limit", limit).get(acme.billing(list)), 400, "validation-failed");
      }
      for (String cursor :
          List.of("x", "!!", "AAAA", "bm8taWQ", "AB8C", "H0E", "a".repeat(3_000))) {
        Json.problem(
            acme.as().queryParam("cursor", cursor).get(acme.billing(list)),
            400,
            "validation-failed");
      }
    }
  }

  @Test
  void a_bad_idempotency_key_is_refused() {
    Acme acme = Acme.founded(EVENTS);
    for (String key : List.of("x".repeat(256), "a\tb")) {
      Json.problem(
          acme.as()
              .header("Idempotency-Key", key)
              .body(Map.of("plan", "team", "interval", "month", "seats", 2))
              .post(acme.billing("checkout")),
          400,
          "validation-failed");
    }
  }

  private static ObjectNode usage(Acme acme) {
    return (ObjectNode)
        Json.parse(
            "{\"id\": \"run\", \"organizationId\": \"%s\", \"workspaceId\": \"%s\", \"kind\": \"llm\", \"credits\": 1}"
                .formatted(acme.id, acme.workspace));
  }

  private static Map<String, String> oddBodies(String good) {
    Map<String, String> odd = new LinkedHashMap<>();
    ObjectNode body = (ObjectNode) Json.parse(good);
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      for (String value : ODD_VALUES) {
        if (!isTaken(field, value)) {
          String shortened = value.length() > 40 ? value.substring(0, 10) + "…" : value;
          String marker = "\"@\"";
          String template = body.deepCopy().put(field.getKey(), "@").toString();
          odd.put(field.getKey() + " = " + shortened, template.replace(marker, value));
        }
      }
    }
    return odd;
  }

  /** Some odd values are all right in some fields. */
  private static boolean isTaken(Map.Entry<String, JsonNode> field, String value) {
    return switch (field.getKey()) {
      case "id", "reason" -> value.equals("\"1\"");
      default -> false;
    };
  }

  private static void refused(Acme acme, Route route, String body) {
    String before = state(acme);
    Response answer = send(acme, route, body);
    Json.problem(answer, 400, "validation-failed");
    assertThat(state(acme)).isEqualTo(before);
  }

  private static Response send(Acme acme, Route route, String body) {
    RequestSpecification caller = route.isOfOrganization() ? acme.as() : Caller.asPlatformService();
    return route.send(caller.contentType("application/json").body(body), acme.id);
  }

  private static String state(Acme acme) {
    return DATABASE
        .single(
            """
            SELECT (SELECT count(*) FROM credit_ledger WHERE organization_id = s.organization_id),
              (SELECT count(*) FROM usage_records WHERE organization_id = s.organization_id),
              (SELECT count(*) FROM reservations WHERE organization_id = s.organization_id),
              (SELECT count(*) FROM payment_operations WHERE organization_id = s.organization_id),
              s.version
            FROM subscriptions s WHERE organization_id = ?
            """,
            acme.uuid())
        .toString();
  }
}
