package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Bob leaves: at once, everywhere, and one can read that he has. */
final class RemovingBob {
  private static final Set<String> SERVICES = new TreeSet<>(Set.of("org", "billing", "byok"));

  /** Keycloak is asked by membership-service, and tells nobody itself. */
  private static final Set<String> PARTICIPANTS =
      new TreeSet<>(Set.of("org", "billing", "byok", "keycloak"));

  /** Ten times what a projection may be late, for a machine that is busy with other things. */
  private static final Duration AT_ONCE = Duration.ofMillis(2_500);

  private final Stage stage;
  private final Caller ann;
  private final Acme acme;

  RemovingBob(Stage stage, Caller ann, Acme acme) {
    this.stage = stage;
    this.ann = ann;
    this.acme = acme;
  }

  void play(Caller bob, String production) {
    stage.chapter("Ann removes Bob");
    String revocation = remove(bob, production);
    cascade(revocation, production);
    freeSeat();
  }

  private String remove(Caller bob, String production) {
    Step step = stage.step("His access ends with the answer.");
    Answer removed = step.answers(202, ann.delete(acme.member(bob)));
    Answer check =
        step.answers(
            200,
            bob.post(
                "/v1/access/check",
                Map.of(
                    "organizationId",
                    acme.id(),
                    "workspaceId",
                    production,
                    "permission",
                    "workspace:read")));
    step.is("membership-service denies him", check.body().path("allowed").asBoolean(), false);
    step.event(
        "member-removed", acme.id(), value -> value.path("userId").asText().equals(bob.userId()));
    for (String path : List.of("", "/members", "/billing/subscription", "/byok")) {
      step.becomes(
          AT_ONCE,
          "404 for GET …%s".formatted(path.isEmpty() ? "/{org}" : path),
          () -> bob.get(acme.at(path)).status(),
          404);
    }
    return removed.text("revocationId");
  }

  private void cascade(String revocation, String production) {
    Step step = stage.step("The revocation record says who has dropped what.");
    step.event("workspace-access-revoked", acme.id());
    for (String participant : SERVICES) {
      step.acknowledgement(
          participant, acme.id(), value -> value.path("revocationId").asText().equals(revocation));
    }
    step.event(
        "revocation-completed",
        acme.id(),
        value -> value.path("revocationId").asText().equals(revocation));
    String record = acme.at("/revocations/" + revocation);
    step.becomes("it is complete", () -> !ann.get(record).text("completedAt").isBlank(), true);
    Answer told = step.answers(200, ann.get(record));
    Set<String> acknowledged = new TreeSet<>();
    for (JsonNode participant : told.list("participants")) {
      if (!participant.path("acknowledgedAt").isNull()) {
        acknowledged.add(participant.path("name").asText());
      }
    }
    step.is("org, billing, byok and Keycloak have acknowledged", acknowledged, PARTICIPANTS);
    step.is(
        "it was about Production",
        told.body().path("workspaces").toString().contains(production),
        true);
  }

  private void freeSeat() {
    Step step = stage.step("His seat is free, and stays bought until the renewal.");
    step.becomes("2 of 3 seats are used", this::seats, "2 of 3");
    Answer members = step.answers(200, ann.get(acme.at("/members")));
    step.is("2 members are left", members.items().size(), 2);
  }

  private Object seats() {
    JsonNode seats = ann.get(acme.billing("subscription")).body().path("seats");
    return "%d of %d".formatted(seats.path("used").asInt(), seats.path("purchased").asInt());
  }
}
