package io.orgplane.journeys;

import static io.orgplane.journeys.Api.as;
import static io.orgplane.journeys.Api.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.orgplane.journeys.Keycloak.Someone;
import io.orgplane.local.SuiteService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody who registers with the real Keycloak, signs in perhaps, and never calls Orgplane. */
@ExtendWith(RunningSuite.class)
class RegistrationIT {

  @Test
  void they_have_their_personal_organization_before_their_first_call() {
    Someone emma = Keycloak.someone("Emma");

    eventually(() -> personalOf(emma).size() == 1);
    String id = String.valueOf(personalOf(emma).getFirst().get("organization_id"));

    eventually(
        () ->
            RunningSuite.count(SuiteService.MEMBERSHIP, "members WHERE user_id = ?", emma.userId())
                == 1);
    as(emma)
        .get("/v1/organizations")
        .then()
        .statusCode(200)
        .body("items.id", equalTo(List.of(id)))
        .body("items.name", equalTo(List.of("Emma's Organization")));
    as(emma)
        .get("/v1/organizations/{org}/workspaces", id)
        .then()
        .statusCode(200)
        .body("items.name", equalTo(List.of("Default")));
    as(emma).get("/v1/me").then().body("personalOrganizationId", equalTo(id));
    assertThat(personalOf(emma)).hasSize(1);
  }

  @Test
  void the_client_that_finds_them_can_read_people_and_nothing_else() {
    String token =
        given()
            .formParams(
                Map.of(
                    "grant_type", "client_credentials",
                    "client_id", "orgplane-org-directory",
                    "client_secret", "orgplane-org-directory-secret"))
            .post(RunningSuite.addresses().tokens())
            .then()
            .statusCode(200)
            .extract()
            .path("access_token");
    String realm = RunningSuite.addresses().realmAdmin().toString();

    assertThat(given().auth().oauth2(token).get(realm + "/users?max=1").statusCode())
        .isEqualTo(200);
    assertThat(given().auth().oauth2(token).get(realm + "/clients").statusCode()).isEqualTo(403);
    assertThat(
            given()
                .auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("username", "forged@example.com"))
                .post(realm + "/users")
                .statusCode())
        .isEqualTo(403);
    assertThat(Api.withToken(token).get("/v1/me").statusCode()).isEqualTo(401);
  }

  private static List<Map<String, Object>> personalOf(Someone person) {
    return RunningSuite.query(
        SuiteService.ORG,
        "SELECT organization_id FROM organizations WHERE personal AND created_by = ?",
        person.userId());
  }
}
