package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.RecordedEvent;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@BillingTest
class PlanChangeTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @AfterEach
  void nothing_is_broken_any_more() {
    Stripe.noFaults();
    Stripe.webhooks("normal");
  }

  @Test
  void an_upgrade_is_there_at_once_prorated_with_the_credits_that_belong_to_it() {
    Acme acme = Acme.on(EVENTS, "team", 3);
    JsonNode preview = preview(acme, "business", "month", 5);

    JsonNode upgraded = Json.ok(change(acme, "business", "month", 5));

    assertThat(upgraded.get("plan").asText()).isEqualTo("business");
    assertThat(upgraded.get("features").toString()).contains("byok");
    assertThat(upgraded.at("/seats/committed").asInt()).isEqualTo(5);
    // 600 were there; each of three seats is raised by next to 200, each of two new ones brings 400
    BigDecimal monthly = acme.bucket("monthly");
    assertThat(monthly).isBetween(new BigDecimal("1999"), new BigDecimal("2000"));
    assertThat(preview.get("creditsNow").decimalValue())
        .isCloseTo(monthly.subtract(new BigDecimal("600")), Offset.offset(new BigDecimal("0.1")));
    assertThat(preview.get("creditsPerPeriod").decimalValue()).isEqualByComparingTo("2000");
    assertThat(preview.get("dueAtRenewal").asLong()).isEqualTo(5 * 3_900L);
    long upgrade = paidBeside(acme, 3 * 2_500L);
    assertThat(upgrade).isCloseTo(preview.get("dueNow").asLong(), Offset.offset(5L));
    assertThat(upgrade).isBetween(11_990L, 12_000L);
    JsonNode entitled =
        EVENTS
            .awaitEvent(
                "entitlements-changed",
                acme.id,
                event -> event.data().get("plan").asText().equals("business"))
            .data();
    assertThat(entitled.at("/limits/workspaces").asInt()).isEqualTo(20);
  }

  @Test
  void without_a_number_of_seats_it_is_as_many_as_before_or_the_minimum() {
    Acme acme = Acme.on(EVENTS, "team", 2);

    assertThat(Json.ok(change(acme, "business", "month", null)).at("/seats/purchased").asInt())
        .isEqualTo(5);
  }

  @Test
  void a_declined_card_changes_nothing_and_what_was_wanted_can_still_be_paid() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    payWith(acme, "pm_card_chargeCustomerFail");

    JsonNode problem = Json.problem(change(acme, "business", "month", 5), 402, "payment-failed");

    assertThat(problem.get("payUrl").asText()).startsWith("http");
    assertThat(acme.subscription().get("plan").asText()).isEqualTo("team");
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("400");
    assertThat(EVENTS.allEventsOf(acme.id).stream().filter(PlanChangeTest::isOfBusiness)).isEmpty();

    String invoice = Stripe.subscriptionOf(acme.customer()).get("latest_invoice").asText();
    Stripe.post(
            "/v1/invoices/" + invoice + "/pay",
            Map.of("payment_method", cardOf(acme, "pm_card_visa")))
        .then()
        .statusCode(200);
    until(() -> acme.subscription().get("plan").asText().equals("business"));
    assertThat(acme.subscription().at("/seats/purchased").asInt()).isEqualTo(5);
    assertThat(acme.subscription().at("/seats/committed").asInt()).isEqualTo(5);
    assertThat(acme.bucket("monthly")).isBetween(new BigDecimal("1999"), new BigDecimal("2000"));
  }

  @Test
  void an_upgrade_whose_answer_got_lost_is_made_once() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    Stripe.webhooks("paused");
    Stripe.fault("POST", "/v1/subscriptions", "timeout-after-effect", 1);

    Json.problem(change(acme, "business", "month", 5), 503, "upstream-unavailable");
    until(() -> acme.subscription().get("plan").asText().equals("business"));

    assertThat(Stripe.get("/v1/invoices?customer=" + acme.customer()).get("data")).hasSize(2);
    assertThat(acme.bucket("monthly")).isBetween(new BigDecimal("1999"), new BigDecimal("2000"));
  }

  @Test
  void an_upgrade_that_stripe_failed_at_is_made_after_all() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    Stripe.fault("POST", "/v1/subscriptions", "error-500", 1);

    Json.problem(change(acme, "business", "month", 5), 503, "upstream-unavailable");
    until(() -> acme.subscription().get("plan").asText().equals("business"));

    assertThat(Stripe.get("/v1/invoices?customer=" + acme.customer()).get("data")).hasSize(2);
  }

  @Test
  void less_than_before_begins_at_renewal_only() {
    Acme acme = Acme.on(EVENTS, "business", 6);

    Json.problem(change(acme, "business", "month", 4), 400, "validation-failed");
    Json.problem(change(acme, "business", "year", 5), 409, "conflict");
    JsonNode smaller = Json.ok(change(acme, "team", "month", 6));
    assertThat(smaller.get("plan").asText()).isEqualTo("business");
    assertThat(smaller.at("/scheduledChange/plan").asText()).isEqualTo("team");
    JsonNode fewer = Json.ok(change(acme, "business", "month", 5));
    assertThat(fewer.at("/scheduledChange/plan").asText()).isEqualTo("business");
    assertThat(fewer.at("/seats/scheduled").asInt()).isEqualTo(5);
    assertThat(fewer.at("/seats/purchased").asInt()).isEqualTo(6);
    until(() -> change(acme, "business", "year", 6).statusCode() == 200);
    assertThat(acme.subscription().has("scheduledChange")).isFalse();
    JsonNode shorter = Json.ok(change(acme, "business", "month", 6));
    assertThat(shorter.at("/scheduledChange/interval").asText()).isEqualTo("month");
    assertThat(shorter.get("interval").asText()).isEqualTo("year");
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("2400");
  }

  @Test
  void the_free_plan_is_left_through_the_checkout() {
    Acme acme = Acme.founded(EVENTS);

    Json.problem(change(acme, "team", "month", 1), 402, "payment-required");
    JsonNode preview = preview(acme, "team", "year", 2);
    assertThat(preview.get("dueNow").asLong()).isEqualTo(48_000L);
    assertThat(preview.get("dueAtRenewal").asLong()).isEqualTo(48_000L);
    assertThat(preview.get("creditsNow").decimalValue()).isEqualByComparingTo("400");
    assertThat(preview.get("currency").asText()).isEqualTo("usd");
  }

  @Test
  void the_same_plan_again_is_no_change() {
    Acme acme = Acme.on(EVENTS, "team", 2);

    Json.ok(change(acme, "team", "month", 2));

    assertThat(EVENTS.allEventsOf(acme.id).stream().filter(PlanChangeTest::isSubscription))
        .hasSize(2);
    assertThat(preview(acme, "team", "month", 2).get("dueNow").asLong()).isZero();
  }

  @Test
  void two_changes_at_once_are_one_after_the_other_or_refused() {
    Acme acme = Acme.on(EVENTS, "pro", 1);

    List<Integer> statuses =
        InParallel.all(
                () -> change(acme, "business", "month", 5).statusCode(),
                () -> change(acme, "team", "month", 3).statusCode(),
                () -> seats(acme, Map.of("quantity", 2)).statusCode())
            .succeeded();

    assertThat(statuses).contains(200).isSubsetOf(200, 409);
    JsonNode subscription = acme.subscription();
    JsonNode atStripe = Stripe.subscriptionOf(acme.customer());
    assertThat(atStripe.at("/items/data/0/quantity").asInt())
        .isEqualTo(subscription.at("/seats/purchased").asInt());
    assertThat(atStripe.at("/items/data/0/price/metadata/orgplane_plan").asText())
        .isEqualTo(subscription.get("plan").asText());
  }

  @Test
  void a_key_leads_back_to_the_same_change() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    var body = Map.of("quantity", 3);

    Response first = acme.as().header("Idempotency-Key", "k").body(body).put(acme.billing("seats"));
    Json.ok(seats(acme, Map.of("quantity", 5)));
    Response again = acme.as().header("Idempotency-Key", "k").body(body).put(acme.billing("seats"));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(Json.ok(again).at("/seats/purchased").asInt()).isEqualTo(5);
    assertThat(DATABASE.count("payment_operations WHERE organization_id = ?", acme.uuid()))
        .isEqualTo(3);
  }

  /** What was paid on the other of two invoices. */
  private static long paidBeside(Acme acme, long first) {
    List<Long> paid =
        Json.ok(acme.as().get(acme.billing("invoices")))
            .get("items")
            .valueStream()
            .map(invoice -> invoice.get("amountPaid").asLong())
            .filter(amount -> amount != first)
            .toList();
    assertThat(paid).hasSize(1);
    return paid.getFirst();
  }

  static Response change(Acme acme, String plan, String interval, @Nullable Integer seats) {
    Map<String, Object> body = new HashMap<>();
    body.put("plan", plan);
    body.put("interval", interval);
    if (seats != null) {
      body.put("seats", seats);
    }
    return acme.as().body(body).put(acme.billing("plan"));
  }

  static Response seats(Acme acme, Map<String, ?> body) {
    return acme.as().body(body).put(acme.billing("seats"));
  }

  private static JsonNode preview(Acme acme, String plan, String interval, int seats) {
    return Json.ok(
        acme.as()
            .body(Map.of("plan", plan, "interval", interval, "seats", seats))
            .post(acme.billing("preview")));
  }

  /** The customer pays with another card from now on, as in the portal. */
  static void payWith(Acme acme, String token) {
    String card = cardOf(acme, token);
    Stripe.post(
            "/v1/subscriptions/" + Stripe.subscriptionOf(acme.customer()).get("id").asText(),
            Map.of("default_payment_method", card))
        .then()
        .statusCode(200);
  }

  private static String cardOf(Acme acme, String token) {
    return Json.ok(
            Stripe.post(
                "/v1/payment_methods/" + token + "/attach", Map.of("customer", acme.customer())))
        .get("id")
        .asText();
  }

  private static boolean isOfBusiness(RecordedEvent event) {
    return event.data().path("plan").asText().equals("business");
  }

  private static boolean isSubscription(RecordedEvent event) {
    return event.type().equals("subscription-changed");
  }
}
