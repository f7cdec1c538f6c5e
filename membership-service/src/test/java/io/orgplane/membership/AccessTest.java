package io.orgplane.membership;

import static io.orgplane.testing.Caller.asPlatformService;
import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.testing.Person;
import io.orgplane.testing.Uuids;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@MembershipTest
class AccessTest extends Scenario {

  @Inject @Nullable MeterRegistry metrics;

  @Test
  void the_matrix_is_the_products_table_in_every_cell() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    String other = aKnownWorkspace(org);
    Map<String, Person> people =
        Map.of(
            "owner", org.owner(),
            "admin", aMember(org, "admin"),
            "developer", aMember(org, "developer", at(workspace)),
            "viewer", aMember(org, "viewer", at(workspace)));
    Map<String, Person> overridden =
        Map.of(
            "developer as admin", aMember(org, "developer", at(workspace, "admin")),
            "developer as developer", aMember(org, "developer", at(workspace, "developer")),
            "developer as viewer", aMember(org, "developer", at(workspace, "viewer")),
            "viewer as admin", aMember(org, "viewer", at(workspace, "admin")),
            "viewer as developer", aMember(org, "viewer", at(workspace, "developer")),
            "viewer as viewer", aMember(org, "viewer", at(workspace, "viewer")));

    expect(ProductTable.ORGANIZATION, org, people, null);
    expect(ProductTable.ASSIGNED, org, people, workspace);
    expect(ProductTable.UNASSIGNED, org, people, other);
    expect(ProductTable.OVERRIDDEN, org, overridden, workspace);
    expect(ProductTable.ELSEWHERE, org, overridden, other);
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

  @Test
  void what_somebody_may_do_here_is_what_each_check_would_grant() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    String elsewhere = aKnownWorkspace(org);
    String foreign = aKnownWorkspace(anOrganization());
    List<Person> people =
        List.of(
            org.owner(),
            aMember(org, "admin"),
            aMember(org, "developer", at(workspace, "viewer")),
            aMember(org, "viewer", at(workspace, "admin")),
            aPerson());

