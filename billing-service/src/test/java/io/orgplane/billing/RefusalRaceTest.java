package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.billing.subscription.Sweeping;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.Seed;
import io.quarkus.arc.Arc;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Stripe refuses what a sweep has begun, while other replicas sweep as fast as they can: whenever
 * its time has come it is asked for once, and then put off. {@code -Dorgplane.rounds=500} is as
 * many times.
 */
@BillingTest
class RefusalRaceTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final int ROUNDS = Integer.getInteger("orgplane.rounds", 40);
  private static final int ORGANIZATIONS = 8;
  private static final int REPLICAS = 6;
  private static final int MANY = 10_000;
  private static final int LONGEST_PAUSE_MICROS = 3_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Sweeping sweeping = Arc.container().instance(Sweeping.class).get();

  /** Something that sweeps take up, and where it says when its time comes. */
  private record Swept(String name, String kind, String table, String column) {

    /** A clock's difference is far below it. */
    String isPutOff() {
      return column + " > now() + interval '10 s'";
    }
  }

  private static final Swept RECOUNT =
      new Swept("the recount", "expand-seats", "member_counts", "recount_not_before");
  private static final Swept RENEWAL =
      new Swept("the renewal", "renew-as", "subscriptions", "renewal_check_at");

  @AfterEach
  void nothing_is_broken_any_more() {
    Stripe.noFaults();
  }

  @Test
  void a_recount_that_is_refused_is_asked_for_once() {
    List<Acme> all = organizations("pro", 1);
    Stripe.fault("POST", "/v1/subscriptions", "error-400", MANY);
    all.forEach(acme -> acme.joins("developer"));

    race(RECOUNT, these(all));
  }

  @Test
  void a_renewal_that_is_refused_is_asked_for_once() {
    List<Acme> all = organizations("business", 5);
    Stripe.fault("POST", "/v1/subscription_schedules", "error-400", MANY);
    all.forEach(acme -> Json.ok(PlanChangeTest.change(acme, "team", "month", null)));

    race(RENEWAL, these(all));
  }

  private void race(Swept swept, String these) {
    until(() -> hasComeToRest(swept, these));
    for (int round = 1; round <= ROUNDS; round++) {
      long before = asked(swept, these);
      Random random = Seed.random(swept.name() + round);
      long[] chances = random.longs(REPLICAS).toArray();
      DATABASE.update(
          "UPDATE %s SET %s = '-infinity' WHERE organization_id IN %s"
              .formatted(swept.table(), swept.column(), these));
      InParallel.run(REPLICAS, i -> sweep(swept, these, new Random(chances[i]))).succeeded();
      assertThat(asked(swept, these) - before)
          .as("asked for, round %d, -D%s=%d", round, Seed.PROPERTY, Seed.value())
          .isEqualTo(ORGANIZATIONS);
    }
  }

  private void sweep(Swept swept, String these, Random random) {
    Sweeping.Job job = job(swept.name());
    do {
      LockSupport.parkNanos(1_000L * random.nextInt(LONGEST_PAUSE_MICROS));
      sweeping.sweep(job).await().atMost(PATIENCE);
    } while (!hasComeToRest(swept, these));
  }

  private static Sweeping.Job job(String name) {
    return Arc.container().select(Sweeping.Job.class).stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean hasComeToRest(Swept swept, String these) {
    return DATABASE.count(
                "%s WHERE %s AND organization_id IN %s"
                    .formatted(swept.table(), swept.isPutOff(), these))
            == ORGANIZATIONS
        && DATABASE.count(
                "payment_operations WHERE status = 'open' AND organization_id IN " + these)
            == 0;
  }

  private static long asked(Swept swept, String these) {
    return DATABASE.count(
        "payment_operations WHERE kind = ? AND status = 'refused' AND organization_id IN " + these,
        swept.kind());
  }

  private static List<Acme> organizations(String plan, int seats) {
    return InParallel.times(ORGANIZATIONS, i -> Acme.on(EVENTS, plan, seats)).succeeded();
  }

  private static String these(List<Acme> all) {
    return all.stream().map(acme -> "'" + acme.id + "'").collect(Collectors.joining(",", "(", ")"));
  }
}
