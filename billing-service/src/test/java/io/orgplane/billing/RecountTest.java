package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static io.orgplane.billing.Acme.until;
import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.SuiteClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@BillingTest
class RecountTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @AfterEach
  void nothing_is_broken_any_more() {
    Stripe.noFaults();
    Stripe.webhooks("normal");
  }

  @Test
  void a_member_beyond_the_seats_buys_one_with_its_credits() {
    Acme acme = Acme.on(EVENTS, "team", 1);

    acme.joins("developer");
    JsonNode recount = awaitRecount(acme, 1);

    assertThat(recount.get("quantity").asInt()).isEqualTo(2);
    assertThat(recount.get("activeCount").asInt()).isEqualTo(2);
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(2);
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("400");
    JsonNode entitled =
        EVENTS
            .awaitEvent(
                "entitlements-changed",
                acme.id,
                event -> event.data().at("/seats/purchased").asInt() == 2)
            .data();
    assertThat(entitled.at("/seats/cap").isNull()).isTrue();
    assertThat(DATABASE.query("SELECT 1 FROM invoices WHERE organization_id = ?", acme.uuid()))
        .hasSize(2);
  }

  @Test
  void a_burst_of_members_is_few_purchases() {
    Acme acme = Acme.on(EVENTS, "team", 1);
    Stripe.delay("POST", "/v1/subscriptions", 500);

    for (int i = 0; i < 30; i++) {
      acme.joins("developer");
    }
    awaitRecount(acme, 30);

    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(31);
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("6200");
    assertThat(
            DATABASE.count(
                "payment_operations WHERE organization_id = ? AND kind = 'expand-seats'",
                acme.uuid()))
        .isLessThanOrEqualTo(6);
  }

  @Test
  void what_is_delivered_three_times_and_older_after_newer_ends_the_same() {
    Acme acme = Acme.on(EVENTS, "team", 1);
    List<OutgoingEvent> history = new ArrayList<>();
    Person bob = aPerson("Bob");
    history.add(acme.activation(bob, "developer", acme.active.incrementAndGet()));
    history.add(acme.activation(aPerson("Carol"), "viewer", acme.active.incrementAndGet()));
    history.add(acme.removal(bob, "developer"));

    for (int i = history.size() - 1; i >= 0; i--) {
      for (int times = 0; times < 3; times++) {
        EVENTS.publish(history.get(i));
      }
    }
    awaitRecount(acme, 3);

    assertThat(acme.subscription().at("/seats/used").asInt()).isEqualTo(2);
    assertThat(acme.subscription().at("/seats/purchased").asInt()).isEqualTo(2);
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(2);
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("400");
    assertThat(
            EVENTS.allEventsOf(acme.id).stream()
                .filter(event -> isAcknowledgement(event, history.get(2))))
        .hasSize(1);
  }

  @Test
  void a_departing_member_leaves_the_seat_until_renewal() {
    Acme acme = Acme.on(EVENTS, "team", 1);
    Person bob = acme.joins("developer");
    awaitRecount(acme, 1);

    EVENTS.publish(acme.removal(bob, "developer"));
    JsonNode recount = awaitRecount(acme, 2);

    assertThat(recount.get("activeCount").asInt()).isEqualTo(1);
    assertThat(recount.get("quantity").asInt()).isEqualTo(2);
    assertThat(acme.subscription().at("/seats/committed").asInt()).isEqualTo(1);
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(2);
    acme.joins("developer");
    awaitRecount(acme, 3);
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("400");
  }

  @Test
  void seats_do_not_grow_beyond_their_ceiling_or_where_they_are_fixed() {
    Acme capped = Acme.on(EVENTS, "team", 1);
    Json.ok(PlanChangeTest.seats(capped, Map.of("policy", "auto-expand", "ceiling", 2)));
    Acme fixed = Acme.on(EVENTS, "team", 1);
    Json.ok(PlanChangeTest.seats(fixed, Map.of("policy", "fixed")));

    for (Acme acme : List.of(capped, fixed)) {
      acme.joins("developer");
      acme.joins("developer");
      awaitRecount(acme, 2);
    }

    assertThat(Stripe.quantityOf(capped.customer())).isEqualTo(2);
    assertThat(Stripe.quantityOf(fixed.customer())).isEqualTo(1);
  }

  @Test
  void on_the_free_plan_members_are_counted_and_nothing_is_bought() {
    Acme acme = Acme.founded(EVENTS);

    acme.joins("developer");
    until(() -> acme.subscription().at("/seats/used").asInt() == 2);

    assertThat(acme.subscription().at("/seats/purchased").asInt()).isEqualTo(1);
    acme.buys("team", "month", 2);
    assertThat(acme.subscription().at("/seats/purchased").asInt()).isEqualTo(2);
  }

  @Test
  void a_recount_whose_answer_got_lost_is_made_once() {
    Acme acme = Acme.on(EVENTS, "team", 1);
    Stripe.webhooks("paused");
    Stripe.fault("POST", "/v1/subscriptions", "timeout-after-effect", 1);

    acme.joins("developer");
    awaitRecount(acme, 1);

    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(2);
    assertThat(Stripe.get("/v1/invoices?customer=" + acme.customer()).get("data")).hasSize(2);
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("400");
  }

  @Test
  void a_seat_that_is_owed_brings_its_credits_when_it_is_paid() {
    Acme acme = Acme.on(EVENTS, "team", 1);
    PlanChangeTest.payWith(acme, "pm_card_chargeCustomerFail");

    acme.joins("developer");
    awaitRecount(acme, 1);
    assertThat(acme.subscription().get("status").asText()).isEqualTo("past_due");
    assertThat(acme.subscription().at("/seats/purchased").asInt()).isEqualTo(2);
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("200");
    Json.problem(PlanChangeTest.change(acme, "business", "month", 5), 402, "payment-required");

    PlanChangeTest.payWith(acme, "pm_card_visa");
    String invoice = Stripe.subscriptionOf(acme.customer()).get("latest_invoice").asText();
    Stripe.post("/v1/invoices/" + invoice + "/pay", Map.of()).then().statusCode(200);
    until(() -> acme.subscription().get("status").asText().equals("active"));
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("400");
  }

  @Test
  void seats_that_stripe_refuses_to_sell_are_asked_for_again_later_and_not_at_once() {
    Acme acme = Acme.on(EVENTS, "team", 1);
    Stripe.fault("POST", "/v1/subscriptions", "error-400", 1);

    acme.joins("developer");
    until(
        () ->
            DATABASE.count(
                    "member_counts WHERE organization_id = ? AND recount_not_before > now()",
                    acme.uuid())
                == 1);

    assertThat(
            DATABASE.query(
                "SELECT status FROM payment_operations WHERE organization_id = ? AND kind = 'expand-seats'",
                acme.uuid()))
        .containsExactly(Map.of("status", "refused"));
  }

  @Test
  void seats_that_are_bought_while_their_period_turns_are_bought_in_the_next_one_at_once() {
    Acme acme = Acme.on(EVENTS, "team", 1);
    Stripe.delay("POST", "/v1/subscriptions", 1_500);

    acme.joins("developer");
    until(
        () ->
            DATABASE.count(
                    "payment_operations WHERE organization_id = ? AND attempts > 0", acme.uuid())
                == 1);
    SuiteClock.advance(Duration.ofDays(32));

    assertThat(awaitRecount(acme, 1).get("quantity").asInt()).isEqualTo(2);
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(2);
  }

  private static JsonNode awaitRecount(Acme acme, long version) {
    return EVENTS
        .awaitEvent(
            "seats-recounted",
            acme.id,
            Duration.ofSeconds(30),
            event -> event.data().get("membershipVersion").asLong() == version)
        .data();
  }

  private static boolean isAcknowledgement(RecordedEvent event, OutgoingEvent cause) {
    return event.type().equals("participant-acknowledged")
        && event.data().get("causeId").asText().equals(cause.id());
  }
}
