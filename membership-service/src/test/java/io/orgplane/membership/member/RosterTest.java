package io.orgplane.membership.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import io.orgplane.kit.problem.CommonProblem.Forbidden;
import io.orgplane.kit.problem.ProblemException;
import io.orgplane.membership.member.MemberEvent.MemberRoleChanged;
import io.orgplane.membership.member.MemberEvent.OwnershipTransferred;
import io.orgplane.membership.seat.Seats;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterTest {

  private static final OrganizationId ACME = OrganizationId.next();
  private static final WorkspaceId WORKSPACE = WorkspaceId.next();
  private static final Seats SEATS = new Seats(ACME, 10, 4, false, 7);

  @ParameterizedTest
  @CsvSource({
    "OWNER, OWNER, VIEWER, true",
    "OWNER, VIEWER, OWNER, true",
    "ADMIN, VIEWER, ADMIN, true",
    "ADMIN, ADMIN, VIEWER, true",
    "ADMIN, VIEWER, OWNER, false",
    "ADMIN, OWNER, VIEWER, false",
    "ADMIN, OWNER, OWNER, false",
    "DEVELOPER, VIEWER, DEVELOPER, false",
    "VIEWER, VIEWER, VIEWER, false"
  })
  void who_may_give_whom_which_role(Role actor, Role subject, Role wanted, boolean allowed) {
    Roster roster = new Roster(SEATS, member("a", actor), member("b", subject), 2);

    if (allowed) {
      assertThat(roster.changeRole(wanted).subject().role()).isEqualTo(wanted);
    } else {
      assertThatThrownBy(() -> roster.changeRole(wanted)).isInstanceOf(Forbidden.class);
    }
  }

  @Test
  void a_change_carries_the_next_version_and_the_whole_state() {
    Roster roster = new Roster(SEATS, member("a", Role.OWNER), assigned("b", Role.DEVELOPER), 1);

    Change change = roster.changeRole(Role.ADMIN);

    assertThat(change.seats()).isEqualTo(SEATS.changed());
    assertThat(change.events()).singleElement().isInstanceOf(MemberRoleChanged.class);
    MemberRoleChanged told = (MemberRoleChanged) change.events().getFirst();
    assertThat(told.previousRole()).isEqualTo(Role.DEVELOPER);
    assertThat(told.state().membershipVersion()).isEqualTo(8);
    assertThat(told.state().activeCount()).isEqualTo(4);
    assertThat(told.state().workspaces()).isEmpty();
  }

  @Test
  void the_last_owner_neither_steps_down_nor_leaves() {
    Member owner = member("a", Role.OWNER);
    Roster alone = new Roster(SEATS, owner, owner, 1);

    assertProblem("last-owner", () -> alone.changeRole(Role.ADMIN));
    assertProblem("last-owner", () -> alone.remove(Ids.next()));
    assertThat(new Roster(SEATS, owner, owner, 2).remove(Ids.next()).seats().used()).isEqualTo(3);
  }

  @Test
  void a_transfer_is_two_changes_and_an_act() {
    Member ann = member("ann", Role.OWNER);
    Member bob = assigned("bob", Role.VIEWER);

    Change change = new Roster(SEATS, ann, bob, 1).transferOwnership();

    assertThat(change.members()).extracting(Member::role).containsExactly(Role.OWNER, Role.ADMIN);
    assertThat(change.members()).extracting(Member::version).containsExactly(8L, 9L);
    assertThat(change.events().getLast())
        .isEqualTo(new OwnershipTransferred(ACME, ann.userId(), bob.userId(), 9));
    assertThatThrownBy(() -> new Roster(SEATS, ann, ann, 1).transferOwnership())
        .isInstanceOf(Conflict.class);
  }

  @Test
  void what_is_the_same_already_is_no_change() {
    Member bob = assigned("bob", Role.VIEWER);
    Roster roster = new Roster(SEATS, member("ann", Role.OWNER), bob, 1);

    assertThat(roster.changeRole(Role.VIEWER).events()).isEmpty();
    assertThat(roster.assign(bob.workspaces()).events()).isEmpty();
    assertThat(roster.assign(List.of()).events()).hasSize(1);
  }

  private static void assertProblem(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private static Member assigned(String name, Role role) {
    return member(name, role).withWorkspaces(List.of(new Assignment(WORKSPACE, null)));
  }

  private static Member member(String name, Role role) {
    return new Member(
        ACME,
        new UserId(name),
        name + "@example.com",
        name,
        role,
        Source.INVITATION,
        Instant.EPOCH,
        List.of(),
        1);
  }
}
