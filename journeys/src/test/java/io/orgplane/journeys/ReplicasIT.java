package io.orgplane.journeys;

import static io.orgplane.journeys.Api.aWorkspaceIn;
import static io.orgplane.journeys.Api.anOrganizationOf;
import static io.orgplane.journeys.Api.as;
import static io.orgplane.journeys.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.journeys.Keycloak.Someone;
import io.orgplane.journeys.MembershipReplica.Answer;
import io.orgplane.local.SuiteService;
import io.orgplane.local.part.ServicePart;
import io.orgplane.testing.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two processes of membership-service on one database. After a change has been confirmed by one of
 * them, neither answers a question that begins afterwards with what was before.
 */
@ExtendWith(RunningSuite.class)
class ReplicasIT {

  private static final int ROUNDS = 200;
  private static final int PAUSES = 6;

  /** Longer than the database may take ({@code orgplane.access.patience}): nothing is given up. */
  private static final int LONG_PAUSE_MILLIS = 5_500;

  private static final int AT_ONCE = 4;
  private static final int REFUSED = 503;

  private static @Nullable Scene scene;

  private final Random random = Seed.random("ReplicasIT");
  private final ServicePart second = scene().second();
  private final String acme = scene().organization();
  private final String workspace = scene().workspace();
  private final List<MembershipReplica> replicas = replicas();

  /**
   * What all begin with.
   *
   * @param second process of membership-service; the first is the suite's own
   */
  private record Scene(Someone ann, String organization, String workspace, ServicePart second) {}

  /** What has been confirmed of somebody; absent for who is not a member. */
  private record State(String role, @Nullable String override, boolean assigned) {
    @Nullable String workspaceRole() {
      if (role.equals("admin")) {
        return "admin";
      }
      return assigned ? (override == null ? role : override) : null;
    }
  }

  @BeforeAll
  static void startTheSecond() {
    Someone ann = Keycloak.someone("Ann");
    String organization = anOrganizationOf(ann, "Acme");
    Api.buy(organization, ann, "business", 5);
    String workspace = aWorkspaceIn(organization, ann, "Production");
    ServicePart second = RunningSuite.stack().startReplica(SuiteService.MEMBERSHIP, Map.of());
    scene = new Scene(ann, organization, workspace, second);
  }

  @AfterAll
  static void stopTheSecond() {
    scene().second().stop();
  }

  @Test
  void neither_answers_with_what_was_before_a_change_that_any_of_them_has_confirmed() {
    Map<String, State> confirmed = new HashMap<>();
    List<String> people = IntStream.range(0, 8).mapToObj(i -> "strict-" + i).toList();
    for (int round = 0; round < ROUNDS; round++) {
      String person = people.get(random.nextInt(people.size()));
      change(person, confirmed);

      expect(person, confirmed.get(person), ask(person), "round " + round);
    }
  }

