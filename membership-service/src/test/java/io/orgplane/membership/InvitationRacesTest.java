package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.testing.InParallel;
import io.orgplane.testing.Person;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Everything that can happen to an invitation, against its acceptance. */
@MembershipTest
class InvitationRacesTest extends Scenario {

  @AfterAll
  static void endInvitations() {
    Seeded.endInvitations();
  }

  @Test
  void of_two_hundred_who_want_the_last_seat_exactly_one_gets_it() {
    for (int round = 0; round < Rounds.OF_A_CROWD; round++) {
      Org org = anOrganization();
      Seeded.cap(org, 2);
      List<Person> people = IntStream.range(0, 200).mapToObj(i -> aPerson()).toList();
      List<Link> links = Seeded.links(org, people, "viewer");

      List<Integer> answers =
          InParallel.times(200, i -> accept(people.get(i), links.get(i).token()).statusCode())
              .succeeded();

      assertThat(answers).as("round %d", round).containsOnlyOnce(200);
      assertThat(answers).filteredOn(status -> status != 200).hasSize(199).containsOnly(409);
      assertThat(seats(org)).containsEntry("used", 2).containsEntry("cap", 2);
      assertThat(members(org)).isEqualTo(2);
    }
  }

  @Test
  void an_invitation_is_accepted_or_expires_and_never_both() {
    Rounds.each(Scenario::aRoomyOrganization, InvitationRacesTest::acceptedOrExpired);
  }

  private static void acceptedOrExpired(Org org, int round) {
    Person bob = aPerson("Bob");
    Link link = Seeded.link(org, bob, "viewer");

    List<Integer> answers =
        InParallel.all(
                () -> accept(bob, link.token()).statusCode(),
                () ->
                    DATABASE.update(
                        "UPDATE invitations SET expires_at = now() WHERE id = ?::uuid AND status ="
                            + " 'pending'",
                        link.invitation()))
            .succeeded();

    boolean accepted = answers.getFirst() == 200;
    assertThat(answers.getFirst()).as("round %d", round).isIn(200, 410);
    assertThat(DATABASE.count("members WHERE user_id = ?", bob.userId()))
        .isEqualTo(accepted ? 1 : 0);
    assertThat(status(link)).isIn(accepted ? List.of("accepted") : List.of("pending", "expired"));
    assertSeatsAreTheMembers(org);
  }

  @Test
  void a_link_is_accepted_or_replaced_and_never_both() {
    Rounds.each(Scenario::aRoomyOrganization, InvitationRacesTest::acceptedOrReplaced);
  }

  private static void acceptedOrReplaced(Org org, int round) {
    Person bob = aPerson("Bob");
    Link link = Seeded.link(org, bob, "viewer");

    List<Integer> answers =
        InParallel.all(
                () -> accept(bob, link.token()).statusCode(),
                () -> by(org.owner()).post(link.path(org) + "/resend").statusCode())
            .succeeded();

    assertThat(answers).as("round %d", round).isIn(List.of(200, 409), List.of(410, 200));
    assertThat(DATABASE.count("members WHERE user_id = ?", bob.userId()))
        .isEqualTo(answers.getFirst() == 200 ? 1 : 0);
    assertSeatsAreTheMembers(org);
  }

  @Test
  void an_invitation_is_accepted_or_declined_and_never_both() {
    Rounds.each(Scenario::aRoomyOrganization, InvitationRacesTest::acceptedOrDeclined);
  }

  private static void acceptedOrDeclined(Org org, int round) {
    Person bob = aPerson("Bob");
    Link link = Seeded.link(org, bob, "viewer");

    List<Integer> answers =
        InParallel.all(
                () -> accept(bob, link.token()).statusCode(),
                () -> decline(bob, link.token()).statusCode())
            .succeeded();

    assertThat(answers).as("round %d", round).isIn(List.of(200, 409), List.of(409, 204));
    assertSeatsAreTheMembers(org);
  }

  private static String status(Link link) {
    return String.valueOf(
        DATABASE
            .single("SELECT status FROM invitations WHERE id = ?::uuid", link.invitation())
            .get("status"));
  }

  static void assertSeatsAreTheMembers(Org org) {
    long used = ((Number) Objects.requireNonNull(seats(org).get("used"))).longValue();
    assertThat(members(org)).isEqualTo(used);
  }
}
