package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@BillingTest
class CheckoutTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @AfterEach
  void nothing_is_broken_any_more() {
    Stripe.noFaults();
    Stripe.webhooks("normal");
  }

  @Test
  void a_plan_is_bought_on_stripes_page_and_nothing_rises_before_it_is_paid() {
    Acme acme = Acme.founded(EVENTS);

    JsonNode page = acme.checkout("team", "year", 2);
    assertThat(page.get("url").asText()).startsWith("http");
    assertThat(page.get("sessionId").asText()).startsWith("cs_");
    assertThat(acme.subscription().get("plan").asText()).isEqualTo("starter");

    Stripe.pay(page.get("sessionId").asText());
    until(() -> acme.subscription().get("plan").asText().equals("team"));

    JsonNode subscription = acme.subscription();
    assertThat(subscription.get("interval").asText()).isEqualTo("year");
    assertThat(subscription.at("/seats/purchased").asInt()).isEqualTo(2);
    assertThat(subscription.at("/seats/committed").asInt()).isEqualTo(2);
    assertThat(subscription.at("/seats/policy").asText()).isEqualTo("auto-expand");
    assertThat(subscription.at("/limits/workspaces").asInt()).isEqualTo(5);
    assertThat(subscription.at("/limits/members").isNull()).isTrue();
    assertThat(subscription.at("/paymentMethod/brand").asText()).isEqualTo("visa");
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("400");
    JsonNode paid = EVENTS.awaitEvent("invoice-paid", acme.id).data();
    assertThat(paid.get("amount").asLong()).isEqualTo(2 * 24_000L);
    JsonNode invoice = Json.ok(acme.as().get(acme.billing("invoices"))).at("/items/0");
    assertThat(invoice.get("status").asText()).isEqualTo("paid");
    assertThat(invoice.get("amountPaid").asLong()).isEqualTo(48_000L);
    assertThat(invoice.get("pdfUrl").asText()).startsWith("http");
    assertThat(Instant.parse(invoice.get("createdAt").asText()))
        .isBefore(Instant.now().plusSeconds(60));
  }

  @Test
  void the_free_credits_end_when_the_paid_ones_begin() {
    Acme acme = Acme.founded(EVENTS);
    acme.use("run", "operation", 10).then().statusCode(201);

    acme.buys("pro", "month", 1);

    assertThat(acme.bucket("monthly")).isEqualByComparingTo("100");
    assertThat(acme.bucket("daily")).isEqualByComparingTo("0");
  }

  @Test
  void a_declined_card_buys_nothing() {
    Acme acme = Acme.founded(EVENTS);
    String session = acme.checkout("team", "month", 1).get("sessionId").asText();

    assertThat(Stripe.pay(session, "pm_card_chargeDeclined").statusCode()).isNotEqualTo(200);
    assertThat(acme.subscription().get("plan").asText()).isEqualTo("starter");

    Stripe.pay(session);
    until(() -> acme.subscription().get("plan").asText().equals("team"));
  }

  @Test
  void what_cannot_be_bought_is_refused() {
    Acme acme = Acme.founded(EVENTS);
    acme.joins("developer");
    acme.joins("developer");
    until(() -> acme.subscription().at("/seats/used").asInt() == 3);

    Json.problem(order(acme, "business", "month", 4, null), 400, "validation-failed");
    Json.problem(order(acme, "enterprise", "month", 25, null), 400, "validation-failed");
    Json.problem(order(acme, "starter", "month", 1, null), 400, "validation-failed");
    Json.problem(order(acme, "platinum", "month", 1, null), 400, "validation-failed");
    Json.problem(order(acme, "team", "week", 3, null), 400, "validation-failed");
    Json.problem(order(acme, "team", "month", 0, null), 400, "validation-failed");
    JsonNode few = Json.problem(order(acme, "team", "month", 2, null), 409, "over-limit");
    assertThat(few.at("/overLimit/0/what").asText()).isEqualTo("members");
    assertThat(few.at("/overLimit/0/used").asInt()).isEqualTo(3);
    assertThat(few.at("/overLimit/0/limit").asInt()).isEqualTo(2);
    assertThat(DATABASE.count("payment_operations WHERE organization_id = ?", acme.uuid()))
        .isZero();
  }

  @Test
  void what_is_paid_already_is_changed_and_not_bought_again() {
    Acme acme = Acme.on(EVENTS, "pro", 1);

    Json.problem(order(acme, "team", "month", 1, null), 409, "conflict");
  }

  @Test
  void only_one_page_of_an_organization_can_be_paid() {
    Acme acme = Acme.founded(EVENTS);
    String first = acme.checkout("pro", "month", 1).get("sessionId").asText();
    String second = acme.checkout("team", "month", 1).get("sessionId").asText();

    assertThat(second).isNotEqualTo(first);
    assertThat(Stripe.pay(first, "pm_card_visa").statusCode()).isEqualTo(400);
    Stripe.pay(second);
    until(() -> acme.subscription().get("plan").asText().equals("team"));
    assertThat(Stripe.get("/v1/subscriptions?customer=" + acme.customer()).get("data")).hasSize(1);
  }

  @Test
  void the_same_key_leads_to_the_same_page() {
    Acme acme = Acme.founded(EVENTS);

    List<String> answers =
        InParallel.times(4, i -> order(acme, "team", "month", 2, "key-1").asString()).succeeded();

    assertThat(answers).containsOnly(answers.getFirst());
    assertThat(answers.getFirst()).contains("cs_");
    Json.problem(order(acme, "team", "month", 3, "key-1"), 422, "idempotency-key-reused");
    assertThat(Stripe.get("/v1/checkout/sessions?customer=" + acme.customer()).get("data"))
        .hasSize(1);
  }

  @Test
  void an_answer_that_got_lost_is_found_again() {
    Acme acme = Acme.founded(EVENTS);
    Stripe.fault("POST", "/v1/checkout/sessions", "timeout-after-effect", 1);

    Json.problem(order(acme, "team", "month", 2, "lost"), 503, "upstream-unavailable");
    until(() -> order(acme, "team", "month", 2, "lost").statusCode() == 201);

    assertThat(Stripe.get("/v1/checkout/sessions?customer=" + acme.customer()).get("data"))
        .hasSize(1);
  }

  @Test
  void a_customer_whose_making_got_no_answer_is_made_once() {
    Acme acme = Acme.founded(EVENTS);
    Stripe.fault("POST", "/v1/customers", "timeout-after-effect", 1);

    Json.problem(order(acme, "team", "month", 2, "lost"), 503, "upstream-unavailable");
    until(() -> order(acme, "team", "month", 2, "lost").statusCode() == 201);

    assertThat(customersOf(acme)).hasSize(1);
  }

  /** Another key would let the one that is still on its way have its effect as well. */
  @Test
  void a_question_that_fails_does_not_change_the_key_of_what_is_on_its_way() {
    Acme acme = Acme.founded(EVENTS);
    Stripe.delay("POST", "/v1/customers", 4_000);
    Json.problem(order(acme, "team", "month", 2, "late"), 503, "upstream-unavailable");
    Stripe.fault("GET", "/v1/customers/search", "error-500", 1);
    Json.problem(order(acme, "team", "month", 2, "late"), 503, "upstream-unavailable");

    until(() -> order(acme, "team", "month", 2, "late").statusCode() == 201);

    await()
        .pollDelay(Duration.ofSeconds(3))
        .untilAsserted(() -> assertThat(customersOf(acme)).hasSize(1));
  }

  private static JsonNode customersOf(Acme acme) {
    return Stripe.get("/v1/customers/search?query=metadata['organization']:'" + acme.id + "'")
        .get("data");
  }

  @Test
  void a_failure_of_stripe_is_tried_again_under_another_key() {
    Acme acme = Acme.founded(EVENTS);
    Stripe.fault("POST", "/v1/checkout/sessions", "error-500", 2);

    Json.problem(order(acme, "team", "month", 2, "broken"), 503, "upstream-unavailable");
    until(() -> order(acme, "team", "month", 2, "broken").statusCode() == 201);

    assertThat(
            DATABASE.single(
                "SELECT round, status FROM payment_operations WHERE organization_id = ?",
                acme.uuid()))
        .isEqualTo(Map.of("round", 2, "status", "done"));
  }

  @Test
  void what_a_crash_has_left_in_between_is_taken_up() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    String subscription = Stripe.subscriptionOf(acme.customer()).get("id").asText();
    DATABASE.update(
        """
        INSERT INTO payment_operations (organization_id, id, kind, request, status, next_attempt_at)
        VALUES (?, gen_random_uuid(), 'buy-seats', jsonb_build_object(
          'customer', ?::text, 'subscription', ?::text, 'quantity', 4,
          'prorationAt', floor(extract(epoch FROM clock_timestamp()))::bigint,
          'policy', 'auto-expand', 'ceiling', null), 'open', clock_timestamp() - interval '1 min')
        """,
        acme.uuid(),
        acme.customer(),
        subscription);

    until(() -> acme.subscription().at("/seats/purchased").asInt() == 4);

    assertThat(Stripe.quantityOf(acme.customer())).isEqualTo(4);
    assertThat(acme.subscription().at("/seats/committed").asInt()).isEqualTo(4);
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("800");
  }

  @Test
  void the_portal_is_for_those_who_have_bought() {
    Acme acme = Acme.founded(EVENTS);
    Json.problem(acme.as().post(acme.billing("portal")), 402, "payment-required");

    acme.buys("pro", "month", 1);

    JsonNode portal = Json.created(acme.as().post(acme.billing("portal")));
    assertThat(portal.get("url").asText()).startsWith("http");
  }

  static Response order(Acme acme, String plan, String interval, int seats, @Nullable String key) {
    Map<String, Object> body = new HashMap<>();
    body.put("plan", plan);
    body.put("interval", interval);
    body.put("seats", seats);
    var request = acme.as().body(body);
    return (key == null ? request : request.header("Idempotency-Key", key))
        .post(acme.billing("checkout"));
  }
}
