package io.orgplane.billing;

import static io.orgplane.billing.PlanChangeTest.payWith;
import static io.orgplane.billing.PlanChangeTest.seats;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@BillingTest
class SeatsTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @Test
  void seats_are_bought_ahead_and_their_credits_are_there() {
    Acme acme = Acme.on(EVENTS, "team", 2);

    JsonNode more = Json.ok(seats(acme, Map.of("quantity", 4)));

    assertThat(more.at("/seats/purchased").asInt()).isEqualTo(4);
    assertThat(more.at("/seats/committed").asInt()).isEqualTo(4);
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("800");
    JsonNode fewer = Json.ok(seats(acme, Map.of("quantity", 3)));
    assertThat(fewer.at("/seats/scheduled").asInt()).isEqualTo(3);
    assertThat(fewer.at("/seats/purchased").asInt()).isEqualTo(4);
  }

  @Test
  void seats_that_are_not_paid_are_not_there() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    payWith(acme, "pm_card_chargeCustomerFail");

    Json.problem(seats(acme, Map.of("quantity", 4, "policy", "fixed")), 402, "payment-failed");

    assertThat(acme.subscription().at("/seats/purchased").asInt()).isEqualTo(2);
    assertThat(acme.subscription().at("/seats/policy").asText()).isEqualTo("auto-expand");
    EVENTS.awaitEvent("payment-failed", acme.id);
  }

  @Test
  void the_rule_by_which_seats_grow_decides_the_cap() {
    Acme acme = Acme.on(EVENTS, "team", 2);

    Json.ok(seats(acme, Map.of("policy", "fixed")));
    assertThat(cap(acme, 3).asInt()).isEqualTo(2);
    Json.ok(seats(acme, Map.of("policy", "auto-expand", "ceiling", 5)));
    assertThat(cap(acme, 4).asInt()).isEqualTo(5);
    Json.ok(seats(acme, Map.of("ceiling", 6)));
    assertThat(cap(acme, 5).asInt()).isEqualTo(6);
    Json.ok(seats(acme, Map.of("policy", "auto-expand")));
    assertThat(cap(acme, 6).isNull()).isTrue();
    Json.problem(seats(acme, Map.of("ceiling", 1)), 400, "validation-failed");
    Json.problem(seats(acme, Map.of("policy", "fixed", "ceiling", 9)), 400, "validation-failed");
  }

  @Test
  void the_free_plan_has_one_seat() {
    Acme acme = Acme.founded(EVENTS);

    Json.problem(seats(acme, Map.of("quantity", 2)), 403, "plan-required");
    Json.problem(seats(acme, Map.of("policy", "auto-expand")), 403, "plan-required");
  }

  private static JsonNode cap(Acme acme, int version) {
    return EVENTS
        .awaitEvent(
            "entitlements-changed",
            acme.id,
            event -> event.data().get("version").asInt() == version)
        .data()
        .at("/seats/cap");
  }
}
