package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orgplane.testing.EventProbe;
import io.orgplane.testing.Seed;
import io.orgplane.testing.SuiteClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many organizations live through months beside each other while Stripe, the network, the gate and
 * the process itself misbehave by chance. What must hold at every instant is looked at whenever the
 * gate goes up, and after every move of the clock while the gates stand still; what must hold at
 * rest, when two further periods have passed in peace. {@code -Dorgplane.rounds=1000} is as many
 * organizations.
 */
@BillingTest
class SubscriptionHistoriesTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final int HISTORIES = Integer.getInteger("orgplane.rounds", 24);
  private static final int BESIDE_EACH_OTHER = 100;
  private static final int YEARLY = 12;
  private static final int HANDS = 12;
  private static final Duration BEFORE_THE_END = Duration.ofMinutes(10);
  private static final List<String> DELIVERIES =
      List.of("normal", "reversed", "duplicated", "paused", "lost");
  private static final List<String> FAULTS =
      List.of("timeout-after-effect", "error-500", "error-500-after-effect", "delay");

  /** What the test itself reads is left alone. */
  private static final List<String> READS =
      List.of("/v1/subscriptions/*", "/v1/subscription_schedules", "/v1/invoices");

  private static final List<String> WRITES =
      List.of("/v1/subscriptions", "/v1/subscription_schedules");

  private final Random random = Seed.random("SubscriptionHistories");
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final ExecutorService hands = Executors.newFixedThreadPool(HANDS);
  private final PlayedGates gates =
      new PlayedGates(EVENTS, new Random(random.nextLong()), violations);
  private List<SubscriptionLife> lives = List.of();

  @BeforeAll
  static void processes_can_die() {
    DyingProcesses.begin();
  }

  @AfterAll
  static void nobody_dies_any_more() {
    DyingProcesses.end();
    SuiteClock.reset();
  }

  /** Nobody else's subscriptions live through the years that pass here. */
  @BeforeEach
  void what_others_have_left_ends() {
    Stripe.endAll();
  }

  @AfterEach
  void everything_is_normal_again() {
    hands.shutdownNow();
    gates.close();
    Stripe.noFaults();
    Stripe.endAll();
    Stripe.webhooks("normal");
  }

  @Test
  void through_months_of_misfortune_the_gate_is_within_what_is_billed_and_all_agree_at_rest() {
    for (int lived = 0; lived < HISTORIES; lived += BESIDE_EACH_OTHER) {
      goTo(MonthDay.of(1, 31));
      live(Math.min(BESIDE_EACH_OTHER, HISTORIES - lived), "month", this::aMonth);
      Stripe.endAll();
    }
  }

  @Test
  void a_year_from_a_leap_day_is_lived_through_likewise() {
    goTo(MonthDay.of(2, 29));
    live(YEARLY, "year", this::aYear);
  }

  private void live(int count, String interval, Runnable period) {
    lives = begin(count, interval);
    for (int i = 0; i < 2; i++) {
      period.run();
      near();
      over();
    }
    rest();
  }

  private List<SubscriptionLife> begin(int count, String interval) {
    long seed = random.nextLong();
    List<Future<SubscriptionLife>> begun =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    hands.submit(
                        () ->
                            SubscriptionLife.begun(
                                EVENTS, new Random(seed + i), interval, violations)))
            .toList();
    List<SubscriptionLife> all = begun.stream().map(SubscriptionHistoriesTest::get).toList();
    gates.prompt(false);
    all.forEach(life -> gates.add(life.acme, life.gate));
    return all;
  }

  private void aMonth() {
    wave();
    SuiteClock.advance(Duration.ofDays(4));
    look();
    wave();
    SuiteClock.advance(Duration.ofHours(random.nextBoolean() ? 1 : -1));
    wave();
    SuiteClock.advance(Duration.ofDays(8 + random.nextInt(4)));
    look();
    wave();
  }

  private void aYear() {
    for (int i = 0; i < 3; i++) {
      wave();
      SuiteClock.advance(Duration.ofDays(70 + random.nextInt(30)));
      look();
    }
  }

  /** The last minutes of the period, in which seats of the next one are settled. */
  private void near() {
    SuiteClock.advance(Duration.between(now(), nextEnd()).minus(BEFORE_THE_END));
    look();
    wave();
  }

  private void over() {
    SuiteClock.advance(Duration.between(now(), nextEnd()).plus(Duration.ofMinutes(20)));
    look();
    wave();
  }

  /** Everybody does something, while something goes wrong. */
  private void wave() {
    Stripe.webhooks(DELIVERIES.get(random.nextInt(DELIVERIES.size())));
    for (int i = 0; i < 6; i++) {
      misbehave();
    }
    lives.get(random.nextInt(lives.size())).dies();
    each(SubscriptionLife::act);
    each(SubscriptionLife::act);
    Stripe.noFaults();
  }

  private void misbehave() {
    boolean reads = random.nextInt(3) == 0;
    List<String> calls = reads ? READS : WRITES;
    Stripe.fault(
        reads ? "GET" : "POST",
        calls.get(random.nextInt(calls.size())),
        FAULTS.get(random.nextInt(FAULTS.size())),
        1 + random.nextInt(3));
  }

  /** Gate and provider at one instant: the gates stand while Stripe is asked. */
  private void look() {
    gates.whileTheyStand(
        () -> {
          Map<String, Integer> billed = Stripe.quantities();
          for (SubscriptionLife life : lives) {
            compare(life, billed.get(life.acme.customer()));
          }
        });
    assertThat(violations).as("-D%s=%d", Seed.PROPERTY, Seed.value()).isEmpty();
  }

  private void compare(SubscriptionLife life, @Nullable Integer billed) {
    PlayedGate gate = life.gate;
    Integer cap = gate.entitled();
    if (billed == null || cap == null || !gate.isBinding()) {
      return;
    }
    if (gate.active() > cap || cap > billed) {
      violations.add(
          "%s: %d active, cap %d, %d billed".formatted(life.acme.id, gate.active(), cap, billed));
    }
  }

  /** Nothing goes wrong any more, nobody comes or goes, and two periods pass. */
  private void rest() {
    Stripe.noFaults();
    Stripe.webhooks("normal");
    gates.prompt(true);
    quiet();
    for (int i = 0; i < 2; i++) {
      SuiteClock.advance(Duration.between(now(), nextEnd()).minus(BEFORE_THE_END));
      quiet();
      SuiteClock.advance(Duration.ofMinutes(30));
      look();
      quiet();
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> assertThat(problems()).as("-D%s=%d", Seed.PROPERTY, Seed.value()).isEmpty());
    assertThat(violations).as("-D%s=%d", Seed.PROPERTY, Seed.value()).isEmpty();
  }

  private List<String> problems() {
    return lives.stream().flatMap(life -> life.problems().stream()).toList();
  }

  private void quiet() {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () ->
                assertThat(underWay())
                    .as("under way, -D%s=%d", Seed.PROPERTY, Seed.value())
                    .isEmpty());
  }

  private List<String> underWay() {
    List<String> all = UnderWay.of(these(), now());
    gates.all().stream().filter(gate -> !gate.hasHeardAll()).forEach(gate -> all.add("a gate"));
    return all;
  }

  private Instant nextEnd() {
    return Instant.ofEpochSecond(
        DATABASE.number(
            """
            SELECT extract(epoch FROM min(period_end))::bigint AS n FROM subscriptions
            WHERE provider_subscription IS NOT NULL AND organization_id IN\s"""
                + these()));
  }

  private String these() {
    return lives.stream()
        .map(life -> "'" + life.acme.id + "'")
        .collect(Collectors.joining(",", "(", ")"));
  }

  private void each(Consumer<SubscriptionLife> deed) {
    List<Future<?>> done = new ArrayList<>();
    for (SubscriptionLife life : lives) {
      done.add(hands.submit(() -> deed.accept(life)));
    }
    done.forEach(SubscriptionHistoriesTest::get);
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void goTo(MonthDay day) {
    LocalDate today = LocalDate.ofInstant(now(), ZoneOffset.UTC);
    LocalDate next = today.plusDays(1);
    while (!MonthDay.from(next).equals(day)) {
      next = next.plusDays(1);
    }
    SuiteClock.advance(Duration.between(now(), next.atTime(10, 0).toInstant(ZoneOffset.UTC)));
  }

  private static Instant now() {
    return Instant.now().plus(SuiteClock.offset());
  }
}
