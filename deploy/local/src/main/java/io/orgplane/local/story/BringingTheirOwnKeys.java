package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The models run on Acme's own AWS account. */
final class BringingTheirOwnKeys {
  private static final Duration LONGEST_SESSION = Duration.ofMinutes(15);
  private static final String PLATFORM_ACCOUNT = "111111111111";
  private static final String MODELS_CHECKED = "2 models";

  private final Stage stage;
  private final Caller ann;
  private final Acme acme;
  private final Caller platform;
  private final CustomerAccount account;
  private final UsingCredits credits;

  BringingTheirOwnKeys(Stage stage, Caller ann, Acme acme) {
    this.stage = stage;
    this.ann = ann;
    this.acme = acme;
    this.platform = stage.identities().platform();
    this.account = new CustomerAccount(stage);
    this.credits = new UsingCredits(stage, ann, acme);
  }

  void play(String production) {
    stage.chapter("Acme brings its own AWS account");
    configure(refusedWithoutExternalId());
    usageIsFree(production);
    vending(production);
    removal(production);
  }

  private JsonNode refusedWithoutExternalId() {
    Step step = stage.step("A role that would trust Orgplane on anybody's behalf is refused.");
    Answer external = step.answers(200, ann.get(acme.at("/byok/external-id")));
    JsonNode policy = policy(external.body().path("trustPolicy"));
    step.holds(
        "the trust policy to paste demands the external id",
        policy.toString().contains(external.text("externalId")));
    step.answers(200, account.trustingWithoutCondition(policy));
    step.refused(422, "byok-check-failed", ann.put(acme.at("/byok"), wanted()));
    return policy;
  }

  private static JsonNode policy(JsonNode given) {
    return given.isTextual() ? Web.json(given.asText()) : given;
  }

  private void configure(JsonNode trustPolicy) {
    Step step = stage.step("With that policy in place the test passes, for both models.");
    step.answers(200, account.trusting(trustPolicy));
    Answer test = step.answers(200, ann.post(acme.at("/byok/test"), wanted()));
    step.holds("every check passes", test.body().path("ok").asBoolean());
    long models =
        test.list("checks").stream()
            .filter(check -> check.has("model") && check.path("ok").asBoolean())
            .count();
    step.is("both models answer", models + " models", MODELS_CHECKED);
    Answer saved = step.answers(200, ann.put(acme.at("/byok"), wanted()));
    step.is("it is active", saved.text("status"), "active");
    step.is("the account is pinned", saved.text("accountId"), account.id());
    step.event("byok-activated", acme.id(), value -> value.path("kind").asText().equals("role"));
  }

  private void usageIsFree(String production) {
    Step step = stage.step("Model usage is recorded now, and draws nothing.");
    step.becomes("billing-service has heard of it", () -> sourceOfUsage(production), "byok");
    BigDecimal before = credits.remaining();
    Answer recorded =
        step.answers(201, platform.post("/v1/usage", credits.usage(production, "llm", "7")));
    step.is("nothing is charged", recorded.body().path("charged").decimalValue(), BigDecimal.ZERO);
    step.is("the pool is as it was", credits.remaining(), before);
    Answer operation =
        step.answers(201, platform.post("/v1/usage", credits.usage(production, "operation", "1")));
    step.is("other work is charged as ever", operation.text("source"), "credits");
  }

  /** By the smallest amount there is. */
  private Object sourceOfUsage(String production) {
    return platform.post("/v1/usage", credits.usage(production, "llm", "0.001")).text("source");
  }

  private void vending(String production) {
    Step step = stage.step("A platform service fetches credentials that end by themselves.");
    Answer vended = step.answers(200, fetch(production));
    step.is("they are of the own account", vended.text("source"), "byok");
    step.holds(
        "they are temporary",
        vended.text("accessKeyId").startsWith("ASIA") && !vended.text("sessionToken").isBlank());
    Instant expiry = Instant.parse(vended.text("expiresAt"));
    Instant now = stage.now();
    step.holds(
        "and end within 15 minutes",
        expiry.isAfter(now) && !expiry.isAfter(now.plus(LONGEST_SESSION).plusSeconds(5)));
    step.is(
        "both models are named", vended.body().path("models").size() + " models", MODELS_CHECKED);
    step.is("AWS accepts them, as Acme's", account.accountBehind(vended.body()), account.id());
  }

  private void removal(String production) {
    Step step = stage.step("She removes the account, and vending from it stops at once.");
    step.answers(204, ann.delete(acme.at("/byok")));
    step.event("byok-revoked", acme.id());
    Answer vended = step.answers(200, fetch(production));
    step.is("what is vended is the platform's own", vended.text("source"), "platform");
    step.is(
        "AWS accepts it, as the platform's",
        account.accountBehind(vended.body()),
        PLATFORM_ACCOUNT);
    step.becomes("model usage draws credits again", () -> sourceOfUsage(production), "credits");
  }

  private Answer fetch(String production) {
    return platform.post(
        "/v1/bedrock-credentials", Map.of("organizationId", acme.id(), "workspaceId", production));
  }

  private Map<String, Object> wanted() {
    return Map.of(
        "credential", Map.of("kind", "role", "roleArn", account.roleArn()),
        "region", "us-east-1",
        "inferenceProfile", "us");
  }
}
