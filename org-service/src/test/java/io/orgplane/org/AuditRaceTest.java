package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.Seed;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whoever follows the feed while everybody writes into it sees every position once and in order.
 * Positions out of a sequence fail here within a few rounds: a transaction that took its number
 * early and commits late is skipped.
 */
@OrgTest
class AuditRaceTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final int ROUNDS = 200;
  private static final int WRITERS = 6;
  private static final double LONGEST_SECONDS = 0.003;

  @Inject Transactions transactions;
  @Inject AuditTrail audit;

  private final Random random = Seed.random("audit");
  private final Set<String> committed = ConcurrentHashMap.newKeySet();
  private final AtomicInteger rolledBack = new AtomicInteger();

  private record Plan(String name, double before, double after, boolean fails) {}

  @Test
  void a_follower_sees_every_position_once_and_in_order_whatever_commits_when() throws Exception {
    Acme acme = Acme.founded(SUITE.events);
    AtomicBoolean over = new AtomicBoolean();
    List<JsonNode> seen = new ArrayList<>();
    Thread follower = Thread.ofPlatform().start(() -> follow(acme, over, seen));

    for (int round = 0; round < ROUNDS; round++) {
      List<Plan> plans = plans(round);
      InParallel.run(WRITERS, index -> write(acme, plans.get(index))).succeeded();
    }
    over.set(true);
    follower.join();

    assertThat(seen.stream().map(entry -> entry.get("position").asLong()))
        .as("seed %d", Seed.value())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, committed.size() + 1L).boxed().toList());
    assertThat(seen.stream().skip(1).map(entry -> entry.get("subject").get("id").asText()))
        .containsExactlyInAnyOrderElementsOf(committed);
    assertThat(rolledBack).as("or nothing was rolled back").hasPositiveValue();
    assertThat(DATABASE.count("audit_entries WHERE organization_id = ?", acme.uuid()))
        .isEqualTo(committed.size() + 1L);
  }

  private List<Plan> plans(int round) {
    List<Plan> plans = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      plans.add(
          new Plan(
              round + "-" + writer,
              random.nextDouble(LONGEST_SECONDS),
              random.nextInt(3) == 0 ? random.nextDouble(LONGEST_SECONDS) : 0,
              random.nextInt(10) == 0));
    }
    return plans;
  }

  private void write(Acme acme, Plan plan) {
    OrganizationId organization = OrganizationId.fromString(acme.id);
    try {
      transactions
          .in(
              organization,
              tx ->
                  sleep(tx, plan.before())
                      .chain(() -> audit.record(tx, entry(organization, plan)))
                      .chain(() -> sleep(tx, plan.after()))
                      .invoke(() -> failIf(plan)))
          .await()
          .indefinitely();
      committed.add(plan.name());
    } catch (Failed failed) {
      rolledBack.incrementAndGet();
    }
  }

  private static Uni<Integer> sleep(Tx tx, double seconds) {
    return tx.one("SELECT 1 AS n FROM pg_sleep($1)", row -> row.getInteger("n"), seconds);
  }

  private static void failIf(Plan plan) {
    if (plan.fails()) {
      throw new Failed();
    }
  }

  private static AuditEntry entry(OrganizationId organization, Plan plan) {
    return AuditEntry.created(
        organization,
        Actor.system("race"),
        "thing-created",
        new AuditEntry.Subject("thing", plan.name(), null),
        Map.of("round", plan.name()));
  }

  private static void follow(Acme acme, AtomicBoolean over, List<JsonNode> seen) {
    Random random = Seed.random("follower");
    long after = 0;
    boolean last;
    do {
      last = over.get();
      JsonNode answer;
      do {
        answer =
            Json.parse(
                as(acme.owner)
                    .queryParams(Map.of("after", after, "limit", 1 + random.nextInt(200)))
                    .get(acme.path() + "/audit-log")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
        answer.get("items").forEach(seen::add);
        after = answer.get("nextAfter").asLong();
      } while (!answer.get("nextCursor").isNull());
    } while (!last);
  }

  private static final class Failed extends RuntimeException {}
}
