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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.orgplane.journeys.Keycloak.Someone;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first weeks of a team, chapter by chapter, with the refusals on the way. */
@ExtendWith(RunningSuite.class)
class FirstWeeksIT {

  private static final String ORG = "/v1/organizations/{org}";

  @Test
  void a_new_person_has_an_organization_of_their_own_on_starter() {
    Someone ann = Keycloak.someone("Ann");

    String personal = Api.personalOrganizationOf(ann);

    as(ann)
        .get(ORG + "/workspaces", personal)
        .then()
        .statusCode(200)
        .body("items.name", equalTo(List.of("Default")))
        .body("items[0].default", is(true));
    as(ann).get(ORG + "/billing/subscription", personal).then().body("plan", equalTo("starter"));
    assertThat(Api.personalOrganizationOf(ann)).isEqualTo(personal);
  }

  @Test
  void a_new_organization_is_usable_in_every_service_at_once_and_starter_has_one_seat() {
    Someone ann = Keycloak.someone("Ann");
    Someone dave = Keycloak.someone("Dave");
    String acme = anOrganizationOf(ann, "Acme");

    as(ann)
        .get(ORG + "/members", acme)
        .then()
        .statusCode(200)
        .body("items.role", equalTo(List.of("owner")));
    as(ann).get(ORG + "/billing/credits", acme).then().statusCode(200);
    as(ann).get(ORG + "/byok", acme).then().statusCode(200);
    invite(acme, ann, dave, "viewer");
    refused(accept(dave, mailedToken(dave)), 409, "seat-limit-reached");

    buy(acme, ann, "team", 2);
    eventually(() -> accept(dave, mailedToken(dave)).statusCode() == 200);
  }

  @Test
  void a_third_member_on_two_seats_buys_the_third_seat_and_its_credits() {
    Team team = aTeam();

    eventually(() -> team.subscription().path("seats.purchased").equals(3));
    assertThat(team.stripeQuantity()).isEqualTo(3);
    eventually(() -> team.granted("monthly").compareTo(new BigDecimal("600")) == 0);
  }

  @Test
  void an_invitation_is_for_the_invited_alone_and_for_once() {
    Someone ann = Keycloak.someone("Ann");
    Someone bob = Keycloak.someone("Bob");
    Someone mallory = Keycloak.someoneUnverified("Mallory");
    String acme = anOrganizationOf(ann, "Acme");
    buy(acme, ann, "team", 2);
    invite(acme, ann, bob, "developer");
    invite(acme, ann, mallory, "developer");
    String token = mailedToken(bob);

    refused(accept(ann, token), 403, "invitation-email-mismatch");
    refused(accept(mallory, mailedToken(mallory)), 403, "email-not-verified");
    refused(accept(bob, token.substring(1) + "A"), 404, "not-found");
    accept(bob, token).then().statusCode(200).body("role", equalTo("developer"));
    accept(bob, token).then().statusCode(200).body("role", equalTo("developer"));
  }

  @Test
  void access_follows_role_workspace_and_override() {
    Team team = aTeam();

    team.check(team.ann, "billing:manage", null, true);
    team.check(team.ann, "operations:run", team.staging, true);
    team.check(team.bob, "operations:run", team.production, true);
    team.check(team.bob, "workspace:read", team.staging, false);
    team.check(team.bob, "members:manage", null, false);
    team.check(team.carol, "workspace:write", team.staging, true);
    team.check(team.carol, "workspace:manage", team.staging, false);
    team.check(team.carol, "workspace:read", team.production, false);
    as(team.bob)
        .body(
            Map.of(
                "userId",
                team.carol.userId(),
                "organizationId",
                team.acme,
                "permission",
                "workspace:read"))
        .post("/v1/access/check")
        .then()
        .statusCode(403);
    refused(as(team.bob).get(ORG + "/billing/credits", team.acme), 403, "forbidden");
    refused(as(team.bob).body(Map.of("name", "Mine")).patch(ORG, team.acme), 403, "forbidden");
  }

