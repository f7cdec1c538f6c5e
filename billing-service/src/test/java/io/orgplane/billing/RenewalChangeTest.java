package io.orgplane.billing;

import static io.orgplane.billing.Acme.until;
import static io.orgplane.billing.PlanChangeTest.change;
import static io.orgplane.billing.PlanChangeTest.seats;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.SuiteClock;
import io.orgplane.testing.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is to become less does so when the period is over: plans, intervals and seats. */
@BillingTest
class RenewalChangeTest {

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
  void a_smaller_plan_begins_with_the_next_period_and_stripe_knows_it_beforehand() {
    Acme acme = Acme.on(EVENTS, "business", 5);
    haveWorkspaces(acme, 7);
    until(() -> preview(acme, Map.of("plan", "team")).get("overLimit").size() == 1);
    JsonNode preview = preview(acme, Map.of("plan", "team"));

    Json.ok(change(acme, "team", "month", null));
    JsonNode told = EVENTS.awaitEvent("plan-change-scheduled", acme.id).data();
    until(() -> schedule(acme) != null);

    assertThat(told.at("/overLimit/0/what").asText()).isEqualTo("workspaces");
    assertThat(told.at("/overLimit/0/used").asInt()).isEqualTo(7);
    assertThat(told.at("/overLimit/0/limit").asInt()).isEqualTo(5);
    assertThat(preview.get("dueNow").asLong()).isZero();
    assertThat(acme.subscription().get("plan").asText()).isEqualTo("business");
    pass(acme, Duration.ofHours(2));
    until(() -> acme.subscription().get("plan").asText().equals("team"));
    assertThat(preview.get("overLimit")).isEqualTo(acme.subscription().get("overLimit"));
    assertThat(preview.get("dueAtRenewal").asLong()).isEqualTo(5 * 2_500L);
    until(() -> lastInvoice(acme) == 5 * 2_500L);
    JsonNode allowed =
        EVENTS
            .awaitEvent(
                "entitlements-changed",
                acme.id,
                event -> event.data().get("plan").asText().equals("team"))
            .data();
    assertThat(allowed.get("features").toString()).doesNotContain("byok");
    assertThat(allowed.at("/overLimit/0/used").asInt()).isEqualTo(7);
    until(() -> !acme.subscription().has("scheduledChange"));
  }

  @Test
  void a_scheduled_change_can_be_taken_back_until_it_begins() {
    Acme acme = Acme.on(EVENTS, "business", 5);
    Json.ok(change(acme, "team", "month", null));
    until(() -> schedule(acme) != null);

    JsonNode kept = Json.ok(acme.as().delete(acme.billing("scheduled-change")));

    assertThat(kept.has("scheduledChange")).isFalse();
    until(() -> schedule(acme) == null);
    Instant end = acme.periodEnd();
    pass(acme, Duration.ofHours(2));
    until(() -> acme.periodEnd().isAfter(end));
    assertThat(acme.subscription().get("plan").asText()).isEqualTo("business");
    Json.ok(acme.as().delete(acme.billing("scheduled-change")));
  }

  /** Nobody is told of the renewal: that its time has come is enough to go and look. */
  @Test
  void a_year_becomes_a_month_with_the_next_period_though_every_hint_is_lost() {
    Acme acme = Acme.founded(EVENTS).buys("team", "year", 2);
    Json.ok(change(acme, "team", "month", null));
    until(() -> schedule(acme) != null);

    Stripe.webhooks("lost");
    pass(acme, Duration.ofHours(2));

    until(() -> acme.subscription().get("interval").asText().equals("month"));
    until(() -> lastInvoice(acme) == 2 * 2_500L);
    assertThat(acme.subscription().at("/seats/purchased").asInt()).isEqualTo(2);
  }

  @Test
  void seats_of_members_who_left_go_with_the_next_period_down_to_those_meant_on_purpose() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    acme.joins("developer");
    var carol = acme.joins("viewer");
    var dave = acme.joins("viewer");
    until(() -> acme.subscription().at("/seats/purchased").asInt() == 4);
    EVENTS.publish(acme.removal(carol, "viewer"));
    EVENTS.publish(acme.removal(dave, "viewer"));
    until(() -> acme.subscription().at("/seats/used").asInt() == 2);
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(4);

    pass(acme, Duration.ofMinutes(-5));
    until(() -> schedule(acme) != null);
    assertThat(acme.subscription().at("/seats/purchased").asInt()).isEqualTo(4);
    pass(acme, Duration.ofHours(2));

