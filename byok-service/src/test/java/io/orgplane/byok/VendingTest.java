package io.orgplane.byok;

import static io.orgplane.byok.Aws.aCustomer;
import static io.orgplane.byok.Aws.aRole;
import static io.orgplane.testing.Caller.as;
import static io.orgplane.testing.Caller.asPlatformService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.orgplane.byok.Aws.Customer;
import io.orgplane.byok.Given.Org;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.SuiteClock;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@ByokTest
class VendingTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final Given given = new Given(EVENTS);

  @AfterEach
  void noTroubleIsLeft() {
    Aws.clearFaults();
    SuiteClock.reset();
  }

  @Test
  void a_role_is_vended_as_a_short_session_that_invokes_the_required_models_and_nothing_else() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = withRole(org);

    Response vended = vend(org);

    vended
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("source", is("byok"))
        .body("region", is("us-east-1"))
        .body("accessKeyId", containsString("ASIA"))
        .body("apiKey", nullValue())
        .body("models.'" + Aws.SONNET + "'", is("us." + Aws.SONNET))
        .body("models.'" + Aws.OPUS + "'", is("us." + Aws.OPUS));
    assertThat(Instant.parse(vended.path("expiresAt")))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(10)), Instant.now().plus(Duration.ofMinutes(16)));
    VendedSession session = VendedSession.of(vended);
    assertThat(session.account()).isEqualTo(customer.account());
    assertThat(session.invoke("us." + Aws.OPUS)).isEqualTo("ok");
    Aws.grantModels(customer, Aws.SONNET, Aws.OPUS, HAIKU);
    assertThat(session.invoke("us." + HAIKU)).isEqualTo("AccessDeniedException");
    assertThat(session.invoke("global." + Aws.OPUS)).isEqualTo("AccessDeniedException");
    assertThat(session.assume(customer.roleArn())).isEqualTo("AccessDenied");
  }

  @Test
  void a_long_term_key_is_never_handed_on_but_a_session_of_it_is() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = Aws.aCustomerWhoMay("bedrock:*", "sts:*", "kms:*");
    configured(org, Aws.accessKey(customer));

    Response vended = vend(org);

    vended.then().statusCode(200).body("source", is("byok"));
    assertThat(vended.asString())
        .doesNotContain(customer.accessKeyId())
        .doesNotContain(customer.secretAccessKey());
    VendedSession session = VendedSession.of(vended);
    assertThat(session.account()).isEqualTo(customer.account());
    assertThat(session.invoke("us." + Aws.SONNET)).isEqualTo("ok");
    Aws.grantModels(customer, Aws.SONNET, Aws.OPUS, HAIKU);
    assertThat(session.invoke("us." + HAIKU)).isEqualTo("AccessDeniedException");
  }

  @Test
  void a_temporary_key_is_handed_on_until_it_ends_and_then_nothing_falls_back() {
    Org org = given.anOrganizationOnBusiness();
    Map<String, Object> session = TemporaryKeys.of(aCustomer());
    configured(org, Aws.inTheUs(session));

    vend(org)
        .then()
        .statusCode(200)
        .body("source", is("byok"))
        .body("accessKeyId", is(session.get("accessKeyId")))
        .body("expiresAt", is(session.get("sessionTokenExpiresAt")));
    SuiteClock.advance(Duration.ofMinutes(16));
    Eventually.holds(() -> vend(org).statusCode() == 409);

    vend(org)
        .then()
        .statusCode(409)
        .body("code", is("byok-not-active"))
        .body("byokStatus", is("expired"));
    as(org.owner()).get(org.path()).then().body("status", is("expired"));
  }

  @Test
  void a_bedrock_api_key_is_handed_on_as_such() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    configured(org, Aws.apiKey(customer));

    vend(org)
        .then()
        .statusCode(200)
        .body("source", is("byok"))
        .body("apiKey", is(customer.apiKey()))
        .body("accessKeyId", nullValue())
        .body("secretAccessKey", nullValue());
  }

  @Test
  void without_byok_the_platforms_own_role_is_vended_and_narrowed_alike() {
    Org org = given.anOrganization();

    Response vended = vend(org);

    vended.then().statusCode(200).body("source", is("platform"));
    VendedSession session = VendedSession.of(vended);
    assertThat(session.account()).isEqualTo(Aws.PLATFORM_ACCOUNT);
    assertThat(session.invoke("us." + Aws.OPUS)).isEqualTo("ok");
    assertThat(session.assume("arn:aws:iam::111111111111:role/orgplane-bedrock"))
        .isEqualTo("AccessDenied");
  }

  @Test
  void removal_ends_it_at_once() {
    Org org = given.anOrganizationOnBusiness();
    withRole(org);
    vend(org).then().body("source", is("byok"));

    as(org.owner()).delete(org.path()).then().statusCode(204);

    vend(org).then().statusCode(200).body("source", is("platform"));
  }

  @Test
  void a_workspace_that_is_removed_gets_nothing_while_others_go_on() {
    Org org = given.anOrganizationOnBusiness();
    withRole(org);
    String other = Uuids.v7().toString();
    given.workspaceCreated(org, other);
    vend(org, other).then().statusCode(200);

    given.workspaceDeleted(org, other);
    Eventually.holds(() -> vend(org, other).statusCode() == 404);

    vend(org, other).then().body("code", is("not-found"));
    vend(org).then().statusCode(200);
    given.workspaceCreated(org, other);
    vend(org, other).then().statusCode(404);
  }

  @Test
  void a_workspace_of_another_organization_is_as_unknown_as_any() {
    Org org = given.anOrganization();
    Org other = given.anOrganization();

    Response foreign = vend(org, other.workspace());
    Response unknown = vend(org, Uuids.v7().toString());

    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(foreign.asString()).isEqualTo(unknown.asString());
  }

  @Test
  void a_workspace_that_was_created_a_moment_ago_is_waited_for() {
    Org org = given.anOrganization();
    String fresh = Uuids.v7().toString();

    CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(() -> vend(org, fresh));
    given.workspaceCreated(org, fresh);

    assertThat(waiting.join().statusCode()).isEqualTo(200);
  }

  @Test
  void a_hundred_requests_for_a_cold_organization_make_one_session() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = withRole(org);
    long before = Aws.sessionsOf(customer.account());

    var answers = InParallel.times(100, i -> vend(org)).succeeded();

    assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
    assertThat(answers.stream().map(answer -> answer.<String>path("accessKeyId")).distinct())
        .hasSize(1);
    assertThat(Aws.sessionsOf(customer.account()) - before).isEqualTo(1);
  }

  @Test
  void a_new_version_of_the_configuration_is_never_served_an_older_ones_session() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    configured(org, Aws.accessKey(customer));
    String first = vend(org).path("accessKeyId");

    configured(org, Aws.accessKey(customer));

    vend(org).then().statusCode(200).body("accessKeyId", not(is(first)));
  }

  @Test
  void a_session_that_nears_its_end_is_renewed_while_the_present_one_is_still_vended() {
    Org org = given.anOrganizationOnBusiness();
    withRole(org);
    String first = vend(org).path("accessKeyId");
    SuiteClock.advance(Duration.ofMinutes(11));

    Eventually.holds(() -> !vend(org).path("accessKeyId").equals(first));

    assertThat(Instant.parse(vend(org).path("expiresAt")))
        .isAfter(Instant.now().plus(Duration.ofMinutes(20)));
  }

  @Test
  void a_session_that_was_being_fetched_while_byok_was_removed_is_not_handed_out() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = withRole(org);
    Aws.fault(
        """
        {"service": "sts", "accountId": "111111111111", "kind": "delay", "delayMillis": 700}""");
    long before = Aws.sessionsOf(customer.account());

    CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(() -> vend(org));
    Eventually.holds(() -> Aws.sessionsOf(customer.account()) > before);
    as(org.owner()).delete(org.path()).then().statusCode(204);

    waiting.join().then().statusCode(200).body("source", is("platform"));
  }

  @Test
  void a_session_that_was_being_fetched_while_the_plan_was_lost_is_not_handed_out() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = withRole(org);
    Aws.fault(
        """
        {"service": "sts", "accountId": "111111111111", "kind": "delay", "delayMillis": 900}""");
    long before = Aws.sessionsOf(customer.account());

    CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(() -> vend(org));
    Eventually.holds(() -> Aws.sessionsOf(customer.account()) > before);
    given.entitled(org, 2, false);
    EVENTS.awaitEvent("byok-suspended", org.id());

    waiting.join().then().body("source", is("platform"));
  }

  @Test
  void a_role_that_was_taken_away_is_the_customers_to_repair_and_nothing_falls_back() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = withRole(org);
    aRole(customer, Aws.trusting("another-id"));

    vend(org)
        .then()
        .statusCode(409)
        .body("code", is("byok-not-active"))
        .body("failureClass", is("policy"));
  }

  @Test
  void while_sts_is_down_what_is_kept_is_vended_and_the_rest_waits() {
    Org warm = given.anOrganizationOnBusiness();
    withRole(warm);
    vend(warm).then().statusCode(200);
    Org cold = given.anOrganizationOnBusiness();
    withRole(cold);
    Aws.fault(
        """
        {"service": "sts", "kind": "outage", "times": 1000}""");

    vend(warm).then().statusCode(200).body("source", is("byok"));
    vend(cold).then().statusCode(503).body("code", is("upstream-unavailable"));
    Aws.clearFaults();

    vend(cold).then().statusCode(200).body("source", is("byok"));
  }

  @Test
  void people_are_not_served() {
    Org org = given.anOrganization();

    as(org.owner())
        .contentType("application/json")
        .body(Map.of("organizationId", org.id(), "workspaceId", org.workspace()))
        .post("/v1/bedrock-credentials")
        .then()
        .statusCode(403)
        .body("code", is("forbidden"));
  }

  private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";

  private Customer withRole(Org org) {
    Customer customer = aCustomer();
    aRole(customer, as(org.owner()).get(org.path() + "/external-id").path("trustPolicy"));
    configured(org, Aws.role(customer));
    return customer;
  }

  private static void configured(Org org, Map<String, Object> wanted) {
    ConfiguringByokTest.save(org, wanted).then().statusCode(200);
  }

  private static Response vend(Org org) {
    return vend(org, org.workspace());
  }

  private static Response vend(Org org, String workspace) {
    return asPlatformService()
        .contentType("application/json")
        .body(Map.of("organizationId", org.id(), "workspaceId", workspace))
        .post("/v1/bedrock-credentials");
  }
}