  @Test
  void usage_draws_once_and_a_reservation_settles() {
    Team team = aTeam();
    eventually(() -> team.granted("monthly").compareTo(new BigDecimal("600")) == 0);
    BigDecimal before = team.remaining();
    String id = UUID.randomUUID().toString();

    team.report(id, "operation", "12.5").statusCode(201).body("source", equalTo("credits"));
    team.report(id, "operation", "12.5").statusCode(201);
    assertThat(team.remaining()).isEqualByComparingTo(before.subtract(new BigDecimal("12.5")));

    String reservation = UUID.randomUUID().toString();
    asPlatform()
        .body(
            Map.of(
                "id",
                reservation,
                "organizationId",
                team.acme,
                "workspaceId",
                team.production,
                "kind",
                "llm",
                "credits",
                20,
                "ttlSeconds",
                60))
        .post("/v1/usage/reservations")
        .then()
        .statusCode(201);
    asPlatform()
        .body(Map.of("credits", 14.25))
        .post("/v1/usage/reservations/{id}/settle", reservation)
        .then()
        .statusCode(200);
    assertThat(team.remaining()).isEqualByComparingTo(before.subtract(new BigDecimal("26.75")));
    refused(as(team.bob).body(Map.of()).post("/v1/usage"), 403, "forbidden");
    asPlatform()
        .body(team.usage(UUID.randomUUID().toString(), "operation", "100000"))
        .post("/v1/usage")
        .then()
        .statusCode(402)
        .body("code", equalTo("credits-exhausted"))
        .body("nextGrantAt", notNullValue());
  }

  @Test
  void a_removal_ends_access_everywhere_and_its_record_names_every_service() {
    Team team = aTeam();

    String revocation =
        as(team.ann)
            .delete(ORG + "/members/{user}", team.acme, team.bob.userId())
            .then()
            .statusCode(202)
            .extract()
            .path("revocationId");

    team.check(team.bob, "workspace:read", team.production, false);
    for (String path : List.of("", "/members", "/billing/credits", "/byok")) {
      eventually(() -> as(team.bob).get(ORG + path, team.acme).statusCode() == 404);
    }
    eventually(
        () ->
            as(team.ann).get(ORG + "/revocations/{id}", team.acme, revocation).path("completedAt")
                != null);
    as(team.ann)
        .get(ORG + "/revocations/{id}", team.acme, revocation)
        .then()
        .body("participants.name", hasItems("org", "billing", "byok", "keycloak"))
        .body("participants.acknowledgedAt", everyItem(notNullValue()))
        .body("workspaces", equalTo(List.of(team.production)));
    eventually(() -> team.subscription().path("seats.used").equals(2));
    as(team.bob).get("/v1/me").then().body("organizations.id", not(hasItems(team.acme)));
  }

  @Test
  void the_last_owner_stays() {
    Someone ann = Keycloak.someone("Ann");
    String acme = anOrganizationOf(ann, "Acme");

    refused(as(ann).delete(ORG + "/members/{user}", acme, ann.userId()), 409, "last-owner");
    refused(
        as(ann).body(Map.of("role", "viewer")).patch(ORG + "/members/{user}", acme, ann.userId()),
        409,
        "last-owner");
  }

  @Test
  void with_its_own_aws_account_model_usage_draws_nothing_until_it_is_removed() {
    Team team = aTeam();
    refused(team.configureByok(), 402, "plan-required");
    as(team.ann)
        .body(Map.of("plan", "business", "interval", "month", "seats", 5))
        .put(ORG + "/billing/plan", team.acme)
        .then()
        .statusCode(200);
    eventually(() -> as(team.ann).get(ORG + "/byok/external-id", team.acme).statusCode() == 200);
    team.trustOrgplane();

    team.configureByok().then().statusCode(200).body("status", equalTo("active"));
    eventually(
        () ->
            "byok"
                .equals(
                    team.report(UUID.randomUUID().toString(), "llm", "3")
                        .extract()
                        .path("source")));
    BigDecimal before = team.remaining();
    team.report(UUID.randomUUID().toString(), "llm", "3").body("charged", equalTo(0));
    assertThat(team.remaining()).isEqualByComparingTo(before);
    team.vend().body("source", equalTo("byok")).body("expiresAt", notNullValue());

    as(team.ann).delete(ORG + "/byok", team.acme).then().statusCode(204);
    team.vend().body("source", equalTo("platform"));
    eventually(
        () ->
            "credits"
                .equals(
                    team.report(UUID.randomUUID().toString(), "llm", "1")
                        .extract()
                        .path("source")));
  }

