package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.testing.InParallel;
import io.orgplane.testing.Person;
import io.orgplane.testing.Seed;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What must hold whatever runs at once; {@link Seed} prints how to repeat a run. */
@MembershipTest
class RacesTest extends Scenario {

  private final Random random = Seed.random("RacesTest");

  /** Two Owners, of whom each round leaves one. */
  private record Owners(Org org, Person other) {
    static Owners ofARoomyOrganization() {
      Org org = aRoomyOrganization();
      return new Owners(org, Seeded.member(org, "owner"));
    }

    void areOwnersAgain() {
      Seeded.member(org, org.owner(), "owner");
      Seeded.member(org, other, "owner");
    }
  }

  private record Admins(Org org, List<Person> all) {
    static Admins ofARoomyOrganization() {
      Org org = aRoomyOrganization();
      return new Admins(
          org, List.of(org.owner(), Seeded.member(org, "admin"), Seeded.member(org, "admin")));
    }
  }

  @AfterAll
  static void endInvitations() {
    Seeded.endInvitations();
  }

  @Test
  void of_those_who_want_the_last_seat_exactly_one_gets_it() {
    Rounds.each(Scenario::anOrganization, this::lastSeat);
  }

  private void lastSeat(Org org, int round) {
    int cap = used(org) + 1;
    Seeded.cap(org, cap);
    List<Person> people = people(2 + random.nextInt(4));
    List<Link> links = Seeded.links(org, people, "viewer");

    List<Integer> answers =
        InParallel.times(
                people.size(), i -> accept(people.get(i), links.get(i).token()).statusCode())
            .succeeded();

    assertThat(answers).as("round %d", round).containsOnlyOnce(200);
    assertThat(answers).filteredOn(status -> status != 200).containsOnly(409);
    assertThat(seats(org)).containsEntry("used", cap);
    assertThat(members(org)).isEqualTo(cap);
  }

  @Test
  void a_cap_that_is_lowered_among_accepts_is_never_below_the_members() {
    Rounds.each(Scenario::anOrganization, RacesTest::loweredAmongAccepts);
  }

  private static void loweredAmongAccepts(Org org, int round) {
    int used = used(org);
    Seeded.cap(org, used + 3);
    List<Person> people = people(3);
    List<Link> links = Seeded.links(org, people, "viewer");
    List<Callable<Integer>> tasks = new ArrayList<>();
    IntStream.range(0, 3)
        .forEach(i -> tasks.add(() -> accept(people.get(i), links.get(i).token()).statusCode()));
    tasks.add(
        () -> {
          entitled(org, used + 1);
          return 0;
        });

    InParallel.all(tasks).succeeded();

    int after = used(org);
    int cap = (Integer) Objects.requireNonNull(seats(org).get("cap"));
    assertThat(cap).as("round %d", round).isEqualTo(Math.max(used + 1, after));
    assertThat(members(org)).isEqualTo(after);
  }

  @Test
  void two_owners_who_demote_each_other_leave_one() {
    Rounds.each(Owners::ofARoomyOrganization, RacesTest::demoteEachOther);
  }

  private static void demoteEachOther(Owners two, int round) {
    Org org = two.org();

    List<Integer> answers =
        InParallel.all(
                () -> changeRole(org.owner(), org, two.other(), "viewer").statusCode(),
                () -> changeRole(two.other(), org, org.owner(), "viewer").statusCode())
            .succeeded();

    assertThat(answers).as("round %d", round).containsExactlyInAnyOrder(200, 403);
    assertThat(owners(org)).isEqualTo(1);
    two.areOwnersAgain();
  }

  @Test
  void two_owners_who_remove_each_other_leave_one() {
    Rounds.each(Owners::ofARoomyOrganization, RacesTest::removeEachOther);
  }

  private static void removeEachOther(Owners two, int round) {
    Org org = two.org();

    List<Integer> answers =
        InParallel.all(
                () -> remove(org.owner(), org, two.other()).statusCode(),
                () -> remove(two.other(), org, org.owner()).statusCode())
            .succeeded();

    assertThat(answers).as("round %d", round).containsExactlyInAnyOrder(202, 404);
    assertThat(owners(org)).isEqualTo(1);
    assertThat(seats(org)).containsEntry("used", 1);
    two.areOwnersAgain();
  }

  @Test
  void an_owner_who_removes_and_one_who_demotes_leave_one() {
    Rounds.each(Owners::ofARoomyOrganization, RacesTest::removeAndDemote);
  }

  private static void removeAndDemote(Owners two, int round) {
    Org org = two.org();

    List<Integer> answers =
        InParallel.all(
                () -> remove(org.owner(), org, two.other()).statusCode(),
                () -> changeRole(two.other(), org, org.owner(), "viewer").statusCode())
            .succeeded();

    assertThat(answers).as("round %d", round).isIn(List.of(202, 404), List.of(403, 200));
    assertThat(owners(org)).isEqualTo(1);
    two.areOwnersAgain();
  }

  @Test
  void two_owners_who_step_down_at_once_leave_one() {
    Rounds.each(Owners::ofARoomyOrganization, RacesTest::stepDown);
  }

