package io.orgplane.byok;

import static io.orgplane.byok.Aws.aCustomer;
import static io.orgplane.byok.Aws.aRole;
import static io.orgplane.testing.Caller.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.orgplane.byok.Aws.Customer;
import io.orgplane.byok.Given.Org;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.RecordedEvent;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@ByokTest
class ConfiguringByokTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final Given given = new Given(EVENTS);

  @Test
  void the_external_id_is_there_before_any_set_up_and_its_trust_policy_can_be_pasted() {
    Org org = given.anOrganizationOnBusiness();

    Response first = as(org.owner()).get(org.path() + "/external-id");

    first.then().statusCode(200).body("externalId", containsString("orgplane-"));
    String externalId = first.path("externalId");
    assertThat(externalId).hasSizeGreaterThan(50);
    first
        .then()
        .body("trustPolicy.Version", is("2012-10-17"))
        .body("trustPolicy.Statement[0].Principal.AWS", is("arn:aws:iam::111111111111:root"))
        .body("trustPolicy.Statement[0].Condition.StringEquals.'sts:ExternalId'", is(externalId));
    as(org.owner()).get(org.path() + "/external-id").then().body("externalId", is(externalId));
    aRole(aCustomer(), first.path("trustPolicy"));
  }

  @Test
  void a_role_that_trusts_the_external_id_becomes_active_and_is_told() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    aRole(customer, as(org.owner()).get(org.path() + "/external-id").path("trustPolicy"));

    Response saved = save(org, Aws.role(customer));

    saved
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("status", is("active"))
        .body("kind", is("role"))
        .body("accountId", is(customer.account()))
        .body("roleArn", is(customer.roleArn()))
        .body("accessKeyIdMasked", nullValue())
        .body("region", is("us-east-1"))
        .body("inferenceProfile", is("us"))
        .body("version", is(1))
        .body("lastCheck.ok", is(true))
        .body(
            "lastCheck.checks.name",
            is(List.of("syntax", "assume-role", "identity", "external-id", "converse", "converse")))
        .body("lastCheck.checks.model", hasItems(Aws.SONNET, Aws.OPUS))
        .body("lastCheck.checks.ok", everyItem(is(true)));
    assertThat(as(org.owner()).get(org.path()).asString()).isEqualTo(saved.asString());
    RecordedEvent told = EVENTS.awaitEvent("byok-activated", org.id());
    assertThat(told.data().get("version").asLong()).isEqualTo(1);
    assertThat(told.data().get("accountId").asText()).isEqualTo(customer.account());
  }

  @Test
  void a_long_term_key_becomes_active_and_only_its_mask_is_ever_shown() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();

    Response saved = save(org, Aws.accessKey(customer));

    saved
        .then()
        .statusCode(200)
        .body("status", is("active"))
        .body("kind", is("access-key"))
        .body("accountId", is(customer.account()))
        .body("accessKeyIdMasked", is(masked(customer.accessKeyId())))
        .body(
            "lastCheck.checks.name",
            is(List.of("syntax", "identity", "session", "converse", "converse")));
    assertThat(saved.asString())
        .doesNotContain(customer.accessKeyId())
        .doesNotContain(customer.secretAccessKey());
  }

  @Test
  void a_temporary_key_is_taken_until_it_ends() {
    Org org = given.anOrganizationOnBusiness();
    Map<String, Object> session = TemporaryKeys.of(aCustomer());

    save(org, Aws.inTheUs(session))
        .then()
        .statusCode(200)
        .body("kind", is("temporary-key"))
        .body("sessionTokenExpiresAt", is(session.get("sessionTokenExpiresAt")))
        .body("accessKeyIdMasked", containsString("ASIA…"));
  }

  @Test
  void a_bedrock_api_key_is_taken_although_it_does_not_tell_its_account() {
    Org org = given.anOrganizationOnBusiness();

    save(org, Aws.apiKey(aCustomer()))
        .then()
        .statusCode(200)
        .body("kind", is("bedrock-api-key"))
        .body("accountId", nullValue())
        .body("lastCheck.checks.name", is(List.of("syntax", "converse", "converse")));
    assertThat(EVENTS.awaitEvent("byok-activated", org.id()).data().get("accountId").isNull())
        .isTrue();
  }

  @Test
  void before_anything_is_configured_it_is_a_draft() {
    Org org = given.anOrganization();

    as(org.owner())
        .get(org.path())
        .then()
        .statusCode(200)
        .body("status", is("draft"))
        .body("version", is(0))
        .body("kind", nullValue());
  }

  @Test
  void what_fails_the_test_is_not_saved_and_says_why() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    Aws.grantModels(customer, Aws.SONNET);

    save(org, Aws.accessKey(customer))
        .then()
        .statusCode(422)
        .body("code", is("byok-check-failed"))
        .body("ok", is(false))
        .body("checks.find { it.model == '" + Aws.SONNET + "' }.ok", is(true))
        .body("checks.find { it.model == '" + Aws.OPUS + "' }.failure.class", is("model-access"));

    as(org.owner()).get(org.path()).then().body("status", is("draft"));
    assertThat(sealedSecretsOf(org)).isZero();
    assertThat(EVENTS.allEventsOf(org.id())).noneMatch(event -> event.type().startsWith("byok-"));
  }

  @Test
  void a_failed_change_leaves_what_was_active_before() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    save(org, Aws.accessKey(customer)).then().statusCode(200);
    Map<String, Object> wrong =
        Aws.inTheUs(
            Map.of(
                "kind",
                "access-key",
                "accessKeyId",
                customer.accessKeyId(),
                "secretAccessKey",
                "not-the-secret-of-this-key"));

    save(org, wrong).then().statusCode(422).body("checks[1].failure.class", is("credentials"));

    as(org.owner()).get(org.path()).then().body("status", is("active")).body("version", is(1));
    assertThat(sealedSecretsOf(org)).isEqualTo(1);
  }

  @Test
  void another_account_has_to_be_confirmed() {
    Org org = given.anOrganizationOnBusiness();
    Customer first = aCustomer();
    Customer second = aCustomer();
    save(org, Aws.accessKey(first)).then().statusCode(200);

    save(org, Aws.accessKey(second))
        .then()
        .statusCode(409)
        .body("code", is("account-change-unconfirmed"))
        .body("pinnedAccountId", is(first.account()))
        .body("accountId", is(second.account()));
    assertThat(Aws.invocationsOf(second.account())).isZero();

    Map<String, Object> confirmed = new HashMap<>(Aws.accessKey(second));
    confirmed.put("confirmAccountChange", true);
    save(org, confirmed).then().statusCode(200).body("accountId", is(second.account()));
  }

  @Test
  void a_new_credential_destroys_the_data_key_of_the_old_one() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    save(org, Aws.accessKey(customer)).then().statusCode(200);
    Object before = secretIdOf(org);

    save(org, Aws.accessKey(customer)).then().statusCode(200).body("version", is(2));

    assertThat(sealedSecretsOf(org)).isEqualTo(1);
    assertThat(secretIdOf(org)).isNotEqualTo(before);
  }

  @Test
  void removal_destroys_the_key_and_the_version_goes_on_afterwards() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    save(org, Aws.accessKey(customer)).then().statusCode(200);

    as(org.owner()).delete(org.path()).then().statusCode(204);

    assertThat(sealedSecretsOf(org)).isZero();
    assertThat(EVENTS.awaitEvent("byok-revoked", org.id()).data().get("version").asLong())
        .isEqualTo(2);
    as(org.owner())
        .get(org.path())
        .then()
        .body("status", is("revoked"))
        .body("kind", nullValue())
        .body("accountId", nullValue());
    as(org.owner()).delete(org.path()).then().statusCode(204);
    save(org, Aws.accessKey(customer)).then().statusCode(200).body("version", is(3));
    assertThat(EVENTS.eventsOf(org.id(), "byok-revoked")).hasSize(1);
  }

  @Test
  void a_change_can_be_meant_for_one_version_only() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();

    as(org.owner())
        .contentType("application/json")
        .header("If-Match", "\"7\"")
        .body(Aws.accessKey(customer))
        .put(org.path())
        .then()
        .statusCode(412)
        .body("code", is("precondition-failed"));
    as(org.owner())
        .contentType("application/json")
        .header("If-Match", "\"0\"")
        .body(Aws.accessKey(customer))
        .put(org.path())
        .then()
        .statusCode(200);
    as(org.owner()).header("If-Match", "\"0\"").delete(org.path()).then().statusCode(412);
  }

  @Test
  void of_owners_who_save_at_once_one_succeeds_and_the_others_are_told() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    Aws.fault(
        """
        {"service": "bedrock-runtime", "accountId": "%s", "kind": "delay", "delayMillis": 1000,
         "times": 8}"""
            .formatted(customer.account()));

    var answers = InParallel.times(4, i -> save(org, Aws.accessKey(customer))).succeeded();
    Aws.clearFaults();

    assertThat(answers.stream().map(Response::statusCode))
        .containsExactlyInAnyOrder(200, 409, 409, 409);
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
        .allMatch(answer -> answer.path("code").equals("conflict"));
    as(org.owner()).get(org.path()).then().body("version", is(1));
    assertThat(sealedSecretsOf(org)).isEqualTo(1);
    given.entitled(org, 2, false);
    EVENTS.awaitEvent("byok-suspended", org.id());
    assertThat(EVENTS.eventsOf(org.id(), "byok-activated")).hasSize(1);
  }

  @Test
  void only_an_owner_may_even_look() {
    Org org = given.anOrganizationOnBusiness();
    var admin = given.aMember(org, "admin", 1);
    Eventually.holds(() -> as(admin).get(org.path()).statusCode() == 403);

    as(admin).get(org.path()).then().body("code", is("forbidden"));
    as(admin).get(org.path() + "/external-id").then().statusCode(403);
    as(admin).delete(org.path()).then().statusCode(403);
    as(admin)
        .contentType("application/json")
        .body(Aws.accessKey(aCustomer()))
        .put(org.path())
        .then()
        .statusCode(403);
    as(admin).post(org.path() + "/test").then().statusCode(403);
  }

  @Test
  void the_change_and_its_event_are_of_one_transaction() {
    Org org = given.anOrganizationOnBusiness();
    Database database = Database.of("byok");
    database.update(
        """
        CREATE TABLE IF NOT EXISTS outbox_witness AS
        SELECT organization_id, type, 0::bigint AS tx FROM outbox WHERE false
        """);
    database.update(
        """
        CREATE OR REPLACE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          INSERT INTO outbox_witness VALUES
            (NEW.organization_id, NEW.type, txid_current() & 4294967295);
          RETURN NEW;
        END $$
        """);
    database.update(
        """
        CREATE OR REPLACE TRIGGER witness AFTER INSERT ON outbox
        FOR EACH ROW EXECUTE FUNCTION witness()
        """);

    save(org, Aws.accessKey(aCustomer())).then().statusCode(200);

    UUID id = UUID.fromString(org.id());
    assertThat(
            database.single(
                "SELECT tx FROM outbox_witness WHERE organization_id = ? AND type = ?",
                id,
                "byok-activated"))
        .containsEntry("tx", database.xmin("sealed_secrets", "organization_id = ?", id));
  }

  static Response save(Org org, Map<String, Object> wanted) {
    return as(org.owner()).contentType("application/json").body(wanted).put(org.path());
  }

  private static long sealedSecretsOf(Org org) {
    return Database.of("byok")
        .count("sealed_secrets WHERE organization_id = ?", UUID.fromString(org.id()));
  }

  private static @Nullable Object secretIdOf(Org org) {
    return Database.of("byok")
        .single(
            "SELECT id FROM sealed_secrets WHERE organization_id = ?", UUID.fromString(org.id()))
        .get("id");
  }

  private static String masked(String id) {
    return id.substring(0, 4) + "…" + id.substring(id.length() - 4);
  }
}
