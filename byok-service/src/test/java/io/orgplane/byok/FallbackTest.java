package io.orgplane.byok;

import static io.orgplane.testing.Caller.as;
import static io.orgplane.testing.Caller.asPlatformService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.byok.Given.Org;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.SuiteClock;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@ByokTest
class FallbackTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final Given given = new Given(EVENTS);

  @AfterEach
  void clockIsRight() {
    SuiteClock.reset();
  }

  @Test
  void without_a_word_of_an_owner_it_is_strict_and_strict_never_falls_back() {
    Org org = configured();

    as(org.owner())
        .get(org.path() + "/fallback-policy")
        .then()
        .statusCode(200)
        .body("policy", is("strict"))
        .body("enforced", is(false))
        .body("version", is(0));
    ask(org, call(org))
        .then()
        .statusCode(200)
        .body("allowed", is(false))
        .body("reason", is("policy-strict"))
        .body("credentials", nullValue());
    assertThat(nothingWasUsed(org)).isTrue();
  }

  @Test
  void one_that_is_allowed_is_charged_audited_and_vended_from_the_platform_in_the_same_region() {
    Org org = configured();
    set(org, Map.of("policy", "allow")).then().statusCode(200).header("ETag", "\"1\"");
    Map<String, Object> call = call(org);

    Response answer = ask(org, call);

    answer
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("allowed", is(true))
        .body("reason", is("policy-allows"))
        .body("credentials.source", is("platform"))
        .body("credentials.region", is("us-east-1"))
        .body("credentials.sessionToken", notNullValue());
    JsonNode used = EVENTS.awaitEvent("byok-fallback-used", org.id()).data();
    assertThat(used.get("id").asText()).isEqualTo(call.get("id"));
    assertThat(used.get("credits").decimalValue()).isEqualByComparingTo("1.25");
    assertThat(used.get("policy").asText()).isEqualTo("allow");
    JsonNode entry = audited(org, "byok-fallback-used");
    assertThat(entry.get("actor").get("type").asText()).isEqualTo("service");
    for (String fact :
        List.of("error", "endpoint", "userId", "workspaceId", "model", "inputTokens")) {
      assertThat(entry.get("after").get(fact).asText())
          .as(fact)
          .isEqualTo(String.valueOf(call.get(fact)));
    }
  }

  @Test
  void one_id_is_one_fallback_however_often_and_at_once_it_is_asked_for() {
    Org org = configured();
    set(org, Map.of("policy", "warn"));
    Map<String, Object> call = call(org);

    var answers = InParallel.times(16, i -> ask(org, call)).succeeded();
    set(org, Map.of("policy", "strict")).then().statusCode(200);

    assertThat(answers)
        .allSatisfy(answer -> answer.then().statusCode(200).body("reason", is("policy-warns")));
    ask(org, call).then().body("allowed", is(true)).body("reason", is("policy-warns"));
    EVENTS.awaitEvent("byok-fallback-used", org.id());
    Map<String, Object> other = new HashMap<>(call);
    other.put("credits", 2);
    ask(org, other).then().statusCode(422).body("code", is("idempotency-key-reused"));
    ask(org, call(org)).then().body("reason", is("policy-strict"));
    SuiteClock.advance(Duration.ofMinutes(20));
    Eventually.holds(() -> ask(org, call).path("credentials") == null);
    ask(org, call).then().body("allowed", is(true));
    assertThat(EVENTS.eventsOf(org.id(), "byok-fallback-used")).hasSize(1);
  }

  @Test
  void only_what_may_work_elsewhere_and_may_run_elsewhere_falls_back() {
    Org org = configured();
    set(org, Map.of("policy", "allow"));

    refused(org, "error-not-retryable", Map.of("error", "AccessDeniedException"));
    refused(org, "error-not-retryable", Map.of("error", "ExpiredTokenException"));
    refused(org, "operation-not-eligible", Map.of("eligible", false));
    refused(org, "region-differs", Map.of("region", "us-west-2"));
    refused(org, "model-not-required", Map.of("model", "anthropic.claude-haiku"));
    as(org.owner()).delete(org.path()).then().statusCode(204);
    refused(org, "byok-not-active", Map.of());
    assertThat(nothingWasUsed(org)).isTrue();
  }

  @Test
  void a_workspace_can_have_its_own_and_the_owners_lock_is_over_all_of_them() {
    Org org = configured();
    String other = Uuids.v7().toString();
    given.workspaceCreated(org, other);
    Map<String, Object> inOther = new HashMap<>(call(org));
    inOther.put("workspaceId", other);
    Eventually.holds(() -> ask(org, inOther).statusCode() == 200);

    set(org, Map.of("policy", "strict", "workspaces", Map.of(other, "allow")))
        .then()
        .statusCode(200)
        .body("workspaces.'" + other + "'", is("allow"));
    ask(org, inOther).then().body("reason", is("policy-allows"));
    ask(org, call(org)).then().body("reason", is("policy-strict"));
    set(org, Map.of("policy", "strict", "enforced", true, "workspaces", Map.of(other, "allow")));
    inOther.put("id", "another-" + Uuids.v7());
    ask(org, inOther).then().body("reason", is("policy-strict"));
    set(org, Map.of("policy", "allow", "workspaces", Map.of(Uuids.v7().toString(), "strict")))
        .then()
        .statusCode(400)
        .body("code", is("validation-failed"));
  }

  @Test
  void a_policy_is_changed_for_the_version_it_was_meant_for_and_audited_once() {
    Org org = configured();
    set(org, Map.of("policy", "warn")).then().body("version", is(1));
    set(org, Map.of("policy", "warn")).then().body("version", is(1));

    as(org.owner())
        .contentType("application/json")
        .header("If-Match", "\"0\"")
        .body(Map.of("policy", "allow"))
        .put(org.path() + "/fallback-policy")
        .then()
        .statusCode(412);

    EVENTS.awaitEvents("audit-recorded", org.id(), 2);
    JsonNode entry = audited(org, "byok-fallback-policy-changed");
    assertThat(entry.get("before").get("policy").asText()).isEqualTo("strict");
    assertThat(entry.get("after").get("policy").asText()).isEqualTo("warn");
    assertThat(entry.get("actor").get("id").asText()).isEqualTo(org.owner().userId());
    assertThat(
            EVENTS.eventsOf(org.id(), "audit-recorded").stream()
                .filter(
                    event ->
                        event.data().get("action").asText().equals("byok-fallback-policy-changed")))
        .hasSize(1);
  }

  @Test
  void what_is_asked_must_be_whole() {
    Org org = configured();
    Map<String, Object> call = call(org);
    call.put("credits", 0);
    call.put("inputTokens", -1);
    call.remove("error");

    ask(org, call)
        .then()
        .statusCode(400)
        .body("code", is("validation-failed"))
        .body("violations.field", everyItem(notNullValue()));
    set(org, Map.of("policy", "sometimes")).then().statusCode(400);
    Map<String, Object> elsewhere = call(org);
    elsewhere.put("workspaceId", Uuids.v7().toString());
    ask(org, elsewhere).then().statusCode(404);
    as(org.owner())
        .contentType("application/json")
        .body(call(org))
        .post("/v1/bedrock-fallbacks")
        .then()
        .statusCode(403);
  }

  private Org configured() {
    Org org = given.anOrganizationOnBusiness();
    ConfiguringByokTest.save(org, Aws.accessKey(Aws.aCustomer())).then().statusCode(200);
    return org;
  }

  private static void refused(Org org, String reason, Map<String, Object> changed) {
    Map<String, Object> call = call(org);
    call.putAll(changed);
    ask(org, call)
        .then()
        .statusCode(200)
        .body("allowed", is(false))
        .body("reason", is(reason))
        .body("credentials", nullValue());
  }

  private static boolean nothingWasUsed(Org org) {
    return EVENTS.allEventsOf(org.id()).stream()
        .noneMatch(event -> event.type().equals("byok-fallback-used"));
  }

  private static JsonNode audited(Org org, String action) {
    return EVENTS.eventsOf(org.id(), "audit-recorded").stream()
        .map(event -> event.data())
        .filter(entry -> entry.get("action").asText().equals(action))
        .findFirst()
        .orElseThrow();
  }

  private static Response set(Org org, Map<String, Object> policy) {
    return as(org.owner())
        .contentType("application/json")
        .body(policy)
        .put(org.path() + "/fallback-policy");
  }

  private static Response ask(Org org, Map<String, Object> call) {
    assertThat(call.get("organizationId")).isEqualTo(org.id());
    return asPlatformService()
        .contentType("application/json")
        .body(call)
        .post("/v1/bedrock-fallbacks");
  }

  private static Map<String, Object> call(Org org) {
    Map<String, Object> call = new HashMap<>();
    call.put("id", "call-" + Uuids.v7());
    call.put("organizationId", org.id());
    call.put("workspaceId", org.workspace());
    call.put("userId", org.owner().userId());
    call.put("operation", "incident-summary");
    call.put("eligible", true);
    call.put("error", "ThrottlingException");
    call.put("endpoint", "bedrock-runtime.us-east-1.amazonaws.com");
    call.put("region", "us-east-1");
    call.put("model", Aws.SONNET);
    call.put("inputTokens", 1800);
    call.put("outputTokens", 400);
    call.put("credits", 1.25);
    return call;
  }
}
