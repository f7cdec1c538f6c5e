package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;

/** Ann buys Team with two seats on Stripe's Checkout page. */
final class BuyingTeam {
  private static final long PRICE_PER_SEAT = 2_500;
  private static final int CREDITS_PER_SEAT = 200;
  private static final int DAILY_CREDITS = 5;

  private final Stage stage;
  private final Caller ann;
  private final Acme acme;

  BuyingTeam(Stage stage, Caller ann, Acme acme) {
    this.stage = stage;
    this.ann = ann;
    this.acme = acme;
  }

  /** The id of the subscription at Stripe, and of the workspace that there is room for now. */
  record Bought(String subscription, String staging) {}

  Bought play() {
    stage.chapter("She buys Team with 2 seats");
    prices();
    String subscription = checkout();
    pool();
    return new Bought(subscription, secondWorkspace());
  }

  private void prices() {
    Step step = stage.step("Anybody may read the prices.");
    Answer plans =
        step.answers(
            200,
            stage.web().send(Web.to(stage.addresses().frontDoor().resolve("/v1/plans")).build()));
    JsonNode team =
        plans.list("plans").stream()
            .filter(plan -> plan.path("name").asText().equals("team"))
            .findFirst()
            .orElseThrow(() -> new StoryBroken("there is no plan team"));
    step.is(
        "a seat of Team is 25.00 a month",
        team.path("prices").path("month").asLong(),
        PRICE_PER_SEAT);
    step.is("and brings 200 credits", team.path("creditsPerSeat").asInt(), CREDITS_PER_SEAT);
  }

  private String checkout() {
    Step step = stage.step("She pays with a card on Stripe's page; the webhook brings the news.");
    Answer session =
        step.answers(
            201,
            ann.post(
                acme.billing("checkout"), Map.of("plan", "team", "interval", "month", "seats", 2)));
    URI page = URI.create(session.text("url"));
    Stripe stripe = new Stripe(stage.addresses(), stage.web());
    step.is("the page opens", stripe.open(page), 200);
    step.answers(200, stripe.pay(session.text("sessionId"), "pm_card_visa"));
    step.event(
        "subscription-changed", acme.id(), value -> value.path("plan").asText().equals("team"));
    step.event(
        "entitlements-changed", acme.id(), value -> value.path("plan").asText().equals("team"));
    step.event("seat-cap-applied", acme.id(), value -> value.path("cap").isNull());
    step.event(
        "invoice-paid", acme.id(), value -> value.path("amount").asLong() == 2 * PRICE_PER_SEAT);
    Answer subscription = step.answers(200, ann.get(acme.billing("subscription")));
    step.is(
        "the plan is Team",
        subscription.text("plan") + " " + subscription.text("status"),
        "team active");
    step.is("2 seats are bought", subscription.body().path("seats").path("purchased").asInt(), 2);
    step.is(
        "further ones come by themselves",
        subscription.body().path("seats").path("policy").asText(),
        "auto-expand");
    step.is(
        "the card is known",
        subscription.body().path("paymentMethod").path("last4").asText(),
        "4242");
    String id = stripe.subscriptionOf(session.text("sessionId"));
    step.is("Stripe bills 2", stripe.quantity(id), 2);
    return id;
  }

  private void pool() {
    Step step = stage.step("The pool holds the credits of both seats.");
    step.event(
        "credits-granted",
        acme.id(),
        value ->
            value.path("kind").asText().equals("monthly")
                && value.path("credits").asInt() == 2 * CREDITS_PER_SEAT);
    step.is(
        "400 for the month and 5 for the day",
        step.answers(200, ann.get(acme.billing("credits"))).body().path("remaining").decimalValue(),
        BigDecimal.valueOf(2 * CREDITS_PER_SEAT + DAILY_CREDITS));
  }

  private String secondWorkspace() {
    Step step = stage.step("And there is room for another workspace.");
    Answer created =
        step.answers(
            201,
            ann.post(acme.at("/workspaces"), Map.of("name", "Staging", "cloudProvider", "aws")));
    step.event(
        "workspace-created", acme.id(), value -> value.path("name").asText().equals("Staging"));
    step.is("it is not the default", created.body().path("default").asBoolean(), false);
    return created.text("id");
  }
}
