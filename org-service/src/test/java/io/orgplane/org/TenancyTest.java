package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.testing.Database;
import io.orgplane.testing.Person;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

@OrgTest
class TenancyTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  @Test
  void all_routes_are_known_here() {
    assertThat(Route.all())
        .extracting(Route::toString)
        .contains(
            "GET /v1/me",
            "POST /v1/organizations",
            "GET /v1/organizations",
            "GET /v1/organizations/{org}",
            "PATCH /v1/organizations/{org}",
            "DELETE /v1/organizations/{org}",
            "GET /v1/organizations/{org}/stats",
            "GET /v1/organizations/{org}/audit-log",
            "GET /v1/organizations/{org}/workspaces",
            "POST /v1/organizations/{org}/workspaces",
            "GET /v1/organizations/{org}/workspaces/{ws}",
            "PATCH /v1/organizations/{org}/workspaces/{ws}",
            "DELETE /v1/organizations/{org}/workspaces/{ws}");
  }

  @TestFactory
  Stream<DynamicTest> somebody_elses_organization_answers_as_one_that_does_not_exist() {
    Acme theirs = Acme.founded(SUITE.events);
    String workspace = theirs.aWorkspace("Theirs");
    Acme deleted = Acme.founded(SUITE.events);
    as(deleted.owner).delete(deleted.path()).then().statusCode(204);
    Person removed = theirs.joins("admin");
    SUITE.events.publish(
        "membership-events", "member-removed", theirs.id, theirs.removal(removed, "admin"));
    Acme.until(() -> as(removed).get(theirs.path()).statusCode() == 404);
    Person stranger = aPerson("Stranger");

    return Route.ofOrganizations().stream()
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      Response unknown =
                          call(stranger, route, Uuids.v7().toString(), Uuids.v7().toString());
                      assertThat(unknown.statusCode()).isEqualTo(404);
                      assertSame(unknown, call(stranger, route, theirs.id, workspace));
                      assertSame(unknown, call(removed, route, theirs.id, workspace));
                      assertSame(unknown, call(deleted.owner, route, deleted.id, workspace));
                      assertSame(unknown, call(stranger, route, "no-id", workspace));
                      assertSame(unknown, call(stranger, route, "1-1-1-1-1", workspace));
                      assertUntouched(theirs);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> somebody_elses_workspace_answers_as_one_that_does_not_exist() {
    Acme theirs = Acme.founded(SUITE.events);
    String workspace = theirs.aWorkspace("Theirs");
    Acme ours = Acme.founded(SUITE.events);

    return Route.ofOrganizations().stream()
        .filter(Route::ofWorkspace)
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      Response unknown = call(ours.owner, route, ours.id, Uuids.v7().toString());
                      assertThat(unknown.statusCode()).isEqualTo(404);
                      assertSame(unknown, call(ours.owner, route, ours.id, workspace));
                      assertSame(unknown, call(ours.owner, route, ours.id, "no-id"));
                      assertUntouched(theirs);
                    }));
  }

  @Test
  void the_services_own_role_sees_nothing_without_saying_for_whom() {
    Acme acme = Acme.founded(SUITE.events);
    acme.aWorkspace("Main");
    Database asService = Database.of("org", "org");

    for (String table :
        List.of(
            "organizations",
            "workspaces",
            "entitlements",
            "figures",
            "invitations",
            "provisioning_acknowledgements",
            "audit_feeds",
            "audit_entries",
            "membership_projection",
            "outbox",
            "inbox",
            "idempotency_keys")) {
      assertThat(asService.count(table)).as(table).isZero();
    }
    assertThat(DATABASE.count("workspaces")).isPositive();
  }

  @Test
  void every_table_of_a_tenant_is_behind_the_second_wall() {
    assertThat(DATABASE.unprotectedTables()).isSubsetOf("transcript");
  }

  private static Response call(Person person, Route route, String org, String workspace) {
    var request = as(person);
    if (route.takesBody()) {
      request = request.body(route.body());
    }
    return request.request(route.method(), route.in(org, workspace));
  }

  private static void assertSame(Response expected, Response answer) {
    assertThat(answer.statusCode()).isEqualTo(expected.statusCode());
    assertThat(answer.asByteArray()).isEqualTo(expected.asByteArray());
    assertThat(answer.contentType()).isEqualTo(expected.contentType());
  }

  private static void assertUntouched(Acme theirs) {
    assertThat(
            DATABASE.single(
                """
                SELECT o.name, o.status, w.name AS workspace
                FROM organizations o JOIN workspaces w USING (organization_id)
                WHERE organization_id = ?
                """,
                theirs.uuid()))
        .isEqualTo(Map.of("name", "Acme", "status", "active", "workspace", "Theirs"));
  }
}