  @Test
  void one_that_stood_still_during_a_removal_does_not_know_the_old_role_afterwards()
      throws InterruptedException {
    for (int pause = 0; pause < PAUSES; pause++) {
      String bob = "paused-" + pause;
      join(bob, "developer");
      MembershipReplica sleeper = replicas.get(1);
      List<CompletableFuture<Answer>> before = asks(sleeper, bob, 40);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(20));

      second.pause();
      List<CompletableFuture<Answer>> during = asks(sleeper, bob, 10);
      assertThat(replicas.getFirst().remove(bob)).isEqualTo(202);
      List<CompletableFuture<Answer>> afterwards = asks(sleeper, bob, 20);
      TimeUnit.MILLISECONDS.sleep(pause == 0 ? LONG_PAUSE_MILLIS : 200 + random.nextInt(400));
      second.resume();

      assertThat(afterwards.stream().map(CompletableFuture::join))
          .as("pause %d: asked after the removal was confirmed", pause)
          .extracting(Answer::reason)
          .containsOnly("not-a-member");
      assertThat(Stream.concat(before.stream(), during.stream()).map(CompletableFuture::join))
          .as("asked before it: each has an answer")
          .allSatisfy(answer -> assertThat(answer.status()).as("%s", answer).isEqualTo(200));
    }
  }

  @Test
  void once_one_has_heard_of_a_deleted_workspace_so_has_the_other() {
    for (int round = 0; round < 10; round++) {
      String bob = "workspace-" + round;
      join(bob, "developer");
      String deleted = aWorkspaceIn(acme, scene().ann(), "Deleted " + round);
      eventually(() -> replicas.getFirst().assign(bob, deleted, null) == 200);
      MembershipReplica first = replicas.get(round % 2);
      MembershipReplica other = replicas.get(1 - round % 2);
      assertThat(other.ask(bob, deleted).join().role()).isEqualTo("developer");

      as(scene().ann()).delete("/v1/organizations/{org}/workspaces/{ws}", acme, deleted);
      while (first.ask(bob, deleted).join().allowed()) {
        Thread.onSpinWait();
      }

      assertThat(other.ask(bob, deleted).join().reason()).isEqualTo("unknown-workspace");
    }
  }

  @Test
  void without_kafka_a_removal_is_as_strict() {
    String bob = "kafka-away";
    join(bob, "admin");
    ask(bob).forEach(answer -> assertThat(answer.join().role()).isEqualTo("admin"));

    RunningSuite.stack().kafka().stop();
    try {
      assertThat(replicas.get(1).remove(bob)).isEqualTo(202);
      expect(bob, null, ask(bob), "Kafka is away");
    } finally {
      RunningSuite.stack().kafka().start();
    }
  }

  @Test
  void without_the_database_there_is_no_answer_rather_than_an_old_one() {
    String bob = "database-away";
    join(bob, "viewer");
    ask(bob).forEach(answer -> assertThat(answer.join().role()).isEqualTo("viewer"));

    RunningSuite.stack().postgres().stop();
    try {
      assertThat(ask(bob))
          .extracting(CompletableFuture::join)
          .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(REFUSED));
    } finally {
      RunningSuite.stack().postgres().start();
    }
    eventually(() -> ask(bob).stream().allMatch(answer -> answer.join().status() == 200));
  }

  /** Confirmed by one of the two, and remembered here. */
  private void change(String person, Map<String, State> confirmed) {
    MembershipReplica by = replicas.get(random.nextInt(replicas.size()));
    State now = confirmed.get(person);
    if (now == null) {
      join(person, "developer");
      confirmed.put(person, new State("developer", null, false));
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> {
        assertThat(by.remove(person)).isEqualTo(202);
        confirmed.remove(person);
      }
      case 1 -> {
        String role = oneOf(List.of("admin", "developer", "viewer"));
        assertThat(by.changeRole(person, role)).isEqualTo(200);
        boolean keeps = now.assigned() && !role.equals("admin");
        confirmed.put(person, new State(role, keeps ? now.override() : null, keeps));
      }
      default -> {
        if (now.role().equals("admin")) {
          assertThat(by.changeRole(person, "viewer")).isEqualTo(200);
          confirmed.put(person, new State("viewer", null, false));
        } else {
          String override = oneOf(List.of("admin", "developer", "viewer"));
          assertThat(by.assign(person, workspace, override)).isEqualTo(200);
          confirmed.put(person, new State(now.role(), override, true));
        }
      }
    }
  }

  /** Both at once, several times. */
  private List<CompletableFuture<Answer>> ask(String person) {
    return replicas.stream().flatMap(each -> asks(each, person, AT_ONCE).stream()).toList();
  }

  private List<CompletableFuture<Answer>> asks(MembershipReplica whom, String person, int times) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(whom.ask(person, workspace));
    }
    return answers;
  }

  private static void expect(
      String person,
      @Nullable State confirmed,
      List<CompletableFuture<Answer>> answers,
      String when) {
    for (CompletableFuture<Answer> each : answers) {
      Answer answer = each.join();
      assertThat(answer.status()).as("%s: %s", when, answer).isEqualTo(200);
      assertThat(answer.role())
          .as("%s: %s is %s", when, person, confirmed)
          .isEqualTo(confirmed == null ? null : confirmed.role());
      assertThat(answer.workspaceRole())
          .as("%s: %s is %s", when, person, confirmed)
          .isEqualTo(confirmed == null ? null : confirmed.workspaceRole());
    }
  }

  /** People who need no token, because only services ask about them. */
  private void join(String person, String role) {
    UUID organization = UUID.fromString(acme);
    RunningSuite.update(
        SuiteService.MEMBERSHIP,
        """
        WITH seats AS (
          UPDATE organization_seats
          SET cap = NULL, used = used + 1, membership_version = membership_version + 1
          WHERE organization_id = ? RETURNING organization_id, membership_version)
        INSERT INTO members (organization_id, user_id, email, name, role, source, joined_at, version,
          changed_at, changed_by)
        SELECT organization_id, ?, ? || '@example.com', 'Bob', ?, 'invitation', now(),
          membership_version, now(), 'test'
        FROM seats
        """,
        organization,
        person,
        person,
        role);
  }

  private static List<MembershipReplica> replicas() {
    String platform = Keycloak.platformToken();
    Someone ann = scene().ann();
    return Stream.of(RunningSuite.stack().service(SuiteService.MEMBERSHIP), scene().second())
        .map(
            each ->
                new MembershipReplica(
                    each.address(), scene().organization(), ann.token(), platform))
        .toList();
  }

  private static Scene scene() {
    return Objects.requireNonNull(scene);
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
