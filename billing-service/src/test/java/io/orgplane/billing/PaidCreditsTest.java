package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.SuiteClock;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Credits that cost money: packs beforehand, pay-as-you-go afterwards. */
@BillingTest
class PaidCreditsTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @AfterEach
  void everything_as_it_was() {
    Stripe.noFaults();
    SuiteClock.reset();
  }

  @Test
  void packs_are_paid_and_granted_and_the_feed_knows_by_whom() {
    Acme acme = Acme.on(EVENTS, "team", 1);

    JsonNode bought = Json.created(buy(acme, 2));

    assertThat(bought.get("credits").asInt()).isEqualTo(1_000);
    assertThat(bought.get("amount").asInt()).isEqualTo(9_000);
    assertThat(acme.bucket("add-on")).isEqualByComparingTo("1000");
    JsonNode invoice = Stripe.get("/v1/invoices?customer=" + acme.customer()).at("/data/0");
    assertThat(invoice.get("status").asText()).isEqualTo("paid");
    assertThat(invoice.get("amount_paid").asInt()).isEqualTo(9_000);
    RecordedEvent entry = audit(acme, "add-on-packs-bought");
    assertThat(entry.data().at("/actor/id").asText()).isEqualTo(acme.owner.userId());
    assertThat(entry.data().at("/after/packs").asInt()).isEqualTo(2);
  }

  @Test
  void an_answer_of_the_provider_that_got_lost_takes_the_money_once_and_grants_once() {
    Acme acme = Acme.on(EVENTS, "team", 1);
    long before = paid(acme);
    Stripe.fault("POST", "/v1/invoices", "timeout-after-effect", 1);

    Response first =
        acme.as().header("Idempotency-Key", "k1").body(Map.of("packs", 1)).post(packs(acme));
    assertThat(first.statusCode()).isIn(201, 503);
    until(
        () ->
            acme.as()
                    .header("Idempotency-Key", "k1")
                    .body(Map.of("packs", 1))
                    .post(packs(acme))
                    .statusCode()
                == 201);

    assertThat(acme.bucket("add-on")).isEqualByComparingTo("500");
    assertThat(paid(acme) - before).isEqualTo(4_500);
  }

  @Test
  void a_card_that_is_refused_buys_nothing() {
    Acme acme = Acme.founded(EVENTS);
    Json.problem(buy(acme, 1), 403, "plan-required");
    acme.buys("team", "month", 1);
    Stripe.post(
            "/v1/payment_methods/pm_card_chargeCustomerFail/attach",
            Map.of("customer", acme.customer()))
        .then()
        .statusCode(200);
    JsonNode cards = Stripe.get("/v1/payment_methods?customer=" + acme.customer()).get("data");
    Stripe.post(
            "/v1/subscriptions/" + Stripe.subscriptionOf(acme.customer()).get("id").asText(),
            Map.of("default_payment_method", cards.at("/0/id").asText()))
        .then()
        .statusCode(200);

    Json.problem(buy(acme, 1), 402, "payment-failed");

    assertThat(acme.bucket("add-on")).isEqualByComparingTo("0");
    assertThat(EVENTS.eventsOf(acme.id, "audit-recorded"))
        .noneMatch(event -> event.data().at("/action").asText().equals("add-on-packs-bought"));
  }

  @Test
  void pay_as_you_go_is_off_until_the_owner_wants_it_and_then_goes_up_to_its_cap() {
    Acme acme = Acme.on(EVENTS, "team", 1);
    Json.problem(acme.use("before", "operation", 206), 402, "credits-exhausted");

    JsonNode enabled = Json.ok(payAsYouGo(acme, "{\"enabled\": true}"));
    assertThat(enabled.at("/payAsYouGo/cap").asInt()).isEqualTo(10_000);
    Json.problem(
        payAsYouGo(acme, "{\"enabled\": true, \"monthlyCap\": 99}"), 400, "validation-failed");
    Json.ok(payAsYouGo(acme, "{\"enabled\": true, \"monthlyCap\": 100}"));
    assertThat(audit(acme, "pay-as-you-go-changed").data().at("/after/enabled").asBoolean())
        .isTrue();

    acme.use("within", "operation", 215).then().statusCode(201);
    Json.problem(acme.use("beyond", "operation", 1), 402, "credits-exhausted");
    assertThat(acme.credits().at("/payAsYouGo/spent").asInt()).isEqualTo(100);
    Json.ok(payAsYouGo(acme, "{\"enabled\": true, \"monthlyCap\": null}"));
    acme.use("beyond", "operation", 5_000).then().statusCode(201);
    Json.ok(payAsYouGo(acme, "{\"enabled\": false}"));
    Json.problem(acme.use("off", "operation", 1), 402, "credits-exhausted");
    EVENTS.awaitEvent(
        "credits-threshold-reached",
        acme.id,
        event -> event.data().get("threshold").asInt() == 100);
  }

  @Test
  void it_is_not_for_every_plan() {
    Acme acme = Acme.founded(EVENTS);

    Json.problem(payAsYouGo(acme, "{\"enabled\": true}"), 403, "plan-required");
    assertThat(acme.credits().at("/payAsYouGo/available").asBoolean()).isFalse();
  }

  @Test
  void what_was_metered_is_on_the_provider_once_when_the_period_is_over() {
    Acme acme = Acme.on(EVENTS, "team", 1).metered();
    acme.use("much", "operation", 205 + 25).then().statusCode(201);
    Stripe.fault("POST", "/v1/invoiceitems", "timeout-after-effect", 1);

    SuiteClock.advance(Duration.ofDays(32));

    until(
        () ->
            DATABASE.count(
                    "metered_charges WHERE organization_id = ? AND charged_at IS NOT NULL",
                    acme.uuid())
                == 1);
    JsonNode items = Stripe.get("/v1/invoiceitems?customer=" + acme.customer()).get("data");
    assertThat(
            items
                .valueStream()
                .filter(item -> item.at("/metadata/reference").isTextual())
                .map(item -> item.get("amount").asInt()))
        .containsExactly(250);
    assertThat(audit(acme, "pay-as-you-go-charged").data().at("/after/amount").asInt())
        .isEqualTo(250);
  }

  @Test
  void a_charge_that_cannot_be_made_is_set_aside_for_those_behind_it() {
    Acme withoutCard = Acme.founded(EVENTS);
    owes(withoutCard.id);

    until(() -> isSetAside(withoutCard));

    assertThat(uncharged(withoutCard.id)).isEqualTo(1);
  }

  @Test
  void nobody_is_asked_for_an_organization_that_has_no_subscription_any_more() {
    String nobody = Uuids.v7().toString();
    Acme withoutCard = Acme.founded(EVENTS);
    owes(nobody);
    owes(withoutCard.id);

    until(() -> isSetAside(withoutCard));

    assertThat(
            DATABASE.count(
                "metered_charges WHERE organization_id = ?::uuid AND not_before = '-infinity'",
                nobody))
        .isEqualTo(1);
  }

  private static boolean isSetAside(Acme acme) {
    return DATABASE.count(
            "metered_charges WHERE organization_id = ? AND not_before > now()", acme.uuid())
        == 1;
  }

  private static void owes(String organization) {
    DATABASE.update(
        """
        INSERT INTO metered_charges (organization_id, id, grant_id, credits, amount, currency,
          period_end, owed_at)
        VALUES (?::uuid, ?::uuid, ?::uuid, 1000, 10, 'usd', now(), '-infinity')
        """,
        organization,
        organization,
        organization);
  }

  private static long uncharged(String organization) {
    return DATABASE.count(
        "metered_charges WHERE organization_id = ?::uuid AND charged_at IS NULL", organization);
  }

  private static Response buy(Acme acme, int packs) {
    return acme.as().body(Map.of("packs", packs)).post(packs(acme));
  }

  private static String packs(Acme acme) {
    return acme.billing("add-on-packs");
  }

  private static Response payAsYouGo(Acme acme, String body) {
    return acme.as().body(body).put(acme.billing("pay-as-you-go"));
  }

  private static long paid(Acme acme) {
    return Stripe.get("/v1/invoices?limit=100&customer=" + acme.customer())
        .get("data")
        .valueStream()
        .mapToLong(invoice -> invoice.get("amount_paid").asLong())
        .sum();
  }

  private static RecordedEvent audit(Acme acme, String action) {
    return EVENTS.awaitEvent(
        "audit-recorded", acme.id, event -> event.data().get("action").asText().equals(action));
  }
}
