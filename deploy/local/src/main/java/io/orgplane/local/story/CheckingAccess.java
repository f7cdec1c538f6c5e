package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another service of the platform asks what each of them may do, and where. */
final class CheckingAccess {
  private final Stage stage;
  private final Acme acme;
  private final List<Question> questions = new ArrayList<>();

  CheckingAccess(Stage stage, Acme acme) {
    this.stage = stage;
    this.acme = acme;
  }

  private record Question(String sentence, Map<String, String> check, boolean allowed) {}

  void play(Caller ann, Caller bob, Caller carol, String production, String staging) {
    stage.chapter("What may whom do, and where");
    Caller mallory = stage.identities().person("Mallory");
    ask("Ann, as Owner, manages billing", ann, null, "billing:manage", true);
    ask("and runs operations everywhere", ann, staging, "operations:run", true);
    ask(
        "Bob, a developer, works in Production, which he is assigned",
        bob,
        production,
        "workspace:write",
        true);
    ask("but not even reads Staging, which he is not", bob, staging, "workspace:read", false);
    ask("and manages no members", bob, null, "members:manage", false);
    ask("Carol, a viewer, reads Staging", carol, staging, "workspace:read", true);
    ask("and by her override writes there", carol, staging, "workspace:write", true);
    ask("but does not manage it", carol, staging, "workspace:manage", false);
    ask("and her override does not reach Production", carol, production, "workspace:write", false);
    ask("nor the organization", carol, null, "workspaces:create", false);
    ask("Mallory, who is nobody here, may nothing", mallory, production, "workspace:read", false);
    answerAll();
    single(carol, staging);
    ownOnly(bob, carol);
  }

  private void ask(
      String sentence,
      Caller whom,
      @Nullable String workspace,
      String permission,
      boolean allowed) {
    Map<String, String> check = new HashMap<>();
    check.put("userId", whom.userId());
    check.put("organizationId", acme.id());
    check.put("permission", permission);
    if (workspace != null) {
      check.put("workspaceId", workspace);
    }
    questions.add(new Question(sentence, check, allowed));
  }

  private void answerAll() {
    Step step = stage.step("A platform service asks about all of them in one call.");
    List<Map<String, String>> checks = questions.stream().map(Question::check).toList();
    Answer answer =
        step.answers(
            200,
            stage.identities().platform().post("/v1/access/batch-check", Map.of("checks", checks)));
    for (int at = 0; at < questions.size(); at++) {
      JsonNode result = answer.body().path("results").path(at);
      step.is(
          questions.get(at).sentence(),
          result.path("allowed").asBoolean(),
          questions.get(at).allowed());
    }
  }

  private void single(Caller carol, String staging) {
    Step step = stage.step("Carol asks about herself.");
    Answer answer =
        step.answers(
            200,
            carol.post(
                "/v1/access/check",
                Map.of(
                    "organizationId",
                    acme.id(),
                    "workspaceId",
                    staging,
                    "permission",
                    "operations:run")));
    step.is(
        "she is a viewer, and a developer in Staging",
        answer.text("role") + " " + answer.text("workspaceRole"),
        "viewer developer");
  }

  private void ownOnly(Caller bob, Caller carol) {
    Step step = stage.step("Bob may not ask about Carol.");
    step.refused(
        403,
        "forbidden",
        bob.post(
            "/v1/access/check",
            Map.of(
                "userId",
                carol.userId(),
                "organizationId",
                acme.id(),
                "permission",
                "members:manage")));
  }
}
