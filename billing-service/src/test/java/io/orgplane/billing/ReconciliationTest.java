package io.orgplane.billing;

import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orgplane.testing.EventProbe;
import io.orgplane.testing.SuiteClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Members, seats and Stripe are compared though nobody has said anything, and an operator sees. */
@BillingTest
class ReconciliationTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final Duration PAST_THE_NEXT_COMPARISON = Duration.ofHours(7);
  private static final Duration PAST_COMPARING_AGAIN = Duration.ofMinutes(2);

  /**
   * What others have left would be compared too, and may differ. Some of it was compared when time
   * was further on than it is now, and would not be again for months.
   */
  @BeforeEach
  void nothing_differs() {
    Stripe.endAll();
    Acme.DATABASE.update("UPDATE subscriptions SET reconciled_at = 'epoch'");
    SuiteClock.advance(PAST_THE_NEXT_COMPARISON);
    until(ReconciliationTest::allAreCompared);
    SuiteClock.advance(PAST_COMPARING_AGAIN);
    until(() -> drift() == 0);
  }

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
  void a_quantity_that_was_changed_by_hand_is_followed_and_seen_as_drift_until_it_agrees() {
    Acme acme = Acme.on(EVENTS, "team", 3);
    changedByHand(acme, 7);

    SuiteClock.advance(PAST_THE_NEXT_COMPARISON);
    until(() -> drift() == 4);
    until(() -> acme.subscription().at("/seats/purchased").asInt() == 7);

    SuiteClock.advance(PAST_COMPARING_AGAIN);
    until(() -> drift() == 0);
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(7);
  }

  @Test
  void seats_that_were_taken_off_by_hand_below_the_members_are_bought_again() {
    Acme acme = Acme.on(EVENTS, "team", 1);
    acme.joins("developer");
    acme.joins("developer");
    until(() -> acme.subscription().at("/seats/purchased").asInt() == 3);
    changedByHand(acme, 1);

    SuiteClock.advance(PAST_THE_NEXT_COMPARISON);
    until(() -> drift() == 2);
    until(() -> Stripe.quantityOf(acme.customer()) == 3);
    until(() -> acme.subscription().at("/seats/purchased").asInt() == 3);

    SuiteClock.advance(PAST_COMPARING_AGAIN);
    until(() -> drift() == 0);
  }

  @Test
  void an_operator_sees_how_late_hints_are_and_how_long_they_wait_to_be_followed() {
    Acme acme = Acme.on(EVENTS, "team", 1);
    Stripe.webhooks("paused");
    assertThat(PlanChangeTest.seats(acme, Map.of("quantity", 2)).statusCode()).isEqualTo(200);
    SuiteClock.advance(Duration.ofDays(3));
    Stripe.fault("GET", "/v1/subscriptions", "error-500", 1_000);

    Stripe.webhooks("normal");

    until(() -> Metrics.value("orgplane_webhooks_lag_seconds_max") >= 3 * 86_400 - 60);
    until(() -> Metrics.value("orgplane_webhooks_backlog_age_seconds") > 0);
    Stripe.noFaults();
    until(() -> Metrics.value("orgplane_webhooks_backlog_age_seconds") == 0);
  }

  /**
   * In Stripe's own pages, whose notices get lost. Time was moved, so whoever is new is compared at
   * once: a comparison that is still to come would find the change before the next one is due.
   */
  private static void changedByHand(Acme acme, int quantity) {
    until(ReconciliationTest::allAreCompared);
    Stripe.webhooks("lost");
    await()
        .during(Duration.ofMillis(700))
        .atMost(Duration.ofSeconds(30))
        .until(() -> allIsHeard(acme));
    var subscription = Stripe.subscriptionOf(acme.customer());
    Stripe.post(
            "/v1/subscriptions/" + subscription.get("id").asText(),
            Map.of(
                "items[0][id]",
                subscription.at("/items/data/0/id").asText(),
                "items[0][quantity]",
                String.valueOf(quantity)))
        .then()
        .statusCode(200);
    Stripe.webhooks("normal");
  }

  private static boolean allIsHeard(Acme acme) {
    return Acme.DATABASE.count(
            "subscriptions WHERE organization_id = ? AND sync_served < sync_wanted", acme.uuid())
        == 0;
  }

  private static double drift() {
    return Metrics.value("orgplane_seats_drift");
  }

  /** Whether every subscription has been compared within the last hours. */
  private static boolean allAreCompared() {
    Instant now = Instant.now().plus(SuiteClock.offset());
    return Acme.DATABASE.count(
            """
            subscriptions
            WHERE provider_subscription IS NOT NULL AND NOT closing AND reconciled_at < ?
            """,
            now.minus(Duration.ofHours(6)))
        == 0;
  }
}
