package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@BillingTest
class ByokUsageTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @Test
  void while_byok_is_active_model_calls_draw_nothing() {
    Acme acme = Acme.founded(EVENTS);
    byok(acme, "byok-activated", 1);
    until(() -> isByok(acme));

    JsonNode own = Json.created(acme.use("llm-1", "llm", 3));
    assertThat(own.get("source").asText()).isEqualTo("byok");
    assertThat(own.get("charged").decimalValue()).isEqualByComparingTo("0");
    assertThat(own.get("remaining").decimalValue()).isEqualByComparingTo("25");
    assertThat(Json.created(acme.use("op-1", "operation", 3)).get("source").asText())
        .isEqualTo("credits");
    assertThat(acme.remaining()).isEqualByComparingTo("22");
    JsonNode told = EVENTS.awaitEvent("usage-recorded", acme.id).data();
    assertThat(told.get("source").asText()).isEqualTo("byok");
    assertThat(told.get("credits").decimalValue()).isEqualByComparingTo("3");
  }

  @Test
  void an_older_word_about_byok_changes_nothing() {
    Acme acme = Acme.founded(EVENTS);
    byok(acme, "byok-activated", 3);
    until(() -> isByok(acme));
    byok(acme, "byok-suspended", 2);
    byok(acme, "byok-activated", 3);
    acme.use("llm-1", "llm", 3).then().statusCode(201);
    assertThat(acme.remaining()).isEqualByComparingTo("25");

    byok(acme, "byok-revoked", 4);
    byok(acme, "byok-activated", 3);
    until(() -> !isByok(acme));

    acme.use("llm-2", "llm", 3).then().statusCode(201);
    assertThat(acme.remaining()).isEqualByComparingTo("22");
  }

  @Test
  void it_pays_while_degraded_and_neither_invalid_nor_expired() {
    Acme acme = Acme.founded(EVENTS);
    byok(acme, "byok-activated", 1);
    until(() -> isByok(acme));

    degraded(acme, 2, "invalid");
    until(() -> !isByok(acme));
    degraded(acme, 3, "degraded");
    until(() -> isByok(acme));
    degraded(acme, 4, "invalid");
    until(() -> !isByok(acme));
    byok(acme, "byok-recovered", 5);
    until(() -> isByok(acme));
    byok(acme, "byok-expired", 6);
    until(() -> !isByok(acme));

    acme.use("llm-1", "llm", 3).then().statusCode(201);
    assertThat(acme.remaining()).isEqualByComparingTo("22");
  }

  @Test
  void usage_is_judged_by_when_it_occurred() {
    Acme acme = Acme.founded(EVENTS);
    byok(acme, "byok-activated", 1);
    until(() -> isByok(acme));
    Instant during = Instant.now();
    byok(acme, "byok-revoked", 2);
    until(() -> !isByok(acme));

    assertThat(source(acme, "before", "2026-06-01T00:00:00Z")).isEqualTo("credits");
    assertThat(source(acme, "during", during.toString())).isEqualTo("byok");
    assertThat(source(acme, "after", Instant.now().toString())).isEqualTo("credits");
    assertThat(acme.remaining()).isEqualByComparingTo("23");
  }

  @Test
  void work_is_paid_by_whoever_paid_when_it_was_reserved() {
    Acme acme = Acme.founded(EVENTS);
    reserve(acme, "on-credits");
    byok(acme, "byok-activated", 1);
    until(() -> isByok(acme));
    reserve(acme, "on-byok");
    byok(acme, "byok-suspended", 2);
    until(() -> !isByok(acme));

    Acme.settle(acme.id + "on-credits", 4).then().statusCode(200);
    Acme.settle(acme.id + "on-byok", 4).then().statusCode(200);

    assertThat(acme.remaining()).isEqualByComparingTo("21");
  }

  @Test
  void a_fallback_is_charged_once_while_byok_is_active_and_owed_beyond_everything() {
    Acme acme = Acme.founded(EVENTS);
    byok(acme, "byok-activated", 1);
    until(() -> isByok(acme));

    fallback(acme, "call-1", 3);
    fallback(acme, "call-1", 3);
    fallback(acme, "call-2", 30);

    until(() -> acme.credits().get("debt").asInt() == 8);
    assertThat(acme.remaining()).isEqualByComparingTo("0");
    assertThat(DATABASE.count("usage_records WHERE organization_id = ?", acme.uuid())).isEqualTo(2);
  }

  private static String source(Acme acme, String id, String occurredAt) {
    Map<String, Object> usage = acme.usage(id, "llm", 1);
    usage.put("occurredAt", occurredAt);
    return Json.created(Acme.platform().body(usage).post("/v1/usage")).get("source").asText();
  }

  private static void reserve(Acme acme, String id) {
    Map<String, Object> wanted = acme.usage(acme.id + id, "llm", 5);
    wanted.put("ttlSeconds", 60);
    Acme.platform().body(wanted).post("/v1/usage/reservations").then().statusCode(201);
  }

  private static void fallback(Acme acme, String id, int credits) {
    EVENTS.publish(
        "byok-events",
        "byok-fallback-used",
        acme.id,
        Map.ofEntries(
            Map.entry("organizationId", acme.id),
            Map.entry("id", id),
            Map.entry("workspaceId", acme.workspace),
            Map.entry("policy", "allow"),
            Map.entry("model", "anthropic.claude-sonnet-4-5-20250929-v1:0"),
            Map.entry("region", "eu-central-1"),
            Map.entry("error", "ThrottlingException"),
            Map.entry("endpoint", "bedrock-runtime.eu-central-1.amazonaws.com"),
            Map.entry("inputTokens", 1_800),
            Map.entry("outputTokens", 400),
            Map.entry("credits", credits)));
  }

  private static void degraded(Acme acme, int version, String status) {
    EVENTS.publish(
        "byok-events",
        "byok-degraded",
        acme.id,
        Map.of(
            "organizationId",
            acme.id,
            "version",
            version,
            "status",
            status,
            "failures",
            List.of(Map.of("check", "identity", "class", "credentials"))));
  }

  private static void byok(Acme acme, String type, int version) {
    EVENTS.publish(
        "byok-events",
        type,
        acme.id,
        type.equals("byok-activated")
            ? Map.of(
                "organizationId", acme.id,
                "version", version,
                "kind", "role",
                "accountId", "123456789012",
                "region", "eu-central-1",
                "inferenceProfile", "eu")
            : Map.of("organizationId", acme.id, "version", version));
  }

  private static boolean isByok(Acme acme) {
    return DATABASE.count("byok_states WHERE organization_id = ? AND active", acme.uuid()) == 1;
  }
}
