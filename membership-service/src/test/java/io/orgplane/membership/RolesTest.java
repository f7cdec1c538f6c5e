package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MembershipTest
class RolesTest extends Scenario {

  @Test
  void owners_and_admins_change_roles_and_others_do_not() {
    Org org = aRoomyOrganization();
    Person admin = aMember(org, "admin");
    Person developer = aMember(org, "developer");
    Person viewer = aMember(org, "viewer");

    changeRole(developer, org, viewer, "developer").then().statusCode(403);
    changeRole(viewer, org, viewer, "developer").then().statusCode(403);
    changeRole(admin, org, viewer, "developer")
        .then()
        .statusCode(200)
        .body("role", is("developer"));
    changeRole(org.owner(), org, viewer, "owner").then().statusCode(200).body("role", is("owner"));

    RecordedEvent told = EVENTS.awaitEvent("member-role-changed", org.id());
    assertThat(told.data().get("previousRole").asText()).isEqualTo("viewer");
    assertThat(told.data().get("role").asText()).isEqualTo("developer");
    assertThat(told.data().get("activeCount").asInt()).isEqualTo(4);
  }

  @Test
  void nobody_grants_above_their_own_role() {
    Org org = aRoomyOrganization();
    Person admin = aMember(org, "admin");
    Person viewer = aMember(org, "viewer");

    changeRole(admin, org, viewer, "owner").then().statusCode(403).body("code", is("forbidden"));
    changeRole(admin, org, admin, "owner").then().statusCode(403);
    changeRole(admin, org, org.owner(), "viewer").then().statusCode(403);
    remove(admin, org, org.owner()).then().statusCode(403);
    assertThat(owners(org)).isEqualTo(1);
  }

  @Test
  void the_last_owner_stays() {
    Org org = aRoomyOrganization();
    changeRole(org.owner(), org, org.owner(), "admin")
        .then()
        .statusCode(409)
        .body("code", is("last-owner"));
    remove(org.owner(), org, org.owner()).then().statusCode(409).body("code", is("last-owner"));

    Person second = aMember(org, "owner");
    changeRole(org.owner(), org, org.owner(), "viewer").then().statusCode(200);
    remove(second, org, second).then().statusCode(409).body("code", is("last-owner"));
  }

  @Test
  void a_role_that_reaches_every_workspace_ends_the_assignments() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "developer", at(aWorkspace(org), "viewer"));

    changeRole(org.owner(), org, bob, "admin").then().body("workspaces", empty());
    changeRole(org.owner(), org, bob, "viewer").then().body("workspaces", empty());

    assertThat(DATABASE.count("workspace_assignments WHERE user_id = ?", bob.userId())).isZero();
  }

  @Test
  void between_developer_and_viewer_the_assignments_stay() {
    Org org = aRoomyOrganization();
    String workspace = aWorkspace(org);
    Person bob = aMember(org, "developer", at(workspace));

    changeRole(org.owner(), org, bob, "viewer")
        .then()
        .body("workspaces.workspaceId", contains(workspace))
        .body("workspaces[0].effectiveRole", is("viewer"));
  }

  @Test
  void the_same_role_again_changes_nothing() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    Object before = seats(org).get("membership_version");

    changeRole(org.owner(), org, bob, "viewer").then().statusCode(200);

    assertThat(seats(org)).containsEntry("membership_version", before);
    assertThat(EVENTS.allEventsOf(org.id()))
        .noneMatch(event -> event.type().equals("member-role-changed"));
  }

  @Test
  void every_change_raises_the_version_by_one() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    changeRole(org.owner(), org, bob, "developer");
    changeRole(org.owner(), org, bob, "admin");
    transfer(org.owner(), org, bob);
    remove(bob, org, org.owner());
    EVENTS.awaitEvent("member-removed", org.id());

    assertThat(EVENTS.eventsOf(org.id()))
        .filteredOn(
            event -> event.data().has("activeCount") && event.data().has("membershipVersion"))
        .extracting(event -> event.data().get("membershipVersion").asLong())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void a_change_based_on_an_old_reading_is_refused() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    String read = member(org.owner(), org, bob).getHeader("ETag");
    changeRole(org.owner(), org, bob, "developer").then().statusCode(200);

    ifMatch(org, bob, read).then().statusCode(412).body("code", is("precondition-failed"));
    ifMatch(org, bob, member(org.owner(), org, bob).getHeader("ETag")).then().statusCode(200);
  }

  @Test
  void ownership_is_handed_over_in_one_step() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "developer", at(aWorkspace(org)));

    transfer(org.owner(), org, bob).then().statusCode(200).body("role", is("owner"));

    member(bob, org, org.owner()).then().body("role", is("admin"));
    RecordedEvent told = EVENTS.awaitEvent("ownership-transferred", org.id());
    List<RecordedEvent> roles = EVENTS.awaitEvents("member-role-changed", org.id(), 2);
    assertThat(told.data().get("fromUserId").asText()).isEqualTo(org.owner().userId());
    assertThat(told.data().get("membershipVersion"))
        .isEqualTo(roles.getLast().data().get("membershipVersion"));
    mails().awaitSubject(bob.email(), "Ownership of Acme");
    mails().awaitSubject(org.owner().email(), "Ownership of Acme");
  }

  @Test
  void only_an_owner_hands_over_and_only_to_a_member_who_is_none() {
    Org org = aRoomyOrganization();
    Person admin = aMember(org, "admin");

    transfer(admin, org, admin).then().statusCode(403);
    transfer(org.owner(), org, aPerson()).then().statusCode(404);
    transfer(org.owner(), org, org.owner()).then().statusCode(409);
    assertThat(owners(org)).isEqualTo(1);
  }

  @Test
  void members_are_listed_by_page_name_and_role() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "developer");
    Person carol = aPerson("Carol_%");
    join(org, carol, "viewer");

    Response first = by(bob).queryParam("limit", 2).get(org.path() + "/members");
    first.then().body("items.userId", contains(org.owner().userId(), bob.userId()));
    by(bob)
        .queryParam("limit", 2)
        .queryParam("cursor", first.<String>path("nextCursor"))
        .get(org.path() + "/members")
        .then()
        .body("items.userId", contains(carol.userId()));
    by(bob)
        .queryParam("q", "CAROL_%")
        .get(org.path() + "/members")
        .then()
        .body("items.userId", contains(carol.userId()));
    by(bob).queryParam("q", "%").get(org.path() + "/members").then().body("items", hasSize(0));
    by(bob)
        .queryParam("role", "owner")
        .get(org.path() + "/members")
        .then()
        .body("items.userId", contains(org.owner().userId()));
    by(bob).queryParam("role", "king").get(org.path() + "/members").then().statusCode(400);
  }

  private static Response ifMatch(Org org, Person subject, String etag) {
    return by(org.owner())
        .header("If-Match", etag)
        .body(Map.of("role", "viewer"))
        .patch(org.path() + "/members/" + subject.userId());
  }
}