  private static void stepDown(Owners two, int round) {
    Org org = two.org();

    List<Integer> answers =
        InParallel.all(
                () -> changeRole(org.owner(), org, org.owner(), "admin").statusCode(),
                () -> remove(two.other(), org, two.other()).statusCode())
            .succeeded();

    assertThat(answers).as("round %d", round).isIn(List.of(200, 409), List.of(409, 202));
    assertThat(owners(org)).isEqualTo(1);
    two.areOwnersAgain();
  }

  @Test
  void an_invitation_is_accepted_or_revoked_and_never_both() {
    Rounds.each(Scenario::aRoomyOrganization, RacesTest::acceptedOrRevoked);
  }

  private static void acceptedOrRevoked(Org org, int round) {
    Person bob = aPerson("Bob");
    Link link = Seeded.link(org, bob, "viewer");

    List<Integer> answers =
        InParallel.all(
                () -> accept(bob, link.token()).statusCode(),
                () -> by(org.owner()).delete(link.path(org)).statusCode())
            .succeeded();

    boolean accepted = answers.getFirst() == 200;
    assertThat(answers)
        .as("round %d", round)
        .isEqualTo(accepted ? List.of(200, 409) : List.of(410, 204));
    assertThat(DATABASE.count("members WHERE user_id = ?", bob.userId()))
        .isEqualTo(accepted ? 1 : 0);
  }

  @Test
  void accepting_twice_at_once_takes_one_seat_and_gives_one_answer() {
    Rounds.each(Scenario::anOrganization, RacesTest::acceptTwice);
  }

  private static void acceptTwice(Org org, int round) {
    int cap = used(org) + 1;
    Seeded.cap(org, cap);
    Person bob = aPerson("Bob");
    String token = Seeded.link(org, bob, "viewer").token();

    List<String> answers =
        InParallel.times(3, i -> accept(bob, token).then().statusCode(200).extract().asString())
            .succeeded();

    assertThat(answers).as("round %d", round).containsOnly(answers.getFirst());
    assertThat(seats(org)).containsEntry("used", cap);
  }

  @Test
  void the_same_idempotency_key_at_once_has_one_effect_and_one_answer() {
    Rounds.each(Scenario::anOrganization, RacesTest::sameKey);
  }

  private static void sameKey(Org org, int round) {
    Person bob = aPerson("Bob");
    String key = "round-" + round;

    List<String> answers =
        InParallel.times(
                4,
                i ->
                    inviteWithKey(org, key, bob.email())
                        .then()
                        .statusCode(201)
                        .extract()
                        .asString())
            .succeeded();

    assertThat(answers).as("round %d", round).containsOnly(answers.getFirst());
    assertThat(answers.getFirst()).contains("\"invited\"");
    assertThat(DATABASE.count("invitations WHERE email = ?", bob.email())).isEqualTo(1);
    inviteWithKey(org, key, "other@example.com").then().statusCode(422);
  }

  @Test
  void one_address_invited_from_many_sides_at_once_has_one_invitation() {
    Rounds.each(Admins::ofARoomyOrganization, RacesTest::fromManySides);
  }

  private static void fromManySides(Admins admins, int round) {
    List<String> emails = people(3).stream().map(Person::email).toList();

    List<List<String>> outcomes =
        InParallel.times(
                admins.all().size(),
                i ->
                    invite(
                            admins.all().get(i),
                            admins.org(),
                            "viewer",
                            i % 2 == 0 ? emails : emails.reversed())
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getList("results.outcome", String.class))
            .succeeded();

    assertThat(outcomes.stream().flatMap(List::stream))
        .as("round %d", round)
        .filteredOn("invited"::equals)
        .hasSize(3);
  }

  @Test
  void versions_and_counts_are_dense_and_in_order_under_everything_at_once() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    List<Person> people = people(6);
    List<String> tokens =
        people.stream().map(each -> link(org, each, "developer", at(workspace)).token()).toList();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      int who = i;
      tasks.add(
          () -> {
            accept(people.get(who), tokens.get(who)).then().statusCode(200);
            changeRole(org.owner(), org, people.get(who), "viewer").then().statusCode(200);
            return remove(people.get(who), org, people.get(who)).statusCode();
          });
    }
    tasks.add(
        () -> {
          EVENTS.publish(workspaceDeleted(org, workspace));
          return 202;
        });

    assertThat(InParallel.all(tasks).succeeded()).containsOnly(202);
    EVENTS.awaitEvents("member-removed", org.id(), people.size());
    awaitAllHeard(org);

    List<Long> versions =
        EVENTS.allEventsOf(org.id()).stream()
            .filter(event -> event.data().has("membershipVersion"))
            .map(event -> event.data().get("membershipVersion").asLong())
            .toList();
    assertThat(versions)
        .isEqualTo(IntStream.rangeClosed(1, versions.size()).mapToObj(Long::valueOf).toList());
    assertThat(seats(org)).containsEntry("used", 1);
  }

  private static int used(Org org) {
    return (Integer) Objects.requireNonNull(seats(org).get("used"));
  }

  private static List<Person> people(int n) {
    return IntStream.range(0, n).mapToObj(i -> aPerson()).toList();
  }

  private static Response inviteWithKey(Org org, String key, String email) {
    return by(org.owner())
        .header("Idempotency-Key", key)
        .body(Map.of("emails", List.of(email), "role", "viewer"))
        .post(org.path() + "/invitations");
  }
}
