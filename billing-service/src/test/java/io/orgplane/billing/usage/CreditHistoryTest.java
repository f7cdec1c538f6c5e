package io.orgplane.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.billing.BillingTest;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Histories that chance has made, on the real database. Many hands do everything at once with many
 * organizations through several instances of the service, whose clocks leap and are an hour wrong,
 * across month ends and the leap day; connections break before, within and after commits, answers
 * get lost and everything is asked again. Somebody looks at the books all the while, and in the end
 * they are compared with what is known from elsewhere: what was answered, given, bought and agreed.
 */
@BillingTest
class CreditHistoryTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final int ROUNDS = Integer.getInteger("orgplane.rounds", 6);
  private static final int HANDS = 12;
  private static final int STEPS = 60;
  private static final int REPLICAS = 3;
  private static final Instant START = Instant.parse("2028-01-26T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final MovedClock clock = MovedClock.at(START);
  private final WorkspaceId workspace = WorkspaceId.next();
  private final List<Replica> replicas =
      IntStream.range(0, REPLICAS).mapToObj(each -> new Replica(clock.another())).toList();
  private final List<Account> accounts = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

  @Test
  void whatever_happens_at_once_the_books_balance_and_nothing_is_overspent() {
    CreditBooks.makeMonths(START, 2 + ROUNDS);
    for (int i = 0; i < 3; i++) {
      open("2027-10-31T10:00:00Z", 1, 40, 1, true);
      open("2024-02-29T23:30:00Z", 12, 20, 3, true);
      open("2027-12-30T00:00:00Z", 1, 40, 0, true);
      open("2027-12-31T23:59:59Z", 1, 40, 3, false);
      open("2027-03-31T06:00:00Z", 12, 40, 12, false);
      open("2027-11-29T12:00:00Z", 1, 40, 1, false);
    }

    for (int round = 0; round < ROUNDS; round++) {
      play(round);
      assertThat(seen).as(seed()).isEmpty();
      accounts.forEach(CreditHistoryTest::assertBalanced);
    }

    accounts.forEach(CreditHistoryTest::assertAsAnswered);
    accounts.forEach(CreditHistoryTest::assertAsAgreed);
    accounts.forEach(CreditHistoryTest::assertToldOnce);
    assertEverythingHasHappened();
  }

  private void open(
      String began, int months, int perSeat, int rolloverMonths, boolean foreseeable) {
    Instant first = Instant.parse(began);
    Agreement agreement =
        Agreement.of(
            "sub_" + accounts.size(), first, months, perSeat, rolloverMonths, clock.instant());
    accounts.add(Account.opened(replicas.getFirst(), agreement, foreseeable));
  }

  /** A round of everything at once, watched and disturbed. */
  private void play(int round) {
    AtomicBoolean over = new AtomicBoolean();
    Thread watching = Thread.ofPlatform().daemon().start(() -> watch(over));
    Thread breaking = Thread.ofPlatform().daemon().start(() -> breakConnections(over));
    try {
      InParallel.all(hands(round)).succeeded();
      Awaitility.await().atMost(PATIENCE).until(this::isEverythingTaken);
    } finally {
      over.set(true);
      join(watching);
      join(breaking);
    }
  }

  private List<Callable<Integer>> hands(int round) {
    return IntStream.range(0, HANDS)
        .mapToObj(
            hand ->
                new Hand(
                    "history-%d-%d".formatted(round, hand),
                    replicas,
                    accounts,
                    clock,
                    EVENTS,
                    workspace))
        .<Callable<Integer>>map(hand -> () -> hand.act(STEPS))
        .toList();
  }

  private boolean isEverythingTaken() {
    return accounts.stream().allMatch(CreditHistoryTest::isTaken);
  }

  /** What was reported on Kafka is recorded, or kept with the reason why it is not. */
  private static boolean isTaken(Account account) {
    Set<String> open = new HashSet<>(account.reported);
    open.removeAll(CreditBooks.recorded(account.id).keySet());
    open.removeAll(CreditBooks.refused(account.id));
    return open.isEmpty();
  }

  private void watch(AtomicBoolean over) {
    Random random = Seed.random("watching");
    while (!over.get()) {
      Account account = accounts.get(random.nextInt(accounts.size()));
      CreditBooks.problems(account.id).forEach(each -> seen.add(account.id + ": " + each));
      LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
    }
  }

  private static void breakConnections(AtomicBoolean over) {
    Random random = Seed.random("breaking");
    while (!over.get()) {
      LockSupport.parkNanos(Duration.ofMillis(50 + random.nextInt(300)).toNanos());
      CreditBooks.breakOne();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertBalanced(Account account) {
    assertThat(CreditBooks.problems(account.id)).as("%s of %s", seed(), account.id).isEmpty();
  }

  private static void assertAsAnswered(Account account) {
    Map<String, Long> recorded = CreditBooks.recorded(account.id);
    assertThat(recorded).as(seed()).containsAllEntriesOf(account.recorded);
    Set<String> refusedYetRecorded = new HashSet<>(account.refused);
    refusedYetRecorded.retainAll(recorded.keySet());
    assertThat(account.unanswered).as(seed()).containsAll(refusedYetRecorded);
  }

  private static void assertAsAgreed(Account account) {
    assertThat(CreditBooks.granted(account.id, "bonus")).as(seed()).isEqualTo(account.given.get());
    assertThat(CreditBooks.granted(account.id, "add-on"))
        .as(seed())
        .isEqualTo(account.bought.get());
    if (account.isForeseeable()) {
      assertMonthsAsAgreed(account);
    }
  }

  /**
   * A month has granted its most seats, once: those that it began with, which are the last of the
   * months before unless it began with a renewal, and those that were added.
   */
  private static void assertMonthsAsAgreed(Account account) {
    int last = account.seatsAtFirst;
    for (Map.Entry<String, Long> month : CreditBooks.months(account.id).entrySet()) {
      int agreed = account.mostSeats.getOrDefault(month.getKey(), 0);
      int most = account.begunByRenewal.contains(month.getKey()) ? agreed : Math.max(last, agreed);
      last = account.lastSeats.getOrDefault(month.getKey(), last);
      assertThat(month.getValue())
          .as("%s, %s of %s", seed(), month.getKey(), account.id)
          .isEqualTo(1_000L * most * account.agreement().perSeat());
    }
  }

  /** A period is told of each step once, however often the event itself is delivered. */
  private static void assertToldOnce(Account account) {
    Map<String, String> told = new HashMap<>();
    for (RecordedEvent event :
        EVENTS.eventsOf(account.id.toString(), "credits-threshold-reached")) {
      String step = event.data().get("periodStart") + "/" + event.data().get("threshold");
      assertThat(told.put(step, event.id()))
          .as("%s, %s of %s", seed(), step, account.id)
          .isIn(null, event.id());
    }
  }

  /** Otherwise the history has proved little. */
  private static void assertEverythingHasHappened() {
    assertThat(Await.repeated()).as("answers that got lost").isPositive();
    for (String what :
        List.of(
            "credit_grants WHERE bucket = 'rollover'",
            "credit_ledger WHERE entry = 'expiry'",
            "credit_grants WHERE bucket = 'pay-as-you-go' AND NOT open",
            "usage_requests WHERE source = 'byok'",
            "reservations WHERE status = 'expired'",
            "(SELECT FROM credit_ledger WHERE entry = 'draw'"
                + " GROUP BY organization_id, reference HAVING count(DISTINCT at) > 1) AS paid_back",
            "refused_usage",
            "credit_grants WHERE bucket = 'monthly' AND granted_at >= '2028-02-29'")) {
      assertThat(CreditBooks.DATABASE.count(what)).as(what).isPositive();
    }
  }

  private static String seed() {
    return "-D%s=%d".formatted(Seed.PROPERTY, Seed.value());
  }
}
