package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.net.Webhook;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.SuiteClock;
import io.orgplane.testing.Uuids;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

@BillingTest
class WebhookTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @AfterEach
  void everything_is_normal_again() {
    Stripe.webhooks("normal");
    SuiteClock.reset();
  }

  @TestFactory
  Stream<DynamicTest> what_stripe_has_not_signed_is_refused() {
    Acme acme = Acme.on(EVENTS, "pro", 1);
    String payload = event(acme, "evt_" + Uuids.v7());
    long now = Instant.now().getEpochSecond();
    Map<String, @Nullable String> signatures = new LinkedHashMap<>();
    signatures.put("none", null);
    signatures.put("empty", "");
    signatures.put("nonsense", "x");
    signatures.put("no time", "v1=" + "0".repeat(64));
    signatures.put("no signature", "t=" + now);
    signatures.put("no value", "t,v1");
    signatures.put("a time that is none", "t=soon,v1=" + "0".repeat(64));
    signatures.put("a forged one", "t=" + now + ",v1=" + "0".repeat(64));
    signatures.put("another secret", signed(payload, "whsec_other", now));
    signatures.put("another body", signed(payload + " ", StripeResource.WEBHOOK_SECRET, now));
    signatures.put("301 seconds old", signed(payload, StripeResource.WEBHOOK_SECRET, now - 310));
    signatures.put(
        "the old scheme",
        signed(payload, StripeResource.WEBHOOK_SECRET, now).replace("v1=", "v0="));
    return signatures.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> {
                      assertThat(send(payload, each.getValue()).statusCode()).isEqualTo(400);
                      assertThat(send(payload, each.getValue()).asString())
                          .contains("validation-failed");
                      assertThat(remembered(payload)).isZero();
                    }));
  }

  @Test
  void what_is_signed_and_makes_no_sense_is_refused() {
    for (String payload : List.of("", "{", "[]", "1", "{}", "{\"id\": 1, \"type\": 2}", "null")) {
      assertThat(sendSigned(payload).statusCode()).as(payload).isEqualTo(400);
    }
  }

  @Test
  void a_hint_about_somebody_elses_customer_is_taken_and_changes_nothing() {
    String id = "evt_" + Uuids.v7();
    assertThat(
            sendSigned(
                    "{\"id\": \"%s\", \"type\": \"customer.updated\", \"data\": {\"object\": {\"object\": \"customer\", \"id\": \"cus_other\"}}}"
                        .formatted(id))
                .statusCode())
        .isEqualTo(204);
    assertThat(
            sendSigned("{\"id\": \"evt_b%s\", \"type\": \"balance.available\"}".formatted(id))
                .statusCode())
        .isEqualTo(204);
    assertThat(DATABASE.count("webhook_events WHERE id = ? AND organization_id IS NULL", id))
        .isEqualTo(1);
  }

  @Test
  void the_same_hint_is_followed_once() {
    Acme acme = Acme.on(EVENTS, "pro", 1);
    String payload = event(acme, "evt_" + Uuids.v7());
    Stripe.webhooks("paused");
    AtomicLong last = new AtomicLong();
    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(20))
        .until(() -> last.getAndSet(wanted(acme)) == last.get());
    long before = wanted(acme);

    for (int i = 0; i < 3; i++) {
      assertThat(sendSigned(payload).statusCode()).isEqualTo(204);
    }

    assertThat(wanted(acme)).isEqualTo(before + 1);
  }

  @Test
  void hints_in_reverse_twice_each_or_late_end_in_the_same_state() {
    Stripe.webhooks("reversed");
    Acme reversed = Acme.on(EVENTS, "team", 2);
    Stripe.webhooks("duplicated");
    Acme duplicated = Acme.on(EVENTS, "team", 2);
    Stripe.webhooks("paused");
    Acme late = Acme.founded(EVENTS);
    Stripe.pay(late.checkout("team", "month", 2).get("sessionId").asText());
    SuiteClock.advance(Duration.ofDays(3));
    assertThat(late.subscription().get("plan").asText()).isEqualTo("starter");
    Stripe.webhooks("normal");
    until(() -> late.subscription().get("plan").asText().equals("team"));

    for (Acme acme : List.of(reversed, duplicated, late)) {
      assertThat(acme.subscription().at("/seats/purchased").asInt()).isEqualTo(2);
      assertThat(acme.bucket("monthly")).isEqualByComparingTo("400");
      assertThat(told(acme, "subscription-changed")).hasSize(2);
      assertThat(told(acme, "entitlements-changed")).hasSize(2);
      assertThat(told(acme, "invoice-paid")).hasSize(1);
    }
  }

  @Test
  void a_subscription_that_ended_falls_back_to_the_free_plan() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    String subscription = Stripe.subscriptionOf(acme.customer()).get("id").asText();

    Stripe.delete("/v1/subscriptions/" + subscription);
    until(() -> acme.subscription().get("plan").asText().equals("starter"));

    assertThat(acme.subscription().at("/seats/purchased").asInt()).isEqualTo(1);
    assertThat(acme.subscription().at("/seats/policy").asText()).isEqualTo("fixed");
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("20");
    acme.buys("pro", "month", 1);
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("100");
  }

  @Test
  void a_renewal_brings_the_next_months_credits() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    acme.use("run", "operation", 100).then().statusCode(201);
    String end = acme.subscription().at("/currentPeriod/end").asText();

    SuiteClock.advance(Duration.between(Instant.now(), Instant.parse(end)).plusHours(2));
    until(() -> acme.subscription().at("/currentPeriod/start").asText().equals(end));

    until(() -> acme.bucket("monthly").intValueExact() == 400);
    // of the first 400, what the day's 5 did not cover is gone, and the rest rolls over for a month
    assertThat(acme.bucket("rollover")).isEqualByComparingTo("305");
    assertThat(acme.remaining()).isEqualByComparingTo("710");
  }

  private static List<RecordedEvent> told(Acme acme, String type) {
    return EVENTS.allEventsOf(acme.id).stream().filter(event -> event.type().equals(type)).toList();
  }

  private static long wanted(Acme acme) {
    return DATABASE.count(
        "generate_series(1, (SELECT sync_wanted FROM subscriptions WHERE organization_id = ?))",
        acme.uuid());
  }

  private static long remembered(String payload) {
    return DATABASE.count("webhook_events WHERE id = ?", Json.parse(payload).get("id").asText());
  }

  private static String event(Acme acme, String id) {
    return """
        {"id": "%s", "object": "event", "type": "customer.subscription.updated",
         "data": {"object": {"object": "subscription", "customer": "%s", "status": "canceled"}}}
        """
        .formatted(id, acme.customer());
  }

  private static Response sendSigned(String payload) {
    return send(
        payload, signed(payload, StripeResource.WEBHOOK_SECRET, Instant.now().getEpochSecond()));
  }

  private static Response send(String payload, @Nullable String signature) {
    var request =
        RestAssured.given()
            .contentType("application/json; charset=utf-8")
            .body(payload.getBytes(StandardCharsets.UTF_8));
    return (signature == null ? request : request.header("Stripe-Signature", signature))
        .post("/v1/webhooks/stripe");
  }

  private static String signed(String payload, String secret, long time) {
    try {
      String signature = Webhook.Util.computeHmacSha256(secret, time + "." + payload);
      return "t=" + time + ",v1=" + signature;
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
