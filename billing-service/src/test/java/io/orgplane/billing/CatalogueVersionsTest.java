package io.orgplane.billing;

import static io.orgplane.billing.Acme.until;
import static io.orgplane.billing.PlanChangeTest.change;
import static io.orgplane.billing.PlanChangeTest.seats;
import static io.orgplane.billing.RenewalChangeTest.lastInvoice;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.SuiteClock;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Another version of the price list begins: 2040-01, in which a seat costs a dollar more. */
@BillingTest
class CatalogueVersionsTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final Instant NEW_YEAR = Instant.parse("2040-01-01T00:00:00Z");

  @AfterAll
  static void time_is_as_it_was() {
    Stripe.endAll();
    SuiteClock.reset();
  }

  @Test
  void a_subscription_keeps_its_version_until_a_change_moves_it() {
    Stripe.endAll();
    goTo(NEW_YEAR.minus(Duration.ofDays(10)));
    Acme kept = Acme.on(EVENTS, "team", 2);
    Acme moved = Acme.on(EVENTS, "team", 2);
    assertThat(version(kept)).isEqualTo("2026-03");

    goTo(NEW_YEAR.plus(Duration.ofHours(1)));
    assertThat(Json.ok(RestAssured.get("/v1/plans")).get("version").asText()).isEqualTo("2040-01");
    Json.ok(seats(kept, Map.of("quantity", 3)));
    JsonNode upgraded = Json.ok(change(moved, "business", "month", 5));

    assertThat(upgraded.get("catalogueVersion").asText()).isEqualTo("2040-01");
    assertThat(version(kept)).isEqualTo("2026-03");
    Acme later = Acme.on(EVENTS, "team", 1);
    assertThat(version(later)).isEqualTo("2040-01");
    assertThat(lastInvoice(later)).isEqualTo(2_600L);

    Instant end = kept.periodEnd();
    goTo(end.plus(Duration.ofHours(2)));
    until(() -> kept.periodEnd().isAfter(end));
    until(() -> lastInvoice(kept) == 3 * 2_500L);
    assertThat(version(kept)).isEqualTo("2026-03");
    until(() -> lastInvoice(moved) == 5 * 4_000L);
  }

  private static String version(Acme acme) {
    return acme.subscription().get("catalogueVersion").asText();
  }

  private static void goTo(Instant time) {
    SuiteClock.advance(Duration.between(Instant.now().plus(SuiteClock.offset()), time));
  }
}
