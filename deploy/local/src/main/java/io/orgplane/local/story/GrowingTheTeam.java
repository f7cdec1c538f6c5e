package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Bob and Carol join; the third seat buys itself. */
final class GrowingTheTeam {
  private final Stage stage;
  private final Caller ann;
  private final Acme acme;
  private final String subscription;

  GrowingTheTeam(Stage stage, Caller ann, Acme acme, String subscription) {
    this.stage = stage;
    this.ann = ann;
    this.acme = acme;
    this.subscription = subscription;
  }

  /** Who is there now. */
  record Joined(Caller bob, Caller carol) {}

  Joined play(String production, String staging) {
    stage.chapter("Bob and Carol join");
    Caller bob = stage.identities().person("Bob");
    Caller carol = stage.identities().person("Carol");
    String toBob = invite(bob, "developer", Map.of("workspaceId", production));
    String toCarol = invite(carol, "viewer", Map.of("workspaceId", staging, "role", "developer"));
    onlyTheInvited(carol, toBob);
    accept(bob, toBob, "developer", 2);
    accept(carol, toCarol, "viewer", 3);
    thirdSeat();
    return new Joined(bob, carol);
  }

  private String invite(Caller whom, String role, Map<String, String> workspace) {
    Mailbox mailbox = new Mailbox(stage.addresses(), stage.web(), whom.email());
    Step step = stage.step("Ann invites %s as %s, with a workspace.".formatted(whom.name(), role));
    Answer invited =
        step.answers(
            201,
            ann.post(
                acme.at("/invitations"),
                Map.of(
                    "emails",
                    List.of(whom.email()),
                    "role",
                    role,
                    "workspaces",
                    List.of(workspace))));
    step.is(
        whom.name() + " is invited",
        invited.body().path("results").path(0).path("outcome").asText(),
        "invited");
    step.event(
        "member-invited", acme.id(), value -> value.path("email").asText().equals(whom.email()));
    Mailbox.Letter letter = mailbox.next("/accept-invitation#token=");
    step.effect("mail \"%s\"".formatted(letter.subject()));
    step.is(
        "its link opens the front door's page",
        letter
            .link()
            .toString()
            .startsWith(stage.addresses().frontDoor() + "/accept-invitation#token="),
        true);
    step.is("the token is in no answer", invited.body().toString().contains(letter.token()), false);
    return letter.token();
  }

  private void onlyTheInvited(Caller carol, String token) {
    Step step = stage.step("Carol cannot use Bob's link.");
    step.refused(
        403,
        "invitation-email-mismatch",
        carol.post("/v1/invitations/accept", Map.of("token", token)));
  }

  private void accept(Caller whom, String token, String role, int membersThen) {
    Step step = stage.step(whom.name() + " accepts.");
    Answer accepted =
        step.answers(200, whom.post("/v1/invitations/accept", Map.of("token", token)));
    step.is("the role is " + role, accepted.text("role"), role);
    step.event(
        "member-activated",
        acme.id(),
        value ->
            value.path("userId").asText().equals(whom.userId())
                && value.path("activeCount").asInt() == membersThen);
    step.event(
        "seats-recounted", acme.id(), value -> value.path("activeCount").asInt() == membersThen);
    Answer again = step.answers(200, whom.post("/v1/invitations/accept", Map.of("token", token)));
    step.is("accepting again answers the same", again.body(), accepted.body());
    step.is(
        "the organization is there at once",
        step.answers(200, whom.get(acme.itself())).text("name"),
        "Acme");
  }

  private void thirdSeat() {
    Step step = stage.step("Carol is the third on two seats: the recount buys hers.");
    Stripe stripe = new Stripe(stage.addresses(), stage.web());
    step.becomes("Stripe bills 3", () -> stripe.quantity(subscription), 3);
    step.becomes("prorated", () -> !stripe.prorations(subscription).isEmpty(), true);
    step.becomes("3 seats are bought", () -> seats("purchased"), 3);
    step.is("and used", seats("used"), 3);
    step.event(
        "credits-granted",
        acme.id(),
        value ->
            value.path("kind").asText().equals("monthly") && value.path("credits").asInt() == 200);
    step.becomes("her 200 credits are in the pool", this::remaining, BigDecimal.valueOf(605));
  }

  private Object seats(String which) {
    JsonNode seats = ann.get(acme.billing("subscription")).body().path("seats");
    return seats.path(which).asInt();
  }

  private Object remaining() {
    return ann.get(acme.billing("credits")).body().path("remaining").decimalValue();
  }
}