  private static Response accept(Someone person, String token) {
    return as(person).body(Map.of("token", token)).post("/v1/invitations/accept");
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.<String>path("code")).isEqualTo(code);
  }

  /**
   * Ann's organization on Team: Bob develops in Production, Carol views Staging and may write
   * there.
   */
  private static Team aTeam() {
    Someone ann = Keycloak.someone("Ann");
    Someone bob = Keycloak.someone("Bob");
    Someone carol = Keycloak.someone("Carol");
    String acme = anOrganizationOf(ann, "Acme");
    buy(acme, ann, "team", 2);
    String production = aWorkspaceIn(acme, ann, "Production");
    String staging = aWorkspaceIn(acme, ann, "Staging");
    join(acme, ann, bob, "developer", production);
    join(acme, ann, carol, "viewer", staging);
    as(ann)
        .body(Map.of("role", "developer"))
        .put(ORG + "/workspaces/{ws}/members/{user}", acme, staging, carol.userId())
        .then()
        .statusCode(200);
    return new Team(ann, bob, carol, acme, production, staging);
  }

  private record Team(
      Someone ann, Someone bob, Someone carol, String acme, String production, String staging) {

    Response subscription() {
      return as(ann).get(ORG + "/billing/subscription", acme);
    }

    BigDecimal remaining() {
      return number(credits().path("remaining"));
    }

    BigDecimal granted(String bucket) {
      List<Object> granted =
          credits()
              .jsonPath()
              .getList("buckets.findAll { it.kind == '%s' }.granted".formatted(bucket));
      return granted.stream().map(FirstWeeksIT::number).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Response credits() {
      return as(ann).get(ORG + "/billing/credits", acme);
    }

    /** As Stripe has it. */
    int stripeQuantity() {
      String customer =
          stripe("/v1/customers", "limit", "100")
              .extract()
              .path("data.find { it.metadata.organization == '%s' }.id".formatted(acme));
      return stripe("/v1/subscriptions", "customer", customer)
          .extract()
          .path("data[0].items.data[0].quantity");
    }

    void check(Someone person, String permission, @Nullable String workspace, boolean allowed) {
      Map<String, Object> question = new HashMap<>();
      question.put("userId", person.userId());
      question.put("organizationId", acme);
      question.put("permission", permission);
      if (workspace != null) {
        question.put("workspaceId", workspace);
      }
      asPlatform()
          .body(question)
          .post("/v1/access/check")
          .then()
          .statusCode(200)
          .body("allowed", is(allowed));
    }

    Map<String, Object> usage(String id, String kind, String credits) {
      return Map.of(
          "id", id,
          "organizationId", acme,
          "workspaceId", production,
          "kind", kind,
          "credits", new BigDecimal(credits));
    }

    ValidatableResponse report(String id, String kind, String credits) {
      return asPlatform().body(usage(id, kind, credits)).post("/v1/usage").then().statusCode(201);
    }

    ValidatableResponse vend() {
      return asPlatform()
          .body(Map.of("organizationId", acme, "workspaceId", production))
          .post("/v1/bedrock-credentials")
          .then()
          .statusCode(200);
    }

    Response configureByok() {
      return as(ann)
          .body(
              Map.of(
                  "credential", Map.of("kind", "role", "roleArn", CustomerAccount.roleArn(acme)),
                  "region", "us-east-1",
                  "inferenceProfile", "us"))
          .put(ORG + "/byok", acme);
    }

    /** Pastes our trust policy into a role of the customer's account. */
    void trustOrgplane() {
      Object policy = as(ann).get(ORG + "/byok/external-id", acme).path("trustPolicy");
      CustomerAccount.create(acme, policy);
    }
  }

  private static ValidatableResponse stripe(String path, String parameter, String value) {
    return given()
        .auth()
        .oauth2("sk_test_orgplane_local")
        .queryParam(parameter, value)
        .get(RunningSuite.addresses().stripe() + path)
        .then()
        .statusCode(200);
  }

  private static BigDecimal number(Object value) {
    return new BigDecimal(String.valueOf(value));
  }
}
