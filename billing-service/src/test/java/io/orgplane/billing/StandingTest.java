package io.orgplane.billing;

import static io.orgplane.billing.Acme.until;
import static io.orgplane.billing.PlanChangeTest.change;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.SuiteClock;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Trials, cancellation, debts and the end: how a subscription stands, and what that allows. */
@BillingTest
class StandingTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @AfterEach
  void everything_is_normal_again() {
    Stripe.noFaults();
    Stripe.webhooks("normal");
  }

  /** Time goes on from test to test: what is under way is not signed in a future that never was. */
  @AfterAll
  static void time_is_as_it_was() {
    SuiteClock.reset();
  }

  @Test
  void what_is_canceled_can_be_used_to_its_end_and_falls_back_to_the_free_plan() {
    Acme acme = Acme.on(EVENTS, "team", 2);

    JsonNode canceled = Json.ok(acme.as().post(acme.billing("cancel")));
    assertThat(canceled.get("cancelAtPeriodEnd").asBoolean()).isTrue();
    assertThat(canceled.get("plan").asText()).isEqualTo("team");
    Json.problem(change(acme, "business", "month", 5), 409, "conflict");
    JsonNode preview =
        Json.ok(acme.as().body(Map.of("plan", "starter")).post(acme.billing("preview")));
    assertThat(preview.get("dueAtRenewal").asLong()).isZero();
    RenewalChangeTest.pass(acme, Duration.ofHours(2));

    until(() -> acme.subscription().get("plan").asText().equals("starter"));
    RecordedEvent audit =
        EVENTS.awaitEvent(
            "audit-recorded",
            acme.id,
            event -> event.data().at("/after/cancelAtPeriodEnd").asBoolean());
    assertThat(audit.data().at("/actor/id").asText()).isEqualTo(acme.owner.userId());
    assertThat(audit.data().at("/before/cancelAtPeriodEnd").asBoolean(true)).isFalse();
    assertThat(audit.data().at("/actor/address").asText()).isNotBlank();
  }

  /** That the period is over is enough to go and look, whatever was to become of it. */
  @Test
  void what_is_canceled_or_tried_ends_in_time_though_every_hint_is_lost() {
    Acme canceled = Acme.on(EVENTS, "team", 2);
    Json.ok(canceled.as().post(canceled.billing("cancel")));
    Acme tried = tried("pm_card_visa");
    Stripe.webhooks("lost");

    isNotCompared(tried);
    isNotCompared(canceled);

    RenewalChangeTest.pass(tried, Duration.ofMinutes(20));
    until(() -> tried.subscription().get("status").asText().equals("active"));

    RenewalChangeTest.pass(canceled, Duration.ofMinutes(20));
    until(() -> canceled.subscription().get("plan").asText().equals("starter"));
  }

  /** Nobody looks for the sake of looking, for years. */
  private static void isNotCompared(Acme acme) {
    Acme.DATABASE.update(
        """
        UPDATE subscriptions SET reconciled_at = period_end + interval '10 years'
        WHERE organization_id = ?
        """,
        acme.uuid());
  }

  @Test
  void what_is_resumed_goes_on() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    Json.ok(acme.as().post(acme.billing("cancel")));

    JsonNode resumed = Json.ok(acme.as().post(acme.billing("resume")));

    assertThat(resumed.get("cancelAtPeriodEnd").asBoolean()).isFalse();
    Instant end = acme.periodEnd();
    RenewalChangeTest.pass(acme, Duration.ofHours(2));
    until(() -> acme.periodEnd().isAfter(end));
    assertThat(acme.subscription().get("plan").asText()).isEqualTo("team");
    Json.problem(Acme.founded(EVENTS).as().post(acme.billing("cancel")), 404, "not-found");
    Acme free = Acme.founded(EVENTS);
    Json.problem(free.as().post(free.billing("cancel")), 402, "payment-required");
  }

  @Test
  void an_unpaid_renewal_has_a_grace_with_reminders_then_stops_changes_until_it_is_paid() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    PlanChangeTest.payWith(acme, "pm_card_chargeCustomerFail");
    RenewalChangeTest.pass(acme, Duration.ofHours(2));
    until(() -> acme.subscription().get("status").asText().equals("past_due"));
    EVENTS.awaitEvent("payment-failed", acme.id);
    JsonNode owed = acme.subscription().get("owed");
    Instant since = Instant.parse(owed.get("since").asText());
    assertThat(Instant.parse(owed.get("readOnlyAt").asText()))
        .isEqualTo(since.plus(Duration.ofDays(7)));
    assertThat(acme.subscription().get("readOnly").asBoolean()).isFalse();
    EVENTS.awaitEvent("payment-reminded", acme.id);

    SuiteClock.advance(Duration.ofDays(4));
    EVENTS.awaitEvents("payment-reminded", acme.id, 2);
    SuiteClock.advance(Duration.ofDays(4));
    JsonNode closed =
        EVENTS
            .awaitEvent(
                "entitlements-changed", acme.id, event -> event.data().get("readOnly").asBoolean())
            .data();
    assertThat(closed.get("plan").asText()).isEqualTo("team");
    assertThat(acme.subscription().get("readOnly").asBoolean()).isTrue();
    Json.problem(change(acme, "business", "month", 5), 402, "payment-required");

    PlanChangeTest.payWith(acme, "pm_card_visa");
    String invoice = Stripe.subscriptionOf(acme.customer()).get("latest_invoice").asText();
    Stripe.post("/v1/invoices/" + invoice + "/pay", Map.of()).then().statusCode(200);
    until(() -> acme.subscription().get("status").asText().equals("active"));
    assertThat(acme.subscription().get("readOnly").asBoolean()).isFalse();
    EVENTS.awaitEvent(
        "entitlements-changed",
        acme.id,
        event ->
            event.data().get("version").asLong() > closed.get("version").asLong()
                && !event.data().get("readOnly").asBoolean());
  }

  @Test
  void a_trial_is_had_once_and_becomes_a_subscription_with_all_its_credits() {
    Acme acme = tried("pm_card_visa");
    assertThat(acme.subscription().get("status").asText()).isEqualTo("trialing");
    assertThat(Instant.parse(acme.subscription().get("trialEndsAt").asText()))
        .isBetween(now().plus(Duration.ofDays(13)), now().plus(Duration.ofDays(15)));
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("200");
    acme.use("run", "operation", 150).then().statusCode(201);
    Json.problem(change(acme, "pro", "month", 1), 409, "conflict");

    RenewalChangeTest.pass(acme, Duration.ofHours(2));

    until(() -> acme.subscription().get("status").asText().equals("active"));
    until(() -> acme.bucket("monthly").intValueExact() == 200);
    assertThat(acme.subscription().has("trialEndsAt")).isFalse();
    Stripe.delete("/v1/subscriptions/" + Stripe.subscriptionOf(acme.customer()).get("id").asText());
    until(() -> acme.subscription().get("plan").asText().equals("starter"));
    Json.problem(trial(acme, "pro"), 409, "conflict");
    Json.problem(trial(acme, "team"), 400, "validation-failed");
  }

  @Test
  void a_trial_becomes_a_subscription_without_the_seats_of_those_who_left_during_it() {
    Acme expanding = left(Acme.founded(EVENTS).tries("pro", "year", 1));
    Acme fixed = left(Acme.founded(EVENTS).tries("pro", "year", 1));
    Json.ok(PlanChangeTest.seats(fixed, Map.of("policy", "fixed")));
    JsonNode preview = Json.ok(fixed.as().body(Map.of()).post(fixed.billing("preview")));

    RenewalChangeTest.pass(expanding, Duration.ofMinutes(-5));
    JsonNode asked = EVENTS.awaitEvent("seat-cap-lowering-requested", fixed.id).data();
    assertThat(asked.get("cap").asInt()).isEqualTo(2);
    assertThat(Stripe.quantityOf(fixed.customer())).isEqualTo(3);
    fixed.gateAnswers(asked.get("version").asLong(), 2);

    for (Acme acme : List.of(expanding, fixed)) {
      until(() -> acme.subscription().at("/seats/purchased").asInt() == 2);
      assertThat(acme.subscription().get("status").asText()).isEqualTo("trialing");
    }
    RenewalChangeTest.pass(fixed, Duration.ofHours(2));
    for (Acme acme : List.of(expanding, fixed)) {
      until(() -> acme.subscription().get("status").asText().equals("active"));
      assertThat(RenewalChangeTest.lastInvoice(acme))
          .isEqualTo(preview.get("dueAtRenewal").asLong())
          .isEqualTo(2 * 12 * 1_500L);
      assertThat(acme.bucket("monthly")).isEqualByComparingTo("200");
    }
  }

  /** Two have come and one of them has gone. */
  private static Acme left(Acme acme) {
    var bob = acme.joins("developer");
    acme.joins("developer");
    until(() -> acme.subscription().at("/seats/purchased").asInt() == 3);
    EVENTS.publish(acme.removal(bob, "developer"));
    until(() -> acme.subscription().at("/seats/used").asInt() == 2);
    return acme;
  }

  @Test
  void a_trial_without_a_card_at_its_end_falls_back_to_the_free_plan() {
    Acme acme = tried("pm_card_visa");
    JsonNode cards =
        Stripe.get("/v1/payment_methods?type=card&customer=" + acme.customer()).get("data");
    cards.forEach(
        card ->
            Stripe.post("/v1/payment_methods/" + card.get("id").asText() + "/detach", Map.of())
                .then()
                .statusCode(200));

    RenewalChangeTest.pass(acme, Duration.ofHours(2));

    until(() -> acme.subscription().get("plan").asText().equals("starter"));
  }

  @Test
  void a_larger_plan_ends_the_trial_and_is_paid_at_once() {
    Acme acme = tried("pm_card_visa");
    JsonNode preview =
        Json.ok(
            acme.as()
                .body(Map.of("plan", "team", "interval", "month", "seats", 2))
                .post(acme.billing("preview")));

    JsonNode bought = Json.ok(change(acme, "team", "month", 2));

    assertThat(bought.get("status").asText()).isEqualTo("active");
    assertThat(preview.get("dueNow").asLong()).isEqualTo(5_000L);
    assertThat(RenewalChangeTest.lastInvoice(acme)).isEqualTo(5_000L);
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("400");
  }

  @Test
  void a_deleted_organization_ends_at_stripe_and_is_forgotten_here() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    String customer = acme.customer();

    EVENTS.publish(
        "organization-events",
        "organization-deleted",
        acme.id,
        Map.of("organizationId", acme.id, "deletedBy", acme.owner.userId()));

    until(
        () ->
            Stripe.subscriptionOf(customer).get("status").asText().equals("canceled")
                && forgotten(acme));
  }

  @Test
  void nothing_of_a_refused_change_is_recorded() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    PlanChangeTest.payWith(acme, "pm_card_chargeCustomerFail");
    Json.problem(change(acme, "business", "month", 5), 402, "payment-failed");
    Json.created(acme.as().post(acme.billing("portal")));
    EVENTS.awaitEvent("audit-recorded", acme.id, StandingTest::isOfThePortal);

    List<RecordedEvent> audit =
        EVENTS.allEventsOf(acme.id).stream()
            .filter(event -> event.type().equals("audit-recorded"))
            .toList();
    assertThat(audit).noneMatch(e -> e.data().at("/after/plan").asText().equals("business"));
    assertThat(audit.stream().filter(StandingTest::isOfThePortal)).hasSize(1);
  }

  private static boolean isOfThePortal(RecordedEvent event) {
    return event.data().get("action").asText().equals("billing-portal-opened");
  }

  private static Instant now() {
    return Instant.now().plus(SuiteClock.offset());
  }

  private static boolean forgotten(Acme acme) {
    return List.of("subscriptions", "payment_operations", "invoices", "member_counts").stream()
        .allMatch(
            table -> Acme.DATABASE.count(table + " WHERE organization_id = ?", acme.uuid()) == 0);
  }

  private static Acme tried(String card) {
    Acme acme = Acme.founded(EVENTS);
    Stripe.pay(Json.created(trial(acme, "pro")).get("sessionId").asText(), card)
        .then()
        .statusCode(200);
    until(() -> acme.subscription().get("plan").asText().equals("pro"));
    return acme;
  }

  private static Response trial(Acme acme, String plan) {
    return acme.as()
        .header("Idempotency-Key", Uuids.v7().toString())
        .body(Map.of("plan", plan, "interval", "month", "seats", 2, "trial", true))
        .post(acme.billing("checkout"));
  }
}
