package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

@MembershipTest
class AcceptTest extends Scenario {

  @Test
  void accepting_gives_the_role_the_workspaces_and_the_seat() {
    Org org = aRoomyOrganization();
    String inherited = aWorkspace(org);
    String overridden = aWorkspace(org);
    Person carol = aPerson("Carol");
    String token = invited(org, carol, "viewer", at(inherited), at(overridden, "developer"));

    accept(carol, token)
        .then()
        .statusCode(200)
        .body("organizationId", is(org.id()))
        .body("role", is("viewer"))
        .body("workspaces.workspaceId", contains(inherited, overridden))
        .body("skippedWorkspaceIds", empty());

    member(org.owner(), org, carol)
        .then()
        .body("email", is(carol.email()))
        .body("name", is(carol.name()))
        .body("source", is("invitation"))
        .body(
            "workspaces.find { it.workspaceId == '%s' }.effectiveRole".formatted(inherited),
            is("viewer"))
        .body(
            "workspaces.find { it.workspaceId == '%s' }.effectiveRole".formatted(overridden),
            is("developer"));
    assertThat(seats(org)).containsEntry("used", 2);
  }

  @Test
  void invitation_seat_and_membership_are_one_transaction() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "developer", at(aWorkspace(org)));

    accept(bob, token).then().statusCode(200);

    long member = DATABASE.xmin("members", "user_id = ?", bob.userId());
    assertThat(DATABASE.xmin("organization_seats", "organization_id = ?", org.uuid()))
        .isEqualTo(member);
    assertThat(DATABASE.xmin("invitations", "accepted_by = ?", bob.userId())).isEqualTo(member);
    assertThat(DATABASE.xmin("workspace_assignments", "user_id = ?", bob.userId()))
        .isEqualTo(member);
    RecordedEvent activated = EVENTS.awaitEvents("member-activated", org.id(), 2).getLast();
    assertThat(activated.data().get("activeCount").asInt()).isEqualTo(2);
    assertThat(activated.data().get("membershipVersion").asLong()).isEqualTo(2);
    assertThat(activated.data().get("invitationId").asText())
        .isEqualTo(
            EVENTS.awaitEvent("invitation-accepted", org.id()).data().get("invitationId").asText());
  }

  @Test
  void only_the_verified_owner_of_the_address_accepts() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "viewer");

    accept(aPerson("Eve"), token)
        .then()
        .statusCode(403)
        .body("code", is("invitation-email-mismatch"));
    accept(bob.unverified(), token).then().statusCode(403).body("code", is("email-not-verified"));
    assertThat(members(org)).isEqualTo(1);

    accept(bob, token).then().statusCode(200);
  }

  @Test
  void letter_case_of_the_identity_provider_does_not_matter() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "viewer");

    accept(bob.withEmail(bob.email().toUpperCase(java.util.Locale.ROOT)), token)
        .then()
        .statusCode(200);
  }

  @Test
  void a_letter_that_becomes_another_ones_in_lower_case_opens_nothing() {
    Org org = aRoomyOrganization();
    Person kate = aPerson("Kate");
    String token = invited(org, kate, "viewer");

    Person kelvin = aPerson().withEmail(kate.email().replaceFirst("k", "\u212A"));

    accept(kelvin, token).then().statusCode(403).body("code", is("invitation-email-mismatch"));
  }

  @Test
  void the_same_person_accepting_again_gets_the_same_answer() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "viewer", at(aWorkspace(org)));
    String first = accept(bob, token).asString();

    assertThat(accept(bob, token).then().statusCode(200).extract().asString()).isEqualTo(first);
    assertThat(seats(org)).containsEntry("used", 2);
    accept(aPerson(), token).then().statusCode(409).body("code", is("invitation-used"));
  }

  @Test
  void an_old_link_brings_nobody_back() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "viewer");
    accept(bob, token).then().statusCode(200);
    remove(org.owner(), org, bob).then().statusCode(202);

    accept(bob, token).then().statusCode(409).body("code", is("invitation-used"));
    assertThat(members(org)).isEqualTo(1);
  }

  @Test
  void a_workspace_that_was_deleted_meanwhile_is_skipped_and_reported() {
    Org org = aRoomyOrganization();
    String stays = aWorkspace(org);
    String goes = aWorkspace(org);
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "developer", at(stays), at(goes));
    EVENTS.publish(workspaceDeleted(org, goes));
    awaitAllHeard(org);

    accept(bob, token)
        .then()
        .statusCode(200)
        .body("workspaces.workspaceId", contains(stays))
        .body("skippedWorkspaceIds", contains(goes));
    member(org.owner(), org, bob).then().body("workspaces.workspaceId", contains(stays));
  }

  @Test
  void whoever_is_in_already_does_not_come_in_twice() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    Person sameBob = bob.withEmail(aPerson("Bob").email());
    String token = invited(org, sameBob, "admin");

    accept(sameBob, token).then().statusCode(409).body("code", is("conflict"));
    member(org.owner(), org, bob).then().body("role", is("viewer"));
    assertThat(seats(org)).containsEntry("used", 2);
  }

  @Test
  void a_removed_member_starts_with_what_the_new_invitation_says() {
    Org org = aRoomyOrganization();
    String old = aWorkspace(org);
    String fresh = aWorkspace(org);
    Person bob = aMember(org, "developer", at(old, "admin"));
    remove(org.owner(), org, bob).then().statusCode(202);

    join(org, bob, "viewer", at(fresh));

    member(org.owner(), org, bob)
        .then()
        .body("role", is("viewer"))
        .body("workspaces.workspaceId", contains(fresh));
    invite(org.owner(), org, "viewer", List.of(bob.email()))
        .then()
        .body("results.outcome", contains("already-member"));
  }
}
