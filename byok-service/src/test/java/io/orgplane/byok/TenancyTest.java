package io.orgplane.byok;

import static io.orgplane.testing.Caller.anonymous;
import static io.orgplane.testing.Caller.as;
import static io.orgplane.testing.Caller.withToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.byok.Given.Org;
import io.orgplane.byok.Routes.Route;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.People;
import io.orgplane.testing.Person;
import io.orgplane.testing.TokenIssuer;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@ByokTest
class TenancyTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final Given given = new Given(EVENTS);

  @Test
  void the_documented_routes_are_those_of_the_api() {
    assertThat(Routes.ofTheService().ofOrganizations())
        .extracting(Route::toString)
        .containsExactlyInAnyOrder(
            "GET /v1/organizations/{org}/byok",
            "PUT /v1/organizations/{org}/byok",
            "DELETE /v1/organizations/{org}/byok",
            "POST /v1/organizations/{org}/byok/test",
            "GET /v1/organizations/{org}/byok/external-id",
            "GET /v1/organizations/{org}/byok/fallback-policy",
            "PUT /v1/organizations/{org}/byok/fallback-policy");
    assertThat(Routes.ofTheService().all())
        .extracting(Route::toString)
        .contains("POST /v1/bedrock-credentials", "POST /v1/bedrock-fallbacks");
  }

  @Test
  void somebody_elses_organization_and_an_unknown_one_answer_the_same_to_the_byte() {
    Org org = given.anOrganizationOnBusiness();
    Org own = given.anOrganizationOnBusiness();
    List<String> unknown = List.of(Uuids.v7().toString(), "nonsense", "1-1-1-1-1");

    for (Route route : Routes.ofTheService().ofOrganizations()) {
      for (Person stranger : List.of(People.aPerson(), own.owner())) {
        Response foreign = call(as(stranger), route, org.id());
        assertThat(foreign.statusCode()).as(route.toString()).isEqualTo(404);
        for (String id : unknown) {
          Response none = call(as(stranger), route, id);
          assertThat(none.asString()).as(route.toString()).isEqualTo(foreign.asString());
          assertThat(none.statusCode()).isEqualTo(404);
        }
      }
    }
    assertThat(
            Database.of("byok")
                .single(
                    "SELECT version FROM configurations WHERE organization_id = ?",
                    UUID.fromString(org.id())))
        .containsEntry("version", 0L);
  }

  @Test
  void nobody_gets_anywhere_without_a_genuine_token() {
    Org org = given.anOrganization();
    var bad = TokenIssuer.shared().badTokens(org.owner());

    for (Route route : Routes.ofTheService().all().stream().filter(Route::isOurs).toList()) {
      assertThat(call(anonymous(), route, org.id()).statusCode())
          .as(route.toString())
          .isEqualTo(401);
      bad.forEach(
          (kind, token) -> {
            Response refused = call(withToken(token), route, org.id());
            assertThat(refused.statusCode()).as("%s: %s", route, kind).isEqualTo(401);
            assertThat(refused.contentType()).contains("application/problem+json");
          });
    }
  }

  @Test
  void a_platform_service_is_no_owner() {
    Org org = given.anOrganization();
    String token = TokenIssuer.shared().platformServiceToken();

    for (Route route : Routes.ofTheService().ofOrganizations()) {
      assertThat(call(withToken(token), route, org.id()).statusCode())
          .as(route.toString())
          .isEqualTo(403);
    }
  }

  @Test
  void every_table_of_tenants_is_behind_the_second_wall() {
    assertThat(Database.of("byok", "byok").query("SELECT count(*) AS n FROM external_ids"))
        .first()
        .extracting(row -> row.get("n"))
        .isEqualTo(0L);
    assertThat(Database.of("byok").unprotectedTables()).isSubsetOf("outbox_witness");
  }

  private static Response call(RequestSpecification as, Route route, String organization) {
    if (route.body()) {
      as.contentType("application/json").body(BadInputTest.fitting(route));
    }
    return as.request(route.method(), route.of(organization));
  }
}
