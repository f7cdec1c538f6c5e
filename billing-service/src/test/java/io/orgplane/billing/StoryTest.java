package io.orgplane.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.Person;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Billing's part of the product's story, from the first purchase to the upgrade. */
@BillingTest
class StoryTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @Test
  void team_is_bought_a_third_member_buys_a_seat_and_business_follows() {
    Acme acme = Acme.founded(EVENTS);

    acme.buys("team", "month", 2);
    JsonNode bought =
        EVENTS
            .awaitEvent(
                "entitlements-changed",
                acme.id,
                event -> event.data().get("plan").asText().equals("team"))
            .data();
    assertThat(bought.at("/limits/workspaces").asInt()).isEqualTo(5);
    assertThat(bought.at("/seats/cap").isNull()).isTrue();
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("400");
    assertThat(acme.remaining()).isEqualByComparingTo("405");
    assertThat(acme.subscription().at("/paymentMethod/last4").asText()).isEqualTo("4242");

    acme.joins("developer");
    Person carol = acme.joins("viewer");
    JsonNode recount =
        EVENTS
            .awaitEvent(
                "seats-recounted", acme.id, event -> event.data().get("quantity").asInt() == 3)
            .data();
    assertThat(recount.get("activeCount").asInt()).isEqualTo(3);
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(3);
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("600");
    assertThat(acme.subscription().at("/seats/committed").asInt()).isEqualTo(2);

    acme.use("run-1", "operation", new BigDecimal("12.5")).then().statusCode(201);
    assertThat(acme.remaining()).isEqualByComparingTo("592.5");

    EVENTS.publish(acme.removal(carol, "viewer"));
    EVENTS.awaitEvent(
        "participant-acknowledged",
        acme.id,
        event -> event.data().get("causeType").asText().equals("member-removed"));
    Acme.until(() -> acme.subscription().at("/seats/used").asInt() == 2);
    assertThat(acme.subscription().at("/seats/purchased").asInt()).isEqualTo(3);

    JsonNode upgraded =
        Json.ok(
            acme.as()
                .body(Map.of("plan", "business", "interval", "month", "seats", 5))
                .put(acme.billing("plan")));
    assertThat(upgraded.get("plan").asText()).isEqualTo("business");
    assertThat(upgraded.at("/seats/purchased").asInt()).isEqualTo(5);
    assertThat(upgraded.get("features").toString()).contains("byok");
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(5);
  }
}
