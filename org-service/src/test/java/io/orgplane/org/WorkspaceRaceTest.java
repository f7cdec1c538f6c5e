package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.testing.InParallel;
import io.orgplane.testing.Lanes;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Person;
import io.orgplane.testing.Seed;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Workspaces are created, deleted and renamed, and plans change, all at once. What happened is read
 * back from the audit feed, whose order is that of the commits: so the limit is checked at every
 * instant and not only at the end.
 */
@OrgTest
class WorkspaceRaceTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final int ROUNDS = 200;
  private static final int ROUNDS_WITH_A_PLAN = 100;
  private static final int ROUNDS_OF_DELETION = 60;
  private static final int LARGEST_LIMIT = 5;

  private final Random random = Seed.random("workspaces");

  /** With one workspace, and somebody beside the Owner who creates. */
  private record Team(Acme acme, Person admin) {
    static Team ofAnAdmin() {
      Acme acme = Acme.founded(SUITE.events).onTeam();
      Team team = new Team(acme, acme.joins("admin"));
      acme.aWorkspace("The first");
      return team;
    }
  }

  /** A workspace that gets other names, where there is room for any number. */
  private record Other(Acme acme, String workspace) {
    static Other inAnEnterprise() {
      Acme acme = anEnterprise();
      return new Other(acme, acme.aWorkspace("Other"));
    }
  }

  private static Acme anEnterprise() {
    return Acme.founded(SUITE.events).entitled("enterprise", null, false);
  }

  @Test
  void creates_and_deletes_at_once_never_exceed_the_limit_nor_leave_none() {
    Lanes.run(ROUNDS, Team::ofAnAdmin, this::createsAndDeletes);
  }

  private void createsAndDeletes(Team team, int round) {
    Acme acme = team.acme();
    Person admin = team.admin();
    String what = "round %d, seed %d".formatted(round, Seed.value());
    int limit = 1 + random.nextInt(LARGEST_LIMIT);
    limit(acme, limit);
    long begin = lastPosition(acme);
    List<String> before = workspaces(acme);

    List<Integer> statuses =
        InParallel.all(
                shuffled(
                    creates(acme, admin, round, random.nextInt(4)),
                    deletes(acme, before, random.nextInt(before.size() + 1))))
            .succeeded();

    assertThat(statuses).as(what).isSubsetOf(201, 204, 409);
    assertWithin(acme, what, begin, before.size(), limit);
  }

  @Test
  void without_deletes_as_many_are_created_as_there_is_room_for() {
    Lanes.run(ROUNDS, Team::ofAnAdmin, this::createsAlone);
  }

  private void createsAlone(Team team, int round) {
    Acme acme = team.acme();
    Person admin = team.admin();
    String what = "round %d, seed %d".formatted(round, Seed.value());
    int limit = 1 + random.nextInt(LARGEST_LIMIT);
    limit(acme, limit);
    int attempts = 1 + random.nextInt(4);

    List<Integer> statuses = InParallel.all(creates(acme, admin, round, attempts)).succeeded();

    assertThat(statuses.stream().filter(status -> status == 201))
        .as(what)
        .hasSize(Math.min(attempts, limit - 1));
    emptied(acme);
  }

  @Test
  void a_plan_that_changes_meanwhile_admits_no_more_than_the_larger_of_both() {
    Lanes.run(ROUNDS_WITH_A_PLAN, Team::ofAnAdmin, this::planChanges);
  }

  private void planChanges(Team team, int round) {
    Acme acme = team.acme();
    Person admin = team.admin();
    String what = "round %d, seed %d".formatted(round, Seed.value());
    int old = 1 + random.nextInt(LARGEST_LIMIT);
    int next = 1 + random.nextInt(LARGEST_LIMIT);
    limit(acme, old);
    long begin = lastPosition(acme);
    List<Callable<Integer>> tasks = creates(acme, admin, round, 4);
    tasks.add(() -> planBecomes(acme, next));

    List<Integer> statuses = InParallel.all(tasks).succeeded();

    assertThat(statuses).as(what).isSubsetOf(201, 409);
    assertWithin(acme, what, begin, 1, Math.max(old, next));
    assertThat(workspaces(acme)).as(what).hasSizeGreaterThanOrEqualTo(Math.min(old, next));
    assertThat(readOnly(acme)).as(what).hasSize(Math.max(0, workspaces(acme).size() - next));
    emptied(acme);
  }

  @Test
  void of_creates_and_renames_to_one_name_in_any_case_one_comes_through() {
    Lanes.run(ROUNDS, Other::inAnEnterprise, WorkspaceRaceTest::oneName);
  }

  private static void oneName(Other there, int round) {
    Acme acme = there.acme();
    String other = there.workspace();
    String name = "Straße " + round;
    List<String> spellings =
        List.of(name, "STRASSE " + round, " straße " + round, "Stra\u00dfe\u00a0" + round);
    List<Callable<Integer>> tasks = new ArrayList<>();
    spellings.forEach(spelling -> tasks.add(() -> acme.open(acme.owner, spelling).statusCode()));
    tasks.add(() -> rename(acme, other, name.toUpperCase(java.util.Locale.ROOT)).statusCode());

    List<Integer> statuses = InParallel.all(tasks).succeeded();

    assertThat(statuses.stream().filter(status -> status != 409))
        .as("round %d, seed %d: %s", round, Seed.value(), statuses)
        .hasSize(1);
  }

  @Test
  void the_same_key_at_once_has_one_effect_and_one_answer() {
    Lanes.run(ROUNDS, WorkspaceRaceTest::anEnterprise, WorkspaceRaceTest::sameKey);
  }

  private static void sameKey(Acme acme, int round) {
    String key = "key-" + round;
    String name = "Workspace " + round;
    int workspaces = workspaces(acme).size();
    long entries = entries(acme);

    List<String> answers =
        InParallel.times(
                4,
                index ->
                    as(acme.owner)
                        .header("Idempotency-Key", key)
                        .body(Map.of("name", name, "cloudProvider", "gcp"))
                        .post(acme.workspaces())
                        .then()
                        .statusCode(201)
                        .extract()
                        .asString())
            .succeeded();

    assertThat(answers).as(key).containsOnly(answers.getFirst());
    assertThat(workspaces(acme)).as(key).hasSize(workspaces + 1);
    assertThat(entries(acme)).as(key).isEqualTo(entries + 1);
  }

  private static long entries(Acme acme) {
    return DATABASE.count("audit_entries WHERE organization_id = ?", acme.uuid());
  }

  @Test
  void an_organization_that_is_deleted_meanwhile_keeps_no_workspace() {
    Lanes.run(ROUNDS_OF_DELETION, () -> SUITE, WorkspaceRaceTest::deletedMeanwhile);
  }

  private static void deletedMeanwhile(Suite suite, int round) {
    Acme acme = Acme.founded(suite.events).onTeam();
    Person admin = acme.joins("admin");
    List<Callable<Integer>> tasks = creates(acme, admin, round, 3);
    tasks.add(() -> as(acme.owner).delete(acme.path()).statusCode());

    List<Integer> statuses = InParallel.all(tasks).succeeded();

    assertThat(statuses).as("round %d", round).isSubsetOf(201, 204, 404).containsOnlyOnce(204);
    assertThat(workspaces(acme)).as("round %d, seed %d", round, Seed.value()).isEmpty();
    assertThat(
            DATABASE
                .single(
                    """
                    SELECT action FROM audit_entries WHERE organization_id = ?
                    ORDER BY position DESC LIMIT 1
                    """,
                    acme.uuid())
                .get("action"))
        .as("nothing happens in it afterwards")
        .isEqualTo("organization-deleted");
  }

  private static List<Callable<Integer>> creates(Acme acme, Person by, int round, int howMany) {
    return new ArrayList<>(
        IntStream.range(0, howMany)
            .<Callable<Integer>>mapToObj(
                index -> () -> acme.open(by, "W %d-%d".formatted(round, index)).statusCode())
            .toList());
  }

  private List<Callable<Integer>> deletes(Acme acme, List<String> there, int howMany) {
    List<String> shuffled = new ArrayList<>(there);
    Collections.shuffle(shuffled, random);
    return shuffled.stream()
        .limit(howMany)
        .<Callable<Integer>>map(id -> () -> as(acme.owner).delete(acme.workspace(id)).statusCode())
        .toList();
  }

  private List<Callable<Integer>> shuffled(
      List<Callable<Integer>> creates, List<Callable<Integer>> deletes) {
    List<Callable<Integer>> all =
        new ArrayList<>(Stream.concat(creates.stream(), deletes.stream()).toList());
    if (all.isEmpty()) {
      all.add(() -> 409);
    }
    Collections.shuffle(all, random);
    return all;
  }

  private static int planBecomes(Acme acme, int workspaces) {
    int version = version(acme) + 1;
    SUITE.events.publish(
        OutgoingEvent.of(
            "billing-events",
            "entitlements-changed",
            acme.id,
            acme.entitlement(version, "team", workspaces, false)));
    Acme.until(() -> version(acme) == version);
    return 201;
  }

  private static Response rename(Acme acme, String workspace, String name) {
    return as(acme.owner).body(Map.of("name", name)).patch(acme.workspace(workspace));
  }

  /** Replays what was committed since then, in its order. */
  private static void assertWithin(Acme acme, String what, long begin, int before, int limit) {
    int count = before;
    for (var entry :
        DATABASE.query(
            """
            SELECT action FROM audit_entries WHERE organization_id = ? AND position > ?
            ORDER BY position
            """,
            acme.uuid(),
            begin)) {
      String action = String.valueOf(entry.get("action"));
      if (action.equals("workspace-created")) {
        count++;
        assertThat(count).as(what).isLessThanOrEqualTo(limit);
      } else if (action.equals("workspace-deleted")) {
        count--;
        assertThat(count).as(what).isPositive();
      }
    }
    assertThat(workspaces(acme)).as(what).hasSize(count);
    assertThat(DATABASE.count("workspaces WHERE organization_id = ? AND is_default", acme.uuid()))
        .as(what)
        .isEqualTo(1);
  }

  /** Behind billing's back: the version stays, so that the next event counts. */
  private static void limit(Acme acme, int limit) {
    DATABASE.update(
        "UPDATE entitlements SET workspace_limit = ? WHERE organization_id = ?",
        limit,
        acme.uuid());
  }

  private static int version(Acme acme) {
    Object version =
        DATABASE
            .single("SELECT version FROM entitlements WHERE organization_id = ?", acme.uuid())
            .get("version");
    return Integer.parseInt(String.valueOf(version));
  }

  private static void emptied(Acme acme) {
    DATABASE.update(
        "DELETE FROM workspaces WHERE organization_id = ? AND NOT is_default", acme.uuid());
  }

  private static long lastPosition(Acme acme) {
    Object last =
        DATABASE
            .single("SELECT last_position FROM audit_feeds WHERE organization_id = ?", acme.uuid())
            .get("last_position");
    return Long.parseLong(String.valueOf(last));
  }

  private static List<String> workspaces(Acme acme) {
    return DATABASE
        .query("SELECT workspace_id FROM workspaces WHERE organization_id = ?", acme.uuid())
        .stream()
        .map(row -> row.get("workspace_id") instanceof UUID id ? id.toString() : "")
        .toList();
  }

  private static List<Object> readOnly(Acme acme) {
    return as(acme.owner)
        .get(acme.workspaces())
        .then()
        .statusCode(200)
        .extract()
        .path("items.findAll { it.readOnly }");
  }
}
