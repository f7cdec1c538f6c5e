package io.orgplane.journeys;

import static io.orgplane.journeys.Api.aWorkspaceIn;
import static io.orgplane.journeys.Api.anOrganizationOf;
import static io.orgplane.journeys.Api.as;
import static io.orgplane.journeys.Api.asPlatform;
import static io.orgplane.journeys.Api.buy;
import static io.orgplane.journeys.Api.eventually;
import static io.orgplane.journeys.Api.invite;
import static io.orgplane.journeys.Api.join;
import static io.orgplane.journeys.Api.mailedToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.journeys.Keycloak.Someone;
import io.orgplane.local.SuiteService;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An organization that has more than its plan allows: nothing is deleted, nobody is removed, and
 * all that it had comes back with a larger plan.
 */
@ExtendWith(RunningSuite.class)
class OverLimitIT {

  private static final String ORG = "/v1/organizations/{org}";

  private final Someone ann = Keycloak.someone("Ann");
  private final Someone bob = Keycloak.someone("Bob");
  private final Someone carol = Keycloak.someone("Carol");

  @Test
  void what_a_smaller_plan_does_not_allow_stands_still_until_a_larger_one_brings_it_back() {
    String acme = anOrganizationOf(ann, "Acme");
    buy(acme, ann, "business", 5);
    String production = aWorkspaceIn(acme, ann, "Production");
    aWorkspaceIn(acme, ann, "Staging");
    join(acme, ann, bob, "developer", production);
    invite(acme, ann, carol, "viewer");
    bringOwnAccount(acme);
    eventually(() -> payer(acme, production).equals("byok"));

    endAtStripe(acme);

    eventually(() -> "starter".equals(subscription(acme).path("plan")));
    assertThat(subscription(acme).<List<String>>path("overLimit.what"))
        .contains("workspaces", "members");
    eventually(() -> writable(acme).equals(List.of("Production")));
    assertThat(as(ann).get(ORG + "/workspaces", acme).<List<String>>path("items.name"))
        .containsExactlyInAnyOrder("Production", "Staging");
    refused(create(acme, "Another"), 409, "workspace-limit-reached");
    refused(accept(carol), 409, "seat-limit-reached");
    eventually(() -> "suspended".equals(as(ann).get(ORG + "/byok", acme).path("status")));
    assertThat(payer(acme, production)).isEqualTo("platform");
    assertThat(as(bob).get(ORG, acme).statusCode()).isEqualTo(200);
    assertThat(subscription(acme).<Integer>path("seats.used")).isEqualTo(2);

    buy(acme, ann, "business", 5);

    eventually(() -> writable(acme).size() == 2);
    eventually(() -> create(acme, "Another").statusCode() == 201);
    eventually(() -> accept(carol).statusCode() == 200);
    eventually(() -> payer(acme, production).equals("byok"));
    assertThat(as(ann).get(ORG + "/byok", acme).<String>path("status")).isEqualTo("active");
    assertThat(subscription(acme).<List<String>>path("overLimit.what")).isEmpty();
  }

  private Response subscription(String acme) {
    return as(ann).get(ORG + "/billing/subscription", acme);
  }

  private List<String> writable(String acme) {
    return as(ann)
        .get(ORG + "/workspaces", acme)
        .jsonPath()
        .getList("items.findAll { !it.readOnly }.name", String.class);
  }

  private Response create(String acme, String name) {
    return as(ann)
        .body(Map.of("name", name, "cloudProvider", "aws"))
        .post(ORG + "/workspaces", acme);
  }

  private static Response accept(Someone person) {
    return as(person).body(Map.of("token", mailedToken(person))).post("/v1/invitations/accept");
  }

  /** Whose account pays for a model call. */
  private static String payer(String acme, String workspace) {
    return asPlatform()
        .body(Map.of("organizationId", acme, "workspaceId", workspace))
        .post("/v1/bedrock-credentials")
        .then()
        .statusCode(200)
        .extract()
        .path("source");
  }

  private void bringOwnAccount(String acme) {
    eventually(() -> as(ann).get(ORG + "/byok/external-id", acme).statusCode() == 200);
    CustomerAccount.create(acme, as(ann).get(ORG + "/byok/external-id", acme).path("trustPolicy"));
    as(ann)
        .body(
            Map.of(
                "credential",
                Map.of("kind", "role", "roleArn", CustomerAccount.roleArn(acme)),
                "region",
                "us-east-1",
                "inferenceProfile",
                "us"))
        .put(ORG + "/byok", acme)
        .then()
        .statusCode(200);
  }

  /** The subscription ends at once, as by hand in Stripe's pages; billing hears of it. */
  private static void endAtStripe(String acme) {
    List<Map<String, Object>> rows =
        RunningSuite.query(
            SuiteService.BILLING,
            "SELECT provider_subscription AS id FROM subscriptions WHERE organization_id = ?::uuid",
            acme);
    given()
        .auth()
        .oauth2("sk_test_orgplane_local")
        .delete(
            RunningSuite.addresses().stripe() + "/v1/subscriptions/" + rows.getFirst().get("id"))
        .then()
        .statusCode(200);
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.<String>path("code")).isEqualTo(code);
  }
}
