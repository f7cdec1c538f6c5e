package io.orgplane.local.story;

import java.util.Map;

/** The team outgrows Team. */
final class UpgradingToBusiness {
  private final Stage stage;
  private final Caller ann;
  private final Acme acme;
  private final String subscription;

  UpgradingToBusiness(Stage stage, Caller ann, Acme acme, String subscription) {
    this.stage = stage;
    this.ann = ann;
    this.acme = acme;
    this.subscription = subscription;
  }

  void play() {
    stage.chapter("She upgrades to Business with 5 seats");
    notOnTeam();
    upgrade();
  }

  private void notOnTeam() {
    Step step = stage.step("An own AWS account is not for Team.");
    Map<String, Object> wanted =
        Map.of(
            "credential",
                Map.of("kind", "role", "roleArn", "arn:aws:iam::222222222222:role/orgplane"),
            "region", "us-east-1",
            "inferenceProfile", "us");
    step.refused(402, "plan-required", ann.put(acme.at("/byok"), wanted));
  }

  private void upgrade() {
    Step step = stage.step("The upgrade is paid at once, prorated, and then in force.");
    step.answers(
        200,
        ann.put(acme.billing("plan"), Map.of("plan", "business", "interval", "month", "seats", 5)));
    step.event("invoice-paid", acme.id(), value -> value.path("amount").asLong() > 5_000);
    step.event(
        "subscription-changed", acme.id(), value -> value.path("plan").asText().equals("business"));
    step.event(
        "entitlements-changed",
        acme.id(),
        value ->
            value.path("plan").asText().equals("business")
                && value.path("features").toString().contains("byok"));
    Answer now = step.answers(200, ann.get(acme.billing("subscription")));
    step.is("the plan is Business", now.text("plan") + " " + now.text("status"), "business active");
    step.is("with 5 seats", now.body().path("seats").path("purchased").asInt(), 5);
    step.is("Stripe bills 5", new Stripe(stage.addresses(), stage.web()).quantity(subscription), 5);
  }
}
