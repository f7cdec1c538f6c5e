package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
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
