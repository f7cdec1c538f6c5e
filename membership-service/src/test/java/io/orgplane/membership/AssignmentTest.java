package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MembershipTest
class AssignmentTest extends Scenario {

  @Test
  void the_list_of_workspaces_is_replaced_and_told_whole() {
    Org org = aRoomyOrganization();
    String first = aWorkspace(org);
    String second = aWorkspace(org);
    Person bob = aMember(org, "viewer", at(first));

    replace(org.owner(), org, bob, at(second, "developer"))
        .then()
        .statusCode(200)
        .body("workspaces.workspaceId", contains(second))
        .body("workspaces[0].role", is("developer"))
        .body("workspaces[0].effectiveRole", is("developer"));

    RecordedEvent told = EVENTS.awaitEvent("workspace-access-changed", org.id());
    assertThat(told.data().get("workspaces")).hasSize(1);
    assertThat(told.data().get("role").asText()).isEqualTo("viewer");
  }

  @Test
  void a_workspace_that_was_created_a_moment_ago_is_waited_for() throws Exception {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    String early = Uuids.v7().toString();
    var late =
        new Thread(
            () -> {
              java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L);
              EVENTS.publish(workspaceCreated(org, early));
            });
    late.start();

    replace(org.owner(), org, bob, at(early)).then().statusCode(200);
    late.join();
  }

  @Test
  void unknown_and_deleted_workspaces_are_refused_without_a_change() {
    Org org = aRoomyOrganization();
    String good = aWorkspace(org);
    Person bob = aMember(org, "viewer");
    String deleted = aWorkspace(org);
    EVENTS.publish(workspaceDeleted(org, deleted));
    awaitAllHeard(org);

    for (String wrong :
        List.of(deleted, Uuids.v7().toString(), aKnownWorkspace(anOrganization()))) {
      replace(org.owner(), org, bob, at(good), at(wrong))
          .then()
          .statusCode(400)
          .body("violations.field", contains("workspaces[1].workspaceId"));
      by(org.owner())
          .body("{}")
          .put(org.path() + "/workspaces/" + wrong + "/members/" + bob.userId())
          .then()
          .statusCode(404);
    }
    member(org.owner(), org, bob).then().body("workspaces", empty());
  }

  @Test
  void owners_and_admins_have_no_assignments() {
    Org org = aRoomyOrganization();
    String workspace = aWorkspace(org);
    Person admin = aMember(org, "admin");

    replace(org.owner(), org, admin, at(workspace)).then().statusCode(409);
    replace(org.owner(), org, admin).then().statusCode(200).body("workspaces", empty());
    assign(org.owner(), org, workspace, org.owner(), null).then().statusCode(409);
    unassign(org.owner(), org, workspace, admin).then().statusCode(409);
  }

  @Test
  void one_workspace_is_assigned_overridden_and_taken_back() {
    Org org = aRoomyOrganization();
    String workspace = aWorkspace(org);
    Person bob = aMember(org, "viewer");

    assign(org.owner(), org, workspace, bob, null)
        .then()
        .statusCode(200)
        .body("workspaces[0].role", nullValue())
        .body("workspaces[0].effectiveRole", is("viewer"));
    assign(org.owner(), org, workspace, bob, "developer")
        .then()
        .body("workspaces[0].effectiveRole", is("developer"));
    unassign(org.owner(), org, workspace, bob).then().statusCode(204);
    unassign(org.owner(), org, workspace, bob).then().statusCode(404);
    assign(org.owner(), org, workspace, aPerson(), null).then().statusCode(404);
  }

  @Test
  void whoever_manages_a_workspace_manages_its_members_and_nothing_else() {
    Org org = aRoomyOrganization();
    String theirs = aWorkspace(org);
    String other = aWorkspace(org);
    Person manager = aMember(org, "developer", at(theirs, "admin"), at(other));
    Person bob = aMember(org, "viewer");

    assign(manager, org, theirs, bob, "admin").then().statusCode(200);
    assign(manager, org, other, bob, null).then().statusCode(403);
    replace(manager, org, bob, at(theirs)).then().statusCode(403);
    unassign(manager, org, theirs, bob).then().statusCode(204);
    assign(bob, org, theirs, bob, null).then().statusCode(403);
  }

  @Test
  void everybody_in_a_workspace_is_listed_with_what_they_are_there() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    Person bob = aMember(org, "viewer", at(workspace, "developer"));
    Person outside = aMember(org, "developer");

    by(bob)
        .get(org.path() + "/workspaces/" + workspace + "/members")
        .then()
        .statusCode(200)
        .body("items.userId", contains(org.owner().userId(), bob.userId()))
        .body("items.assigned", contains(false, true))
        .body("items.override", contains(null, "developer"))
        .body("items.effectiveRole", contains("admin", "developer"));
    by(outside).get(org.path() + "/workspaces/" + workspace + "/members").then().statusCode(403);
  }

  @Test
  void a_deleted_workspace_ends_its_assignments_and_tells_of_each_member() {
    Org org = aRoomyOrganization();
    String stays = aWorkspace(org);
    String goes = aWorkspace(org);
    Person bob = aMember(org, "viewer", at(goes), at(stays));
    Person carol = aMember(org, "developer", at(goes, "admin"));
    long before = (Long) java.util.Objects.requireNonNull(seats(org).get("membership_version"));

    EVENTS.publish(workspaceDeleted(org, goes));

    List<RecordedEvent> told = EVENTS.awaitEvents("workspace-access-changed", org.id(), 2);
    assertThat(told)
        .extracting(event -> event.data().get("userId").asText())
        .containsExactlyInAnyOrder(bob.userId(), carol.userId());
    assertThat(told)
        .extracting(event -> event.data().get("membershipVersion").asLong())
        .containsExactly(before + 1, before + 2);
    member(org.owner(), org, bob).then().body("workspaces.workspaceId", contains(stays));
    member(org.owner(), org, carol).then().body("workspaces", empty());
    check(org, carol, goes, "workspace:read").then().body("reason", is("unknown-workspace"));
  }

  @Test
  void what_is_heard_of_a_workspace_after_its_deletion_does_not_bring_it_back() {
    Org org = aRoomyOrganization();
    String workspace = Uuids.v7().toString();
    EVENTS.publish(workspaceDeleted(org, workspace));
    EVENTS.publish(workspaceCreated(org, workspace));
    EVENTS.publish(
        "organization-events",
        "workspace-updated",
        org.id(),
        Map.of(
            "organizationId", org.id(), "workspaceId", workspace, "name", "X", "description", ""));
    awaitAllHeard(org);

    check(org, org.owner(), workspace, "workspace:read").then().body("allowed", is(false));
  }

  private static Response replace(Person by, Org org, Person subject, At... workspaces) {
    return by(by)
        .body(Map.of("workspaces", List.of(workspaces).stream().map(At::json).toList()))
        .put(org.path() + "/members/" + subject.userId() + "/workspaces");
  }

  private static Response assign(
      Person by,
      Org org,
      String workspace,
      Person subject,
      @org.jspecify.annotations.Nullable String role) {
    return by(by)
        .body(role == null ? "{}" : "{\"role\":\"%s\"}".formatted(role))
        .put(org.path() + "/workspaces/" + workspace + "/members/" + subject.userId());
  }

  private static Response unassign(Person by, Org org, String workspace, Person subject) {
    return by(by).delete(org.path() + "/workspaces/" + workspace + "/members/" + subject.userId());
  }
}
