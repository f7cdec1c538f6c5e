package io.orgplane.membership.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orgplane.kit.access.Membership;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.membership.MembershipTest;
import io.orgplane.testing.Database;
import io.orgplane.testing.Seed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Several replicas of the component on one database, while everything changes: an answer is what
 * was so at its version, and its version is not below any change that had been confirmed when the
 * question was asked.
 */
@MembershipTest
class StrictnessTest {

  private static final int ROUNDS = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> ROLES = List.of("owner", "admin", "developer", "viewer");
  private static final List<Optional<String>> OVERRIDES =
      List.of(
          Optional.empty(), Optional.of("admin"), Optional.of("developer"), Optional.of("viewer"));

  @Inject AccessRows rows;
  @Inject Vertx vertx;

  private final Random random = Seed.random("StrictnessTest");
  private final UUID organization = Ids.next();
  private final List<String> users = IntStream.range(0, 12).mapToObj(i -> "user-" + i).toList();
  private final Map<Long, World> worlds = new ConcurrentHashMap<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean running = new AtomicBoolean(true);
  private volatile long confirmed;

  private record Settings(Duration maxAge, Duration patience, int batch, int remembered)
      implements AccessConfig {
    static Settings remembering(int remembered) {
      return new Settings(Duration.ofSeconds(1), PATIENCE, 50, remembered);
    }
  }

  private record Replica(CurrentFacts facts, SimpleMeterRegistry metrics) {
    double count(String name, String tag, String value) {
      return metrics.counter(name, tag, value).count();
    }
  }

  @Test
  void no_replica_answers_with_what_was_so_before_a_confirmed_change() throws Exception {
    List<Replica> replicas = List.of(replica(100_000), replica(100_000), replica(16));
    found();
    List<Thread> others =
        replicas.stream()
            .map(each -> Thread.ofPlatform().daemon().start(() -> askUntilTheEnd(each)))
            .toList();

    try (Connection connection = Database.of("membership").connect()) {
      connection.setAutoCommit(false);
      for (int round = 0; round < ROUNDS && failures.isEmpty(); round++) {
        confirm(connection, oneOf(steps(world())));
        List<Concern> everything = everything();
        List<Uni<List<AccessFacts>>> asked =
            replicas.stream().map(each -> each.facts().of(everything)).toList();
        Uni.join().all(asked).andFailFast().await().atMost(PATIENCE).stream()
            .flatMap(List::stream)
            .forEach(facts -> expect(facts, confirmed));
      }
    }
    running.set(false);
    for (Thread other : others) {
      other.join();
    }

    assertThat(failures).isEmpty();
    assertThat(replicas.getFirst().count("orgplane.access.answers", "from", "memory")).isPositive();
    assertThat(replicas.getFirst().count("orgplane.access.refreshes", "how", "caught-up"))
        .isPositive();
    assertThat(replicas.getFirst().count("orgplane.access.refreshes", "how", "forgotten"))
        .isPositive();
  }

  private Replica replica(int remembered) {
    AccessConfig config = Settings.remembering(remembered);
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    return new Replica(
        new CurrentFacts(rows, new AccessMemory(config, metrics), config, vertx, metrics), metrics);
  }

  private void found() {
    worlds.put(0L, World.empty(organization));
    Database.of("membership")
        .update(
            "INSERT INTO organization_seats (organization_id, used) VALUES (?, 0)", organization);
  }

  private World world() {
    return Objects.requireNonNull(worlds.get(confirmed));
  }

  /** Whatever can be done now; what is likely in life is likely here. */
  private List<World.Step> steps(World now) {
    List<World.Step> steps = new ArrayList<>();
    for (String user : users) {
      String role = now.roles().get(user);
      if (role == null) {
        steps.add(now.join(user, oneOf(ROLES)));
        continue;
      }
      steps.add(now.remove(user));
      steps.add(now.changeRole(user, oneOf(ROLES)));
      if (role.equals("developer") || role.equals("viewer")) {
        steps.add(now.assign(user, assignments(now)));
      }
    }
    UUID created = Ids.next();
    steps.add(now.createWorkspace(created));
    existing(now).forEach(each -> steps.add(now.deleteWorkspace(each)));
    steps.add(now.dissolve());
    return steps;
  }