    until(() -> acme.subscription().at("/seats/purchased").asInt() == 2);
    until(() -> lastInvoice(acme) == 2 * 2_500L);
    assertThat(acme.subscription().at("/seats/committed").asInt()).isEqualTo(2);
  }

  @Test
  void seats_of_members_who_left_are_kept_where_the_owner_wants_as_many_as_there_are() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    acme.joins("developer");
    var carol = acme.joins("viewer");
    until(() -> acme.subscription().at("/seats/purchased").asInt() == 3);
    EVENTS.publish(acme.removal(carol, "viewer"));
    until(() -> acme.subscription().at("/seats/used").asInt() == 2);

    assertThat(dueAtRenewal(acme, Map.of())).isEqualTo(2 * 2_500L);
    assertThat(dueAtRenewal(acme, Map.of("seats", 3))).isEqualTo(3 * 2_500L);
    Json.ok(seats(acme, Map.of("quantity", 3)));
    assertThat(dueAtRenewal(acme, Map.of())).isEqualTo(3 * 2_500L);
    Instant end = acme.periodEnd();
    pass(acme, Duration.ofHours(2));

    until(() -> acme.periodEnd().isAfter(end));
    until(() -> lastInvoice(acme) == 3 * 2_500L);
    assertThat(acme.subscription().at("/seats/purchased").asInt()).isEqualTo(3);
  }

  private static long dueAtRenewal(Acme acme, Map<String, ?> wish) {
    return preview(acme, wish).get("dueAtRenewal").asLong();
  }

  @Test
  void fixed_seats_are_lowered_at_the_gate_first_and_what_it_answers_is_billed() {
    Acme acme = Acme.on(EVENTS, "team", 5);
    Json.ok(seats(acme, Map.of("policy", "fixed")));
    acme.joins("developer");
    acme.joins("developer");
    until(() -> acme.subscription().at("/seats/used").asInt() == 3);
    Json.ok(seats(acme, Map.of("quantity", 3)));
    assertThat(acme.subscription().at("/seats/scheduled").asInt()).isEqualTo(3);

    pass(acme, Duration.ofMinutes(-5));
    JsonNode asked = EVENTS.awaitEvent("seat-cap-lowering-requested", acme.id).data();
    assertThat(asked.get("cap").asInt()).isEqualTo(3);
    acme.joins("developer");
    until(() -> acme.subscription().at("/seats/used").asInt() == 4);
    assertThat(schedule(acme)).isNull();
    acme.gateAnswers(asked.get("version").asLong(), 3);
    until(() -> schedule(acme) != null);
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(5);
    pass(acme, Duration.ofHours(2));

    until(() -> acme.subscription().at("/seats/purchased").asInt() == 4);
    assertThat(acme.subscription().at("/limits/members").asInt()).isEqualTo(4);
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(4);
  }

  @Test
  void a_gate_that_answers_after_the_renewal_is_followed_with_the_money_given_back() {
    Acme acme = Acme.on(EVENTS, "team", 5);
    Json.ok(seats(acme, Map.of("policy", "fixed")));
    Json.ok(seats(acme, Map.of("quantity", 2)));
    Instant end = acme.periodEnd();

    pass(acme, Duration.ofHours(2));
    until(() -> acme.periodEnd().isAfter(end));
    JsonNode asked = EVENTS.awaitEvent("seat-cap-lowering-requested", acme.id).data();
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(5);
    acme.gateAnswers(asked.get("version").asLong(), 2);

    until(() -> acme.subscription().at("/seats/purchased").asInt() == 2);
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(2);
    until(() -> !acme.subscription().has("scheduledChange"));
  }

  @Test
  void a_refusal_of_stripe_raises_the_gate_again() {
    Acme acme = Acme.on(EVENTS, "team", 5);
    Json.ok(seats(acme, Map.of("policy", "fixed")));
    Json.ok(seats(acme, Map.of("quantity", 2)));
    pass(acme, Duration.ofMinutes(-5));
    JsonNode asked = EVENTS.awaitEvent("seat-cap-lowering-requested", acme.id).data();
    Stripe.fault("POST", "/v1/subscription_schedules", "error-400", 1);

    acme.gateAnswers(asked.get("version").asLong(), 2);

    EVENTS.awaitEvent(
        "entitlements-changed",
        acme.id,
        event ->
            event.data().get("version").asLong() > asked.get("version").asLong()
                && event.data().at("/seats/cap").asInt() == 5);
  }

  @Test
  void a_gate_that_kept_more_than_were_bought_has_their_seats_bought() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    Json.ok(seats(acme, Map.of("policy", "fixed")));
    RecordedEvent fixed =
        EVENTS.awaitEvent(
            "entitlements-changed",
            acme.id,
            event ->
                event.data().get("plan").asText().equals("team")
                    && event.data().at("/seats/policy").asText().equals("fixed"));
    acme.joins("developer");
    acme.joins("developer");

    acme.gateAnswers(fixed.data().get("version").asLong(), 2);

    until(() -> acme.subscription().at("/seats/purchased").asInt() == 3);
    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(3);
  }

  private static void haveWorkspaces(Acme acme, int count) {
    for (int i = 0; i < count; i++) {
      EVENTS.publish(
          "organization-events",
          "workspace-created",
          acme.id,
          Map.of(
              "organizationId",
              acme.id,
              "workspaceId",
              Uuids.v7().toString(),
              "name",
              "W" + i,
              "cloudProvider",
              "aws",
              "default",
              i == 0,
              "createdBy",
              acme.owner.userId()));
    }
  }

  private static JsonNode preview(Acme acme, Map<String, ?> wish) {
    return Json.ok(acme.as().body(wish).post(acme.billing("preview")));
  }

  /** The id of the schedule at Stripe, once it has both the period that is and the next one. */
  static @Nullable String schedule(Acme acme) {
    String id = Stripe.subscriptionOf(acme.customer()).path("schedule").asText("");
    boolean none = id.isEmpty() || id.equals("null");
    return none || Stripe.get("/v1/subscription_schedules/" + id).get("phases").size() < 2
        ? null
        : id;
  }

  /** Goes to that long after the end of the period. */
  static void pass(Acme acme, Duration after) {
    Instant now = Instant.now().plus(SuiteClock.offset());
    SuiteClock.advance(Duration.between(now, acme.periodEnd()).plus(after));
  }

  static long lastInvoice(Acme acme) {
    return Stripe.get("/v1/invoices?limit=1&customer=" + acme.customer())
        .at("/data/0/total")
        .asLong();
  }
}
