package io.orgplane.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.testing.InParallel;
import io.orgplane.testing.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Whatever meets a removal, nothing of the removed is left; and deleted workspaces stay empty. */
@MembershipTest
class RemovalRacesTest extends Scenario {

  /** A workspace, and somebody who can be assigned to it. */
  private record Place(Org org, String workspace, Person somebody) {
    static Place inARoomyOrganization() {
      Org org = aRoomyOrganization();
      return new Place(org, Seeded.workspace(org), Seeded.member(org, "developer"));
    }
  }

  /** Those beside the first Owner who may remove. */
  private record Heads(Org org, Person other, Person admin) {
    static Heads ofARoomyOrganization() {
      Org org = aRoomyOrganization();
      return new Heads(org, Seeded.member(org, "owner"), Seeded.member(org, "admin"));
    }
  }

  @Test
  void a_removal_and_a_role_change_leave_nobody() {
    Rounds.each(Scenario::aRoomyOrganization, RemovalRacesTest::removalAndRoleChange);
  }

  private static void removalAndRoleChange(Org org, int round) {
    Person bob = Seeded.member(org, "developer");

    List<Integer> answers =
        InParallel.all(
                () -> remove(org.owner(), org, bob).statusCode(),
                () -> changeRole(org.owner(), org, bob, "admin").statusCode())
            .succeeded();

    assertThat(answers).as("round %d", round).isIn(List.of(202, 200), List.of(202, 404));
    assertThat(DATABASE.count("members WHERE user_id = ?", bob.userId())).isZero();
    InvitationRacesTest.assertSeatsAreTheMembers(org);
  }

  @Test
  void a_removal_and_an_assignment_leave_no_assignment() {
    Rounds.each(Place::inARoomyOrganization, RemovalRacesTest::removalAndAssignment);
  }

  private static void removalAndAssignment(Place place, int round) {
    Org org = place.org();
    String workspace = place.workspace();
    Person bob = Seeded.member(org, "developer");

    List<Integer> answers =
        InParallel.all(
                () -> remove(org.owner(), org, bob).statusCode(), () -> assign(org, workspace, bob))
            .succeeded();

    assertThat(answers).as("round %d", round).isIn(List.of(202, 200), List.of(202, 404));
    assertThat(DATABASE.count("workspace_assignments WHERE user_id = ?", bob.userId())).isZero();
    InvitationRacesTest.assertSeatsAreTheMembers(org);
  }

  @Test
  void a_removal_and_a_transfer_to_the_removed_leave_an_owner() {
    Rounds.each(Heads::ofARoomyOrganization, RemovalRacesTest::removalAndTransfer);
  }

  private static void removalAndTransfer(Heads heads, int round) {
    Org org = heads.org();
    Person other = heads.other();
    Person heir = Seeded.member(org, "viewer");

    List<Integer> answers =
        InParallel.all(
                () -> remove(other, org, heir).statusCode(),
                () -> transfer(org.owner(), org, heir).statusCode())
            .succeeded();

    assertThat(answers).as("round %d", round).isIn(List.of(202, 200), List.of(202, 404));
    assertThat(DATABASE.count("members WHERE user_id = ?", heir.userId())).isZero();
    assertThat(owners(org)).isEqualTo(answers.getLast() == 200 ? 1 : 2);
    changeRole(other, org, org.owner(), "owner").then().statusCode(200);
  }

  @Test
  void an_admin_never_removes_whom_a_transfer_has_made_owner() {
    Rounds.each(Heads::ofARoomyOrganization, RemovalRacesTest::adminsRemovalAndTransfer);
  }

  private static void adminsRemovalAndTransfer(Heads heads, int round) {
    Org org = heads.org();
    Person other = heads.other();
    Person admin = heads.admin();
    Person heir = Seeded.member(org, "viewer");

    List<Integer> answers =
        InParallel.all(
                () -> remove(admin, org, heir).statusCode(),
                () -> transfer(org.owner(), org, heir).statusCode())
            .succeeded();

    assertThat(answers).as("round %d", round).isIn(List.of(403, 200), List.of(202, 404));
    changeRole(other, org, org.owner(), "owner").then().statusCode(200);
    if (answers.getLast() == 200) {
      remove(other, org, heir).then().statusCode(202);
    }
  }

  @Test
  void a_workspace_that_is_deleted_keeps_no_assignment_whatever_is_assigned_meanwhile() {
    Rounds.each(Place::inARoomyOrganization, RemovalRacesTest::deletionAndAssignment);
  }

  private static void deletionAndAssignment(Place place, int round) {
    Org org = place.org();
    Person bob = place.somebody();
    String workspace = Seeded.workspace(org);

    InParallel.all(
            () -> assign(org, workspace, bob),
            () -> {
              EVENTS.publish(workspaceDeleted(org, workspace));
              return 0;
            },
            () -> assign(org, workspace, bob))
        .succeeded();
    awaitDeleted(workspace);

    assertThat(assign(org, workspace, bob)).as("round %d", round).isEqualTo(404);
    assertThat(
            DATABASE.count(
                "workspace_assignments WHERE workspace_id = ?", UUID.fromString(workspace)))
        .isZero();
  }

  private static void awaitDeleted(String workspace) {
    Awaitility.await()
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(
            () ->
                DATABASE.count(
                        "workspaces WHERE workspace_id = ? AND deleted", UUID.fromString(workspace))
                    == 1);
  }

  private static int assign(Org org, String workspace, Person person) {
    return by(org.owner())
        .body(Map.of())
        .put(org.path() + "/workspaces/" + workspace + "/members/" + person.userId())
        .statusCode();
  }
}