  private Map<UUID, Optional<String>> assignments(World now) {
    Map<UUID, Optional<String>> assignments = new HashMap<>();
    existing(now).stream()
        .filter(each -> random.nextBoolean())
        .forEach(each -> assignments.put(each, oneOf(OVERRIDES)));
    return assignments;
  }

  private static List<UUID> existing(World now) {
    return now.workspaces().keySet().stream().filter(now.workspaces()::get).sorted().toList();
  }

  private void confirm(Connection connection, World.Step step) throws SQLException {
    long version = confirmed + 1;
    worlds.put(version, step.after());
    execute(
        connection,
        new World.Statement(
            "UPDATE organization_seats SET membership_version = ? WHERE organization_id = ?",
            version,
            organization));
    for (World.Statement statement : step.statements()) {
      execute(connection, statement);
    }
    connection.commit();
    confirmed = version;
  }

  private static void execute(Connection connection, World.Statement statement)
      throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
      for (int i = 0; i < statement.parameters().length; i++) {
        prepared.setObject(i + 1, statement.parameters()[i]);
      }
      prepared.execute();
    }
  }

  private void askUntilTheEnd(Replica replica) {
    Random chance = Seed.random(Thread.currentThread().getName());
    while (running.get() && failures.isEmpty()) {
      try {
        long least = confirmed;
        List<Concern> all = everything();
        List<Concern> some =
            IntStream.range(0, 3).mapToObj(i -> all.get(chance.nextInt(all.size()))).toList();
        replica.facts().of(some).await().atMost(PATIENCE).forEach(facts -> expect(facts, least));
      } catch (RuntimeException | AssertionError failure) {
        failures.add(failure);
      }
    }
  }

  /** Everybody in every workspace that was ever there, the newest ones at least. */
  private List<Concern> everything() {
    List<UUID> known = world().workspaces().keySet().stream().sorted().toList();
    List<UUID> newest = known.subList(Math.max(0, known.size() - 6), known.size());
    List<@Nullable UUID> places = new ArrayList<>(newest);
    places.add(null);
    return users.stream()
        .flatMap(user -> places.stream().map(place -> concern(user, place)))
        .toList();
  }

  private Concern concern(String user, @Nullable UUID workspace) {
    return new Concern(
        new UserId(user),
        new OrganizationId(organization),
        workspace == null ? null : new WorkspaceId(workspace));
  }

  private void expect(AccessFacts found, long least) {
    assertThat(found.version()).as("%s", found).isGreaterThanOrEqualTo(least);
    World then = Objects.requireNonNull(worlds.get(found.version()), "a version of the future");
    String user = found.about().user().value();
    Membership member = found.member();
    assertThat(member == null ? null : member.role())
        .as("%s", found)
        .isEqualTo(then.roles().get(user));
    if (member != null) {
      Map<UUID, Optional<String>> assigned = new HashMap<>();
      member.assignments().forEach((id, override) -> assigned.put(id.value(), override));
      assertThat(assigned)
          .as("%s", found)
          .isEqualTo(then.assignments().getOrDefault(user, Map.of()));
    }
    WorkspaceId workspace = found.about().workspace();
    assertThat(found.workspace())
        .as("%s", found)
        .isEqualTo(
            workspace == null
                ? WorkspaceState.NOT_NAMED
                : state(then.workspaces().get(workspace.value())));
  }

  private static WorkspaceState state(@Nullable Boolean exists) {
    if (exists == null) {
      return WorkspaceState.UNHEARD;
    }
    return exists ? WorkspaceState.EXISTS : WorkspaceState.DELETED;
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