    for (Person person : people) {
      for (@Nullable String where : Arrays.asList(null, workspace, elsewhere, foreign)) {
        assertThat(permissions(org, person, where).jsonPath().getList("permissions", String.class))
            .as("%s in %s", person.userId(), where)
            .containsExactlyElementsOf(granted(org, person, where));
      }
    }
    permissions(org, people.get(3), workspace)
        .then()
        .statusCode(200)
        .body("role", is("viewer"))
        .body("workspaceRole", is("admin"))
        .body("membershipVersion", notNullValue());
    permissions(org, aPerson(), workspace)
        .then()
        .statusCode(200)
        .body("role", nullValue())
        .body("permissions", empty())
        .body("$", not(hasKey("workspaceRole")))
        .body("$", not(hasKey("membershipVersion")));
  }

  @Test
  void what_somebody_may_do_is_asked_under_the_rules_of_a_check() {
    Org org = anOrganization();
    Map<String, Object> aboutMe = Map.of("organizationId", org.id());

    by(org.owner())
        .body(aboutMe)
        .post("/v1/access/permissions")
        .then()
        .statusCode(200)
        .body("role", is("owner"));
    by(org.owner())
        .body(Map.of("organizationId", org.id(), "userId", aPerson().userId()))
        .post("/v1/access/permissions")
        .then()
        .statusCode(403);
    asPlatformService()
        .contentType(ContentType.JSON)
        .body(aboutMe)
        .post("/v1/access/permissions")
        .then()
        .statusCode(400)
        .body("violations.field", contains("userId"));
    by(org.owner())
        .body(Map.of("organizationId", "acme"))
        .post("/v1/access/permissions")
        .then()
        .statusCode(400)
        .body("code", is("validation-failed"));
  }

  @Test
  void an_answer_is_at_least_of_the_version_that_is_asked_for() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    int version = check(org, bob, null, "audit:read").path("membershipVersion");
    Map<String, Object> question = new HashMap<>(question(org, bob, null, "audit:read"));

    question.put("minimumVersion", version);
    ask(question).then().statusCode(200).body("membershipVersion", is(version));
    question.put("minimumVersion", version + 1);
    ask(question)
        .then()
        .statusCode(409)
        .body("code", is("version-not-reached"))
        .body("membershipVersion", is(version));
    batch(List.of(question(org, bob, null, "audit:read"), question)).then().statusCode(409);
    changeRole(org.owner(), org, bob, "developer").then().statusCode(200);
    ask(question).then().statusCode(200).body("role", is("developer"));
    question.put("minimumVersion", -1);
    ask(question).then().statusCode(400).body("violations.field", contains("minimumVersion"));
    question.put("minimumVersion", 1_000_000);
    question.put("userId", aPerson().userId());
    ask(question).then().statusCode(200).body("reason", is("not-a-member"));
  }

  @Test
  void the_same_question_twice_in_a_batch_has_the_same_answer_twice() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    Person bob = aMember(org, "developer", at(workspace));
    Map<String, Object> question = question(org, bob, workspace, "workspace:write");

    List<Map<String, Object>> answers =
        batch(List.of(question, question(org, bob, null, "audit:read"), question))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("results");

    assertThat(answers).hasSize(3);
    assertThat(answers.getFirst()).isEqualTo(answers.getLast()).containsEntry("allowed", true);
  }

  @Test
  void answers_come_from_memory_until_something_changes_and_are_new_with_the_change() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    Person bob = aMember(org, "developer", at(workspace));
    check(org, bob, workspace, "workspace:write").then().body("allowed", is(true));
    double before = fromMemory();

    check(org, bob, workspace, "workspace:write").then().body("allowed", is(true));
    assertThat(fromMemory()).isGreaterThan(before);
    by(org.owner())
        .body(Map.of("role", "viewer"))
        .put(org.path() + "/workspaces/" + workspace + "/members/" + bob.userId())
        .then()
        .statusCode(200);
    check(org, bob, workspace, "workspace:write").then().body("allowed", is(false));
    remove(org.owner(), org, bob).then().statusCode(202);
    check(org, bob, workspace, "workspace:read").then().body("reason", is("not-a-member"));
    join(org, bob, "viewer");
    check(org, bob, workspace, "workspace:read").then().body("reason", is("not-assigned"));
    EVENTS.publish(workspaceDeleted(org, workspace));
    awaitAllHeard(org);
    check(org, org.owner(), workspace, "workspace:read")
        .then()
        .body("reason", is("unknown-workspace"));
  }

  @Test
  void a_token_can_be_tried_without_asking_anything() {
    by(aPerson()).get("/v1/access/token").then().statusCode(204);
    asPlatformService().get("/v1/access/token").then().statusCode(204);
    RestAssured.get("/v1/access/token").then().statusCode(401);
  }

  private double fromMemory() {
    return Objects.requireNonNull(metrics)
        .counter("orgplane.access.answers", "from", "memory")
        .count();
  }

  private static Response ask(Map<String, Object> question) {
    return asPlatformService()
        .contentType(ContentType.JSON)
        .body(question)
        .post("/v1/access/check");
  }

  private static Response permissions(Org org, Person subject, @Nullable String workspace) {
    Map<String, Object> place = question(org, subject, workspace, "");
    place.remove("permission");
    return asPlatformService()
        .contentType(ContentType.JSON)
        .body(place)
        .post("/v1/access/permissions");
  }

  /** Asked one by one. */
  private static List<String> granted(Org org, Person subject, @Nullable String workspace) {
    List<String> all =
        PermissionMatrix.standard().permissions().keySet().stream().sorted().toList();
    List<Boolean> allowed =
        batch(all.stream().map(each -> question(org, subject, workspace, each)).toList())
            .jsonPath()
            .getList("results.allowed");
    return IntStream.range(0, all.size()).filter(allowed::get).mapToObj(all::get).toList();
  }

  private static void expect(
      ProductTable table, Org org, Map<String, Person> people, @Nullable String workspace) {
    List<ProductTable.Cell> cells = table.cells();
    List<Boolean> allowed =
        batch(
                cells.stream()
                    .map(
                        cell ->
                            question(
                                org,
                                Objects.requireNonNull(people.get(cell.who()), cell.who()),
                                workspace,
                                cell.permission()))
                    .toList())
            .jsonPath()
            .getList("results.allowed");
    for (int i = 0; i < cells.size(); i++) {
      assertThat(allowed.get(i))
          .as("%s, %s", table, cells.get(i))
          .isEqualTo(cells.get(i).allowed());
    }
  }

  private static Response batch(List<Map<String, Object>> checks) {
    return asPlatformService()
        .contentType(ContentType.JSON)
        .body(Map.of("checks", checks))
        .post("/v1/access/batch-check");
  }
}
