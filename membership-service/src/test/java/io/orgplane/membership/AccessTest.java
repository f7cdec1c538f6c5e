package io.orgplane.membership;

import static io.orgplane.testing.Caller.asPlatformService;
import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.orgplane.testing.Person;
import io.orgplane.testing.Uuids;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MembershipTest
class AccessTest extends Scenario {

  /**
   * The table of product.md, section 2: + is allowed, in the order owner, admin, developer, viewer.
   */
  private static final String ORGANIZATION =
      """
      organization:update + + - -
      organization:delete + - - -
      ownership:transfer  + - - -
      billing:manage      + - - -
      usage:read          + - - -
      byok:manage         + - - -
      identity:manage     + - - -
      members:manage      + + - -
      roles:manage        + + - -
      workspaces:create   + + - -
      workspaces:delete   + + - -
      audit:read          + + - -
      """;

  /** In an assigned workspace without an override. */
  private static final String ASSIGNED =
      """
      workspace:read   + + + +
      workspace:manage + + - -
      workspace:write  + + + -
      operations:run   + + + -
      """;

  private static final List<String> ROLES = List.of("owner", "admin", "developer", "viewer");

  @Test
  void the_matrix_holds_for_every_role_and_permission() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    String other = aKnownWorkspace(org);
    List<Person> people =
        List.of(
            org.owner(),
            aMember(org, "admin"),
            aMember(org, "developer", at(workspace)),
            aMember(org, "viewer", at(workspace)));

    expect(ORGANIZATION, org, people, null);
    expect(ASSIGNED, org, people, workspace);
    expect(ASSIGNED.replaceAll("([+-]) ([+-]) [+-] [+-]", "$1 $2 - -"), org, people, other);
  }

  @Test
  void an_override_reaches_no_other_workspace_and_not_the_organization() {
    Org org = aRoomyOrganization();
    String raised = aKnownWorkspace(org);
    String lowered = aKnownWorkspace(org);
    Person bob = aMember(org, "developer", at(raised, "admin"), at(lowered, "viewer"));

    check(org, bob, raised, "workspace:manage")
        .then()
        .body("allowed", is(true))
        .body("role", is("developer"))
        .body("workspaceRole", is("admin"))
        .body("reason", is("granted"));
    check(org, bob, lowered, "workspace:write")
        .then()
        .body("allowed", is(false))
        .body("workspaceRole", is("viewer"))
        .body("reason", is("role-lacks-permission"));
    check(org, bob, null, "members:manage").then().body("allowed", is(false));
  }

  @Test
  void each_no_has_its_reason() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    Person bob = aMember(org, "viewer");

    check(org, aPerson(), workspace, "workspace:read")
        .then()
        .statusCode(200)
        .body("allowed", is(false))
        .body("role", nullValue())
        .body("reason", is("not-a-member"))
        .body("$", not(hasKey("workspaceRole")));
    check(org, bob, workspace, "workspace:read").then().body("reason", is("not-assigned"));
    check(org, bob, null, "workspace:read")
        .then()
        .body("allowed", is(false))
        .body("role", is("viewer"))
        .body("reason", is("workspace-not-named"));
    check(org, org.owner(), null, "workspace:read").then().body("allowed", is(true));
    check(org, bob, null, "billing:manage").then().body("reason", is("role-lacks-permission"));
    check(org, org.owner(), Uuids.v7().toString(), "workspace:read")
        .then()
        .body("allowed", is(false))
        .body("reason", is("unknown-workspace"));
    check(org, org.owner(), aKnownWorkspace(anOrganization()), "workspace:read")
        .then()
        .body("reason", is("unknown-workspace"));
    check(new Org(Uuids.v7().toString(), bob), bob, null, "workspace:read")
        .then()
        .body("reason", is("not-a-member"));
  }

  @Test
  void an_owner_may_use_a_workspace_that_was_created_a_moment_ago() {
    Org org = anOrganization();
    String workspace = aWorkspace(org);

    check(org, org.owner(), workspace, "operations:run").then().body("allowed", is(true));
  }

  @Test
  void people_ask_about_themselves_and_only_services_about_others() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    Map<String, Object> aboutMe =
        Map.of("organizationId", org.id(), "permission", "members:manage");

    by(org.owner())
        .body(aboutMe)
        .post("/v1/access/check")
        .then()
        .statusCode(200)
        .body("allowed", is(true))
        .body("membershipVersion", notNullValue());
    by(bob)
        .body(question(org, bob, null, "members:manage"))
        .post("/v1/access/check")
        .then()
        .statusCode(200);
    by(org.owner())
        .body(question(org, bob, null, "members:manage"))
        .post("/v1/access/check")
        .then()
        .statusCode(403);
    by(org.owner())
        .body(Map.of("checks", List.of(aboutMe, question(org, bob, null, "members:manage"))))
        .post("/v1/access/batch-check")
        .then()
        .statusCode(403);
    asPlatformService()
        .contentType(ContentType.JSON)
        .body(aboutMe)
        .post("/v1/access/check")
        .then()
        .statusCode(400)
        .body("violations.field", contains("userId"));
  }

  @Test
  void a_batch_is_answered_in_its_order_across_organizations() {
    Org mine = aRoomyOrganization();
    Org yours = aRoomyOrganization();
    String workspace = aKnownWorkspace(mine);
    Person bob = aMember(mine, "developer", at(workspace));
    List<Map<String, Object>> checks =
        List.of(
            question(mine, bob, workspace, "workspace:write"),
            question(yours, bob, null, "members:manage"),
            question(mine, mine.owner(), null, "members:manage"),
            question(mine, yours.owner(), workspace, "workspace:read"));

    batch(checks)
        .then()
        .statusCode(200)
        .body("results.allowed", contains(true, false, true, false))
        .body("results.role", contains("developer", null, "owner", null))
        .body("results.reason", contains("granted", "not-a-member", "granted", "not-a-member"));
  }

  @Test
  void a_batch_has_one_to_a_thousand_checks() {
    Org org = anOrganization();
    List<Map<String, Object>> many =
        new ArrayList<>(Collections.nCopies(1000, question(org, org.owner(), null, "audit:read")));

    batch(many).then().statusCode(200).body("results.size()", is(1000));
    many.add(many.getFirst());
    batch(many).then().statusCode(400);
    batch(List.of()).then().statusCode(400);
  }

  @Test
  void a_permission_that_does_not_exist_is_an_error_and_no_no() {
    Org org = anOrganization();

    check(org, org.owner(), null, "everything:do")
        .then()
        .statusCode(400)
        .body("violations.field", contains("permission"));
    Map<String, Object> wrong = new HashMap<>(question(org, org.owner(), null, "nothing"));
    batch(List.of(question(org, org.owner(), null, "audit:read"), wrong))
        .then()
        .statusCode(400)
        .body("violations.field", contains("checks[1].permission"));
  }

  private static Response batch(List<Map<String, Object>> checks) {
    return asPlatformService()
        .contentType(ContentType.JSON)
        .body(Map.of("checks", checks))
        .post("/v1/access/batch-check");
  }

  private static void expect(
      String table,
      Org org,
      List<Person> people,
      @org.jspecify.annotations.Nullable String workspace) {
    for (String line : table.lines().toList()) {
      String[] cells = line.trim().split(" +");
      for (int i = 0; i < ROLES.size(); i++) {
        boolean allowed = check(org, people.get(i), workspace, cells[0]).path("allowed");
        assertThat(allowed)
            .as("%s as %s", cells[0], ROLES.get(i))
            .isEqualTo(cells[i + 1].equals("+"));
      }
    }
  }
}
