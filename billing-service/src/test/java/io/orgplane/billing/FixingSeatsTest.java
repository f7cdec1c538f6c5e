package io.orgplane.billing;

import static io.orgplane.billing.Acme.until;
import static io.orgplane.billing.PlanChangeTest.seats;
import static io.orgplane.billing.RenewalChangeTest.pass;
import static io.orgplane.billing.RenewalChangeTest.schedule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.SuiteClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Seats that expand are given back by telling Stripe alone, because no gate stands in the way.
 * While it holds fewer for the next period they cannot be fixed: a cap would begin that is above
 * what will be billed.
 */
@BillingTest
class FixingSeatsTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final int BOUGHT = 5;
  private static final int GIVEN_BACK_TO = 3;

  @AfterEach
  void everything_is_normal_again() {
    Stripe.noFaults();
    Stripe.webhooks("normal");
  }

  @AfterAll
  static void time_is_as_it_was() {
    SuiteClock.reset();
  }

  @Test
  void seats_are_not_fixed_while_stripe_holds_fewer_for_the_next_period() {
    Acme acme = givingBack();
    until(() -> schedule(acme) != null);

    List<Map<String, ?>> wishes =
        List.of(
            Map.of("policy", "fixed"),
            Map.of("policy", "fixed", "quantity", GIVEN_BACK_TO),
            Map.of("policy", "fixed", "quantity", BOUGHT - 1),
            Map.of("policy", "fixed", "quantity", BOUGHT));
    for (Map<String, ?> wish : wishes) {
      JsonNode problem = Json.problem(seats(acme, wish), 409, "conflict");
      assertThat(problem.get("detail").asText()).as("%s", wish).contains("scheduled change back");
    }

    assertThat(acme.subscription().at("/seats/policy").asText()).isEqualTo("auto-expand");
    assertThat(acme.subscription().at("/seats/scheduled").asInt()).isEqualTo(GIVEN_BACK_TO);
    assertNoCapAboveWhatIsBilled(acme, BOUGHT);
    pass(acme, Duration.ofHours(2));
    until(() -> acme.subscription().at("/seats/purchased").asInt() == GIVEN_BACK_TO);
    Json.ok(seats(acme, Map.of("policy", "fixed")));
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(GIVEN_BACK_TO);
    awaitCap(acme, GIVEN_BACK_TO);
    assertNoCapAboveWhatIsBilled(acme, GIVEN_BACK_TO);
  }

  /** Before Stripe has answered nobody knows what it holds. */
  @Test
  void nor_while_it_is_not_known_whether_it_holds_fewer() {
    Acme acme = Acme.on(EVENTS, "team", BOUGHT);
    Stripe.fault("POST", "/v1/subscription_schedules", "timeout-after-effect", 2);
    Json.ok(seats(acme, Map.of("quantity", GIVEN_BACK_TO)));
    until(() -> isOpen(acme, "renew-as"));

    Json.problem(seats(acme, Map.of("policy", "fixed")), 409, "conflict");

    until(() -> !isOpen(acme, "renew-as"));
    Json.problem(seats(acme, Map.of("policy", "fixed")), 409, "conflict");
    assertThat(schedule(acme)).isNotNull();
    assertNoCapAboveWhatIsBilled(acme, BOUGHT);
  }

  @Test
  void they_are_fixed_once_what_was_scheduled_is_taken_back_and_stripe_knows_it() {
    Acme acme = givingBack();
    until(() -> schedule(acme) != null);
    Stripe.fault("POST", "/v1/subscription_schedules", "error-500", 2);
    Json.ok(acme.as().delete(acme.billing("scheduled-change")));
    Json.problem(seats(acme, Map.of("policy", "fixed")), 409, "conflict");

    until(() -> schedule(acme) == null);
    until(() -> seats(acme, Map.of("policy", "fixed")).statusCode() == 200);

    awaitCap(acme, BOUGHT);
    pass(acme, Duration.ofHours(2));
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(BOUGHT);
    assertNoCapAboveWhatIsBilled(acme, BOUGHT);
  }

  /** The purchase takes the place of what was scheduled, at Stripe too. */
  @Test
  void more_seats_are_bought_and_fixed_at_once_with_the_money_first() {
    Acme acme = givingBack();
    until(() -> schedule(acme) != null);

    Json.ok(seats(acme, Map.of("policy", "fixed", "quantity", BOUGHT + 1)));

    assertThat(schedule(acme)).isNull();
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(BOUGHT + 1);
    awaitCap(acme, BOUGHT + 1);
    pass(acme, Duration.ofHours(2));
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(BOUGHT + 1);
    assertNoCapAboveWhatIsBilled(acme, BOUGHT + 1);
  }

  private static Acme givingBack() {
    Acme acme = Acme.on(EVENTS, "team", BOUGHT);
    Json.ok(seats(acme, Map.of("quantity", GIVEN_BACK_TO)));
    return acme;
  }

  private static boolean isOpen(Acme acme, String kind) {
    return Acme.DATABASE.count(
            "payment_operations WHERE organization_id = ? AND kind = ? AND status = 'open'",
            acme.uuid(),
            kind)
        == 1;
  }

  private static void awaitCap(Acme acme, int cap) {
    EVENTS.awaitEvent(
        "entitlements-changed", acme.id, event -> event.data().at("/seats/cap").asInt() == cap);
  }

  /** In all that the gate was ever told since the plan was bought. */
  private static void assertNoCapAboveWhatIsBilled(Acme acme, int billed) {
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(billed);
    assertThat(
            EVENTS.eventsOf(acme.id).stream()
                .filter(event -> event.type().equals("entitlements-changed"))
                .filter(event -> event.data().get("plan").asText().equals("team"))
                .map(event -> event.data().at("/seats/cap"))
                .filter(cap -> !cap.isNull()))
        .allMatch(cap -> cap.asInt() <= billed);
  }
}
