package io.orgplane.byok;

import static io.orgplane.byok.Aws.aCustomer;
import static io.orgplane.byok.Aws.aCustomerWhoMay;
import static io.orgplane.byok.Aws.aRole;
import static io.orgplane.byok.Aws.trusting;
import static io.orgplane.testing.Caller.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.orgplane.byok.Aws.Customer;
import io.orgplane.byok.Given.Org;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.SuiteClock;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@ByokTest
class ConnectionTestTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final Given given = new Given(EVENTS);

  @AfterEach
  void noTroubleIsLeft() {
    Aws.clearFaults();
    SuiteClock.reset();
  }

  @Test
  void it_saves_nothing() {
    Org org = given.anOrganizationOnBusiness();

    test(org, Aws.accessKey(aCustomer())).then().statusCode(200).body("ok", is(true));

    as(org.owner()).get(org.path()).then().body("status", is("draft"));
    assertThat(
            Database.of("byok")
                .count("sealed_secrets WHERE organization_id = ?", UUID.fromString(org.id())))
        .isZero();
  }

  @Test
  void an_empty_body_means_what_is_stored_and_its_outcome_is_kept() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    testStored(org).then().statusCode(409).body("code", is("byok-not-active"));
    ConfiguringByokTest.save(org, Aws.accessKey(customer)).then().statusCode(200);
    Aws.grantModels(customer);

    testStored(org)
        .then()
        .statusCode(200)
        .body("ok", is(false))
        .body("checks.findAll { it.name == 'converse' }.ok", everyItem(is(false)));
    as(org.owner())
        .contentType("application/json")
        .post(org.path() + "/test")
        .then()
        .body("ok", is(false));
    as(org.owner())
        .contentType("application/json")
        .body("{}")
        .post(org.path() + "/test")
        .then()
        .body("ok", is(false));

    as(org.owner())
        .get(org.path())
        .then()
        .body("status", is("invalid"))
        .body("lastCheck.ok", is(false))
        .body("lastCheck.at", notNullValue());
  }

  @Test
  void another_media_type_is_no_empty_body() {
    Org org = given.anOrganizationOnBusiness();

    as(org.owner())
        .contentType("text/plain")
        .body("credential")
        .post(org.path() + "/test")
        .then()
        .statusCode(415)
        .body("code", is("unsupported-media-type"));
  }

  @Test
  void a_role_that_can_be_assumed_without_the_external_id_is_refused() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    aRole(customer, Aws.trustingAnybodyOfOurs());

    failureOf(test(org, Aws.role(customer)), "external-id")
        .body("failure.class", is("policy"))
        .body("failure.remedy", containsString("sts:ExternalId"));
    assertThat(Aws.invocationsOf(customer.account())).isZero();
  }

  @Test
  void a_role_claimed_by_a_second_organization_is_refused_because_its_external_id_is_another() {
    Org first = given.anOrganizationOnBusiness();
    Org second = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    aRole(customer, as(first.owner()).get(first.path() + "/external-id").path("trustPolicy"));
    test(first, Aws.role(customer)).then().body("ok", is(true));

    failureOf(test(second, Aws.role(customer)), "assume-role").body("failure.class", is("policy"));
    ConfiguringByokTest.save(second, Aws.role(customer)).then().statusCode(422);
  }

  @Test
  void a_role_that_trusts_another_id_or_does_not_exist_is_a_matter_of_policy() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();

    failureOf(test(org, Aws.role(customer)), "assume-role")
        .body("failure.class", is("policy"))
        .body("failure.remedy", containsString("trust policy"));
    aRole(customer, trusting("somebody-elses-id"));
    failureOf(test(org, Aws.role(customer)), "assume-role").body("failure.class", is("policy"));
  }

  @Test
  void a_throttled_proof_that_the_external_id_is_needed_proves_nothing() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    aRole(customer, as(org.owner()).get(org.path() + "/external-id").path("trustPolicy"));
    String firstOneIsAnswered =
        """
        {"service": "sts", "accountId": "111111111111", "kind": "delay", "delayMillis": 1}""";
    Aws.fault(firstOneIsAnswered);
    Aws.fault(
        """
        {"service": "sts", "accountId": "111111111111", "kind": "throttle", "times": 2}""");

    failureOf(test(org, Aws.role(customer)), "external-id").body("failure.class", is("throttled"));
  }

  @Test
  void a_wrong_secret_and_an_unknown_key_are_wrong_credentials() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();

    failureOf(
            test(
                org,
                Aws.accessKey(
                    new Customer(
                        customer.account(),
                        customer.accessKeyId(),
                        "another-secret-than-that-one",
                        ""))),
            "identity")
        .body("failure.class", is("credentials"));
    Aws.deactivateKey(customer);
    failureOf(test(org, Aws.accessKey(customer)), "identity")
        .body("failure.class", is("credentials"));
    failureOf(
            test(
                org,
                Aws.inTheUs(Map.of("kind", "bedrock-api-key", "apiKey", "no-such-api-key-at-all"))),
            "converse")
        .body("failure.class", is("credentials"));
  }

  @Test
  void a_user_who_may_not_make_sessions_is_told_the_action_to_allow() {
    Org org = given.anOrganizationOnBusiness();

    failureOf(test(org, Aws.accessKey(aCustomerWhoMay("bedrock:InvokeModel*"))), "session")
        .body("failure.class", is("policy"))
        .body("failure.message", containsString("sts:GetFederationToken"))
        .body("failure.remedy", containsString("sts:GetFederationToken"));
  }

  @Test
  void a_user_who_may_not_invoke_models_is_told_so_for_each() {
    Org org = given.anOrganizationOnBusiness();

    test(org, Aws.accessKey(aCustomerWhoMay("sts:GetFederationToken")))
        .then()
        .body("ok", is(false))
        .body("checks.findAll { it.name == 'converse' }.failure.class", everyItem(is("policy")))
        .body(
            "checks.find { it.name == 'converse' }.failure.message",
            containsString("bedrock:InvokeModel"));
  }

  @Test
  void a_service_control_policy_is_the_organizations() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    Aws.controlByPolicy(
        customer,
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "*", "Resource": "*"},
          {"Effect": "Deny", "Action": "bedrock:InvokeModel*", "Resource": "*"}]}""");
    Aws.grantModels(customer, Aws.SONNET, Aws.OPUS);

    failureOf(test(org, Aws.accessKey(customer)), "converse")
        .body("failure.class", is("organization-policy"));
  }

  @Test
  void a_model_without_access_is_named_and_the_other_one_passes() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    Aws.grantModels(customer, Aws.OPUS);

    test(org, Aws.accessKey(customer))
        .then()
        .body("ok", is(false))
        .body("checks.find { it.model == '" + Aws.OPUS + "' }.ok", is(true))
        .body("checks.find { it.model == '" + Aws.SONNET + "' }.failure.class", is("model-access"))
        .body(
            "checks.find { it.model == '" + Aws.SONNET + "' }.failure.remedy",
            containsString("Request access"));
  }

  @Test
  void throttling_and_outages_never_count_as_invalid() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    ConfiguringByokTest.save(org, Aws.accessKey(customer)).then().statusCode(200);

    Aws.fault(
        """
        {"service": "bedrock-runtime", "accountId": "%s", "kind": "throttle", "times": 100}"""
            .formatted(customer.account()));
    failureOf(testStored(org), "converse").body("failure.class", is("throttled"));
    Aws.clearFaults();
    Aws.fault(
        """
        {"service": "bedrock-runtime", "accountId": "%s", "kind": "outage", "times": 100}"""
            .formatted(customer.account()));
    failureOf(testStored(org), "converse").body("failure.class", is("outage"));

    as(org.owner()).get(org.path()).then().body("status", is("active"));
  }

  @Test
  void aws_that_does_not_answer_ends_in_time_as_an_outage() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    Aws.fault(
        """
        {"service": "sts", "accountId": "%s", "kind": "delay", "delayMillis": 20000, "times": 100}"""
            .formatted(customer.account()));

    long before = System.nanoTime();
    failureOf(test(org, Aws.accessKey(customer)), "identity").body("failure.class", is("outage"));

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void one_throttled_attempt_is_tried_again() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    Aws.fault(
        """
        {"service": "bedrock-runtime", "accountId": "%s", "kind": "throttle", "times": 1}"""
            .formatted(customer.account()));

    test(org, Aws.accessKey(customer)).then().body("ok", is(true));
  }

  @Test
  void a_session_that_has_ended_is_expired() {
    Org org = given.anOrganizationOnBusiness();
    Map<String, Object> session = new HashMap<>(TemporaryKeys.of(aCustomer()));
    SuiteClock.advance(Duration.ofHours(1));
    session.put("sessionTokenExpiresAt", Instant.now().plus(Duration.ofHours(2)).toString());

    failureOf(test(org, Aws.inTheUs(session)), "identity").body("failure.class", is("expired"));
  }

  @Test
  void calls_are_signed_with_the_time_that_aws_has() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    SuiteClock.advance(Duration.ofDays(31));

    test(org, Aws.accessKey(customer)).then().body("ok", is(true));
    aRole(customer, as(org.owner()).get(org.path() + "/external-id").path("trustPolicy"));
    test(org, Aws.role(customer)).then().body("ok", is(true));
  }

  @Test
  void every_profile_invokes_models_by_its_own_ids() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    Map<String, String> regions =
        Map.of(
            "us",
            "us-west-2",
            "eu",
            "eu-central-1",
            "apac",
            "ap-northeast-1",
            "global",
            "sa-east-1");

    regions.forEach(
        (profile, region) -> {
          Map<String, Object> wanted = new HashMap<>(Aws.accessKey(customer));
          wanted.put("region", region);
          wanted.put("inferenceProfile", profile);
          test(org, wanted).then().body("ok", is(true));
        });
  }

  private static Response test(Org org, Map<String, Object> wanted) {
    return as(org.owner()).contentType("application/json").body(wanted).post(org.path() + "/test");
  }

  private static Response testStored(Org org) {
    return as(org.owner()).post(org.path() + "/test");
  }

  /** The test answered and failed, at that check. */
  private static ValidatableResponse failureOf(Response answer, String check) {
    ValidatableResponse seen = answer.then().statusCode(200).body("ok", is(false));
    seen.body("checks.find { !it.ok }.name", is(check));
    return seen.rootPath("checks.find { !it.ok }");
  }
}
