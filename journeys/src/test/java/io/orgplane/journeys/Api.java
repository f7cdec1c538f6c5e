package io.orgplane.journeys;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.orgplane.journeys.Keycloak.Someone;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Calls through the front door, as people and platform services make them. */
final class Api {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Api() {}

  static RequestSpecification as(Someone person) {
    return withToken(person.token());
  }

  static RequestSpecification asPlatform() {
    return withToken(Keycloak.platformToken());
  }

  static RequestSpecification withToken(String token) {
    return anonymous().auth().oauth2(token);
  }

  static RequestSpecification anonymous() {
    return given()
        .baseUri(RunningSuite.addresses().frontDoor().toString())
        .contentType(ContentType.JSON);
  }

  static String personalOrganizationOf(Someone person) {
    return as(person).get("/v1/me").then().statusCode(200).extract().path("personalOrganizationId");
  }

  static String anOrganizationOf(Someone owner, String name) {
    String id =
        as(owner)
            .body(Map.of("name", name))
            .post("/v1/organizations")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    eventually(() -> "active".equals(as(owner).get("/v1/organizations/{org}", id).path("status")));
    return id;
  }

  static String aWorkspaceIn(String organization, Someone owner, String name) {
    return as(owner)
        .body(Map.of("name", name, "cloudProvider", "aws"))
        .post("/v1/organizations/{org}/workspaces", organization)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** Through Checkout, as the Owner does it, until the entitlements are there. */
  static void buy(String organization, Someone owner, String plan, int seats) {
    String session =
        as(owner)
            .body(Map.of("plan", plan, "interval", "month", "seats", seats))
            .post("/v1/organizations/{org}/billing/checkout", organization)
            .then()
            .statusCode(201)
            .extract()
            .path("sessionId");
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("paymentMethod", "pm_card_visa"))
        .post(
            RunningSuite.addresses().stripe().resolve("/sandbox/checkout/" + session + "/complete"))
        .then()
        .statusCode(200);
    eventually(
        () ->
            plan.equals(
                as(owner)
                    .get("/v1/organizations/{org}/billing/subscription", organization)
                    .path("plan")));
    eventually(
        () ->
            plan.equals(as(owner).get("/v1/organizations/{org}/stats", organization).path("plan")));
  }

  /** Invites and accepts, with the link from the mail. */
  static void join(
      String organization, Someone owner, Someone invited, String role, String... workspaces) {
    invite(organization, owner, invited, role, workspaces);
    as(invited)
        .body(Map.of("token", mailedToken(invited)))
        .post("/v1/invitations/accept")
        .then()
        .statusCode(200);
  }

  static void inviteAddress(String organization, Someone owner, String email) {
    as(owner)
        .body(Map.of("emails", List.of(email), "role", "viewer"))
        .post("/v1/organizations/{org}/invitations", organization);
  }

  static void invite(
      String organization, Someone owner, Someone invited, String role, String... workspaces) {
    as(owner)
        .body(
            Map.of(
                "emails", List.of(invited.email()),
                "role", role,
                "workspaces",
                    java.util.Arrays.stream(workspaces)
                        .map(id -> Map.of("workspaceId", id))
                        .toList()))
        .post("/v1/organizations/{org}/invitations", organization)
        .then()
        .statusCode(201);
  }

  /** The token of the newest invitation in the person's mailbox. */
  static String mailedToken(Someone person) {
    eventually(() -> !mailsTo(person).isEmpty());
    String text = mailsTo(person).getFirst();
    return text.substring(text.indexOf("#token=") + "#token=".length()).split("\\s")[0];
  }

  static List<String> mailsTo(Someone person) {
    return given()
        .queryParam("to", person.email())
        .get(RunningSuite.addresses().sandbox().resolve("/mail"))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.findAll { it.text.contains('#token=') }.text", String.class);
  }

  static void eventually(Callable<Boolean> fact) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(fact);
  }
}
