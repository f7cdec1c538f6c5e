package io.orgplane.byok;

import static io.orgplane.byok.Aws.aCustomer;
import static io.orgplane.byok.Aws.aRole;
import static io.orgplane.testing.Caller.as;
import static io.orgplane.testing.Caller.asPlatformService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.orgplane.byok.Aws.Customer;
import io.orgplane.byok.Given.Org;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@ByokTest
class SecurityTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final Database DATABASE = Database.of("byok");

  private final Given given = new Given(EVENTS);

  @Test
  void a_role_that_one_organization_set_up_is_refused_to_a_second_one_that_names_it() {
    Org owner = given.anOrganizationOnBusiness();
    Org thief = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    aRole(customer, as(owner.owner()).get(owner.path() + "/external-id").path("trustPolicy"));
    ConfiguringByokTest.save(owner, Aws.role(customer)).then().statusCode(200);

    ConfiguringByokTest.save(thief, Aws.role(customer))
        .then()
        .statusCode(422)
        .body("checks.find { !it.ok }.name", is("assume-role"))
        .body("checks.find { !it.ok }.failure.class", is("policy"));

    vend(thief).then().body("source", is("platform"));
    assertThat(Aws.invocationsOf(customer.account())).isEqualTo(2);
  }

  @Test
  void a_row_of_ciphertext_opens_for_no_other_organization_secret_or_version() {
    Org victim = given.anOrganizationOnBusiness();
    Org thief = given.anOrganizationOnBusiness();
    Customer theirs = aCustomer();
    ConfiguringByokTest.save(victim, Aws.accessKey(theirs)).then().statusCode(200);
    ConfiguringByokTest.save(thief, Aws.accessKey(aCustomer())).then().statusCode(200);

    copySecret(victim, thief);
    assertThat(vend(thief).statusCode()).isGreaterThanOrEqualTo(500);

    ConfiguringByokTest.save(victim, Aws.accessKey(theirs)).then().statusCode(200);
    DATABASE.update(
        "UPDATE sealed_secrets SET version = version + 1 WHERE organization_id = ?", id(victim));
    DATABASE.update(
        "UPDATE configurations SET secret_version = secret_version + 1 WHERE organization_id = ?",
        id(victim));
    assertThat(vend(victim).statusCode()).isGreaterThanOrEqualTo(500);

    ConfiguringByokTest.save(victim, Aws.accessKey(theirs)).then().statusCode(200);
    UUID another = UUID.fromString(Uuids.v7().toString());
    DATABASE.update(
        "UPDATE sealed_secrets SET id = ? WHERE organization_id = ?", another, id(victim));
    DATABASE.update(
        "UPDATE configurations SET secret_id = ? WHERE organization_id = ?", another, id(victim));
    assertThat(vend(victim).statusCode()).isGreaterThanOrEqualTo(500);
    ConfiguringByokTest.save(victim, Aws.accessKey(theirs)).then().statusCode(200);
    vend(victim).then().statusCode(200).body("source", is("byok"));
  }

  /**
   * After a removal neither the wrapped data key nor the ciphertext is anywhere in the database, so
   * that the master key alone opens nothing. A backup from before still holds both.
   */
  @Test
  void a_removal_leaves_no_data_key_and_no_ciphertext_behind() {
    Org org = given.anOrganizationOnBusiness();
    ConfiguringByokTest.save(org, Aws.accessKey(aCustomer())).then().statusCode(200);
    String wrapped = secretOf(org, "wrapped_key");
    String ciphertext = secretOf(org, "ciphertext");
    assertThat(DATABASE.dump())
        .anyMatch(line -> line.contains(wrapped) && line.contains(ciphertext));

    as(org.owner()).delete(org.path()).then().statusCode(204);

    assertThat(DATABASE.dump())
        .noneMatch(line -> line.contains(wrapped) || line.contains(ciphertext));
  }

  @Test
  void strict_never_falls_back_whatever_is_wrong_with_the_account() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = aCustomer();
    ConfiguringByokTest.save(org, Aws.accessKey(customer)).then().statusCode(200);

    for (String kind : List.of("throttle", "outage", "error-500")) {
      Aws.fault(
          """
          {"service": "sts", "accountId": "%s", "kind": "%s", "times": 100}"""
              .formatted(customer.account(), kind));
      vend(org).then().statusCode(503);
      Aws.clearFaults();
    }
    Aws.deactivateKey(customer);
    as(org.owner()).post(org.path() + "/test").then().body("ok", is(false));

    vend(org).then().statusCode(409).body("byokStatus", is("invalid"));
    as(org.owner()).get(org.path()).then().body("status", is("invalid"));
  }

  private static void copySecret(Org from, Org to) {
    DATABASE.update(
        """
        UPDATE sealed_secrets mine SET algorithm = theirs.algorithm, key_id = theirs.key_id,
          wrapped_key = theirs.wrapped_key, nonce = theirs.nonce, ciphertext = theirs.ciphertext
        FROM sealed_secrets theirs
        WHERE mine.organization_id = ? AND theirs.organization_id = ?
        """,
        id(to),
        id(from));
  }

  private static String secretOf(Org org, String column) {
    return String.valueOf(
        DATABASE
            .single(
                "SELECT encode(%s, 'hex') AS hex FROM sealed_secrets WHERE organization_id = ?"
                    .formatted(column),
                id(org))
            .get("hex"));
  }

  private static UUID id(Org org) {
    return UUID.fromString(org.id());
  }

  private static Response vend(Org org) {
    return asPlatformService()
        .contentType("application/json")
        .body(Map.of("organizationId", org.id(), "workspaceId", org.workspace()))
        .post("/v1/bedrock-credentials");
  }
}
