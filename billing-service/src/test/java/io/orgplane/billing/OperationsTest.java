package io.orgplane.billing;

import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator, and a developer of a client, has to go by. */
@BillingTest
class OperationsTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @AfterEach
  void nothing_is_broken_any_more() {
    Stripe.noFaults();
  }

  @Test
  void it_is_alive_ready_and_started() {
    for (String probe : List.of("live", "ready", "started")) {
      assertThat(Json.ok(RestAssured.get("/q/health/" + probe)).get("status").asText())
          .isEqualTo("UP");
    }
  }

  @Test
  void an_operator_sees_what_waits_for_stripe_and_since_when() {
    Acme acme = Acme.founded(EVENTS);
    Stripe.fault("POST", "/v1/customers", "error-500", 4);
    Json.problem(
        CheckoutTest.order(acme, "team", "month", 2, "waits"), 503, "upstream-unavailable");

    until(() -> Metrics.value("orgplane_payment_operations_open") >= 1);
    assertThat(Metrics.value("orgplane_payment_operations_age_seconds")).isPositive();

    Stripe.noFaults();
    until(() -> Metrics.value("orgplane_payment_operations_open") == 0);
    assertThat(RestAssured.get("/q/metrics").asString()).contains("orgplane_stripe_calls_seconds");
  }

  @Test
  void every_route_is_described() {
    JsonNode document = Json.ok(RestAssured.given().queryParam("format", "json").get("/q/openapi"));
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (path.getKey().startsWith("/v1/")) {
          assertThat(operation.getValue().path("summary").asText())
              .as(operation.getKey() + " " + path.getKey())
              .isNotBlank();
        }
      }
    }
    assertThat(document.at("/components/schemas/Credits/type").asText()).isEqualTo("number");
  }
}
