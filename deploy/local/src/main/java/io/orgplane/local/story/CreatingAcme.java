package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Ann makes an organization by hand, uses it at once everywhere, and meets the limits of Starter.
 */
final class CreatingAcme {
  private final Stage stage;
  private final Caller ann;

  CreatingAcme(Stage stage, Caller ann) {
    this.stage = stage;
    this.ann = ann;
  }

  /** What the next chapters build on. */
  record Started(Acme acme, String production) {}

  Started play() {
    stage.chapter("She creates \"Acme\"");
    Acme acme = create();
    useEverywhere(acme);
    String production = firstWorkspace(acme);
    oneSeatOnly(acme);
    return new Started(acme, production);
  }

  private Acme create() {
    Step step = stage.step("Every service knows it when the answer is there.");
    Answer created =
        step.answers(
            201,
            ann.post(
                "/v1/organizations", Map.of("name", "Acme", "description", "Cloud operations")));
    Acme acme = new Acme(created.text("id"));
    step.event(
        "organization-created", acme.id(), value -> value.path("name").asText().equals("Acme"));
    for (String service : List.of("membership", "billing", "byok")) {
      step.acknowledgement(
          service,
          acme.id(),
          value -> value.path("causeType").asText().equals("organization-created"));
    }
    step.is("it is active", created.text("status"), "active");
    step.is("it is not the personal one", created.body().path("personal").asBoolean(), false);
    return acme;
  }

  private void useEverywhere(Acme acme) {
    Step step = stage.step("She uses it in all four, without waiting.");
    step.is("org-service shows it", step.answers(200, ann.get(acme.itself())).text("name"), "Acme");
    Answer members = step.answers(200, ann.get(acme.at("/members")));
    step.is("membership-service shows her as its only member", members.items().size(), 1);
    JsonNode only = members.body().path("items").path(0);
    step.is(
        "and Owner",
        only.path("userId").asText() + " " + only.path("role").asText(),
        ann.userId() + " owner");
    Answer subscription = step.answers(200, ann.get(acme.billing("subscription")));
    step.is("billing-service has it on Starter", subscription.text("plan"), "starter");
    step.refused(402, "plan-required", ann.get(acme.at("/byok/external-id")));
  }

  private String firstWorkspace(Acme acme) {
    Step step = stage.step("Starter has room for one workspace.");
    Answer created =
        step.answers(
            201,
            ann.post(acme.at("/workspaces"), Map.of("name", "Production", "cloudProvider", "aws")));
    step.event("workspace-created", acme.id());
    step.is("the first is the default", created.body().path("default").asBoolean(), true);
    step.refused(
        409,
        "workspace-limit-reached",
        ann.post(acme.at("/workspaces"), Map.of("name", "Staging", "cloudProvider", "aws")));
    return created.text("id");
  }

  private void oneSeatOnly(Acme acme) {
    Caller dave = stage.identities().person("Dave");
    Mailbox mailbox = new Mailbox(stage.addresses(), stage.web(), dave.email());
    Step inviting = stage.step("She may invite Dave, since a pending invitation takes no seat.");
    Answer invited =
        inviting.answers(
            201,
            ann.post(
                acme.at("/invitations"),
                Map.of("emails", List.of(dave.email()), "role", "developer")));
    JsonNode result = invited.body().path("results").path(0);
    inviting.is("he is invited", result.path("outcome").asText(), "invited");
    inviting.event("member-invited", acme.id());
    String token = mailbox.next("/accept-invitation#token=").token();
    inviting.effect("the mail is there");

    Step accepting = stage.step("But on Starter there is no seat for him.");
    accepting.refused(
        409, "seat-limit-reached", dave.post("/v1/invitations/accept", Map.of("token", token)));
    accepting.event("activation-blocked", acme.id());
    String invitation = acme.at("/invitations/" + result.path("invitationId").asText());
    accepting.is(
        "the invitation stays pending",
        accepting.answers(200, ann.get(invitation)).text("status"),
        "pending");

    Step revoking = stage.step("She takes the invitation back.");
    revoking.answers(204, ann.delete(invitation));
    revoking.event("invitation-revoked", acme.id());
    revoking.refused(
        410, "invitation-revoked", dave.post("/v1/invitations/accept", Map.of("token", token)));
  }
}
