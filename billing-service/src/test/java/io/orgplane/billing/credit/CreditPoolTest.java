package io.orgplane.billing.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.billing.catalogue.CreditTerms;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreditPoolTest {

  private static final Instant NOON = Instant.parse("2027-04-10T12:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2027-04-11T00:00:00Z");
  private static final Terms TERMS =
      new Terms(
          List.of(Bucket.values()),
          "usd",
          new CreditTerms(
              new CreditTerms.PayAsYouGo(10, 10_000, 100),
              new CreditTerms.AddOnPack(Credits.whole(500), 4_500, 10),
              List.of(75, 90, 100)));

  private CreditPool pool = CreditPool.opened(OrganizationId.next(), TERMS, starter(), NOON);

  /** Whatever a test does: the books balance, for every bucket. */
  @AfterEach
  void the_books_balance() {
    Map<Bucket, Long> balance = new EnumMap<>(Bucket.class);
    for (LedgerEntry entry : pool.changes().entries()) {
      long sign = entry.kind() == LedgerEntry.Kind.GRANT ? 1 : -1;
      balance.merge(entry.bucket(), sign * entry.credits().thousandths(), Long::sum);
    }
    for (Bucket bucket : Bucket.values()) {
      long left =
          pool.grants().stream()
              .filter(grant -> grant.bucket() == bucket)
              .mapToLong(grant -> grant.remaining().thousandths())
              .sum();
      assertThat(left).as(bucket.toString()).isEqualTo(balance.getOrDefault(bucket, 0L));
    }
    assertThat(pool.changes().created()).extracting(Grant::sourceKey).doesNotHaveDuplicates();
  }

  @Test
  void it_begins_with_a_day_and_a_month() {
    assertThat(left(Bucket.DAILY)).isEqualTo(credits(5));
    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(20));
  }

  @Test
  void credits_are_drawn_in_the_order_of_the_buckets() {
    pool.grant(Bucket.ADD_ON, credits(10), null, "a", "pack", NOON);
    pool.grant(Bucket.BONUS, credits(10), null, "b", "bonus", NOON);
    pool.grant(Bucket.ROLLOVER, credits(10), MIDNIGHT.plusSeconds(1), "r", "rolled", NOON);

    pool.draw(credits(37), "usage", NOON);

    assertThat(drawn())
        .containsExactly("daily 5", "rollover 10", "bonus 10", "add-on 10", "monthly 2");
    assertThat(pool.available()).isEqualTo(credits(18));
  }

  @Test
  void within_a_bucket_what_ends_first_goes_first_and_then_what_is_older() {
    pool.grant(Bucket.BONUS, credits(1), null, "older", "older", NOON);
    pool.grant(Bucket.BONUS, credits(1), null, "newer", "newer", NOON.plusSeconds(1));
    pool.grant(Bucket.BONUS, credits(1), MIDNIGHT, "ends", "ends", NOON.plusSeconds(2));

    pool.draw(credits(7), "usage", NOON);

    assertThat(
            pool.grants().stream()
                .filter(grant -> grant.bucket() == Bucket.BONUS && !grant.available().isNone())
                .map(Grant::reason))
        .containsExactly("newer");
  }

  @Test
  void nothing_is_drawn_when_it_does_not_suffice() {
    assertThat(pool.draw(new Credits(25_001), "usage", NOON)).isFalse();

    assertThat(pool.available()).isEqualTo(credits(25));
    assertThat(pool.draw(credits(25), "usage", NOON)).isTrue();
    assertThat(pool.available()).isEqualTo(Credits.NONE);
  }

  @Test
  void that_it_is_exhausted_is_told_once_until_more_comes() {
    assertThat(pool.draw(credits(26), "one", NOON)).isFalse();
    assertThat(pool.draw(credits(26), "two", NOON)).isFalse();
    assertThat(events(CreditsExhausted.class))
        .containsExactly(new CreditsExhausted(pool.organization(), MIDNIGHT));

    pool.grant(Bucket.BONUS, credits(1), null, "b", "bonus", NOON);
    assertThat(pool.draw(credits(99), "three", NOON)).isFalse();
    assertThat(events(CreditsExhausted.class)).hasSize(2);
  }

  @Test
  void the_day_is_full_again_and_never_more_than_full() {
    pool.draw(credits(3), "usage", NOON);

    pool.refresh(MIDNIGHT.minusMillis(1));
    assertThat(left(Bucket.DAILY)).isEqualTo(credits(2));
    pool.refresh(MIDNIGHT);
    assertThat(left(Bucket.DAILY)).isEqualTo(credits(5));
    pool.refresh(MIDNIGHT.plus(Duration.ofDays(3)));
    assertThat(left(Bucket.DAILY)).isEqualTo(credits(5));
  }

  @Test
  void a_clock_that_goes_back_gives_no_second_day() {
    pool.refresh(MIDNIGHT);
    pool.draw(credits(5), "usage", MIDNIGHT);

    pool.refresh(MIDNIGHT.minus(Duration.ofHours(1)));
    pool.refresh(MIDNIGHT.plus(Duration.ofHours(1)));

    assertThat(left(Bucket.DAILY)).isEqualTo(Credits.NONE);
  }

  @Test
  void a_free_month_ends_and_another_begins() {
    pool.draw(credits(15), "usage", NOON);

    pool.refresh(Instant.parse("2027-05-10T12:00:00Z"));

    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(20));
    assertThat(pool.state().period().end()).isEqualTo(Instant.parse("2027-06-10T12:00:00Z"));
  }

  @Test
  void a_month_that_nobody_looked_at_is_not_made_up_for() {
    pool.refresh(Instant.parse("2028-01-01T00:00:00Z"));

    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(20));
  }

  @Test
  void a_paid_subscription_begins_with_all_its_credits_and_the_free_ones_end() {
    pool.follow(team(2, NOON), NOON);

    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(400));
    assertThat(left(Bucket.DAILY)).isEqualTo(credits(5));
  }

  @Test
  void following_the_same_again_grants_nothing_again() {
    IntStream.range(0, 3).forEach(i -> pool.follow(team(2, NOON), NOON.plusSeconds(i)));

    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(400));
  }

  @Test
  void an_added_seat_brings_its_whole_allocation_at_any_time_of_the_period() {
    pool.follow(team(2, NOON), NOON);
    pool.follow(team(3, NOON), NOON.plus(Duration.ofDays(29)));

    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(600));
  }

  @Test
  void going_down_and_up_within_a_period_grants_nothing_twice() {
    pool.follow(team(4, NOON), NOON);
    pool.follow(team(2, NOON), NOON);
    pool.follow(team(4, NOON), NOON);
    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(800));

    pool.follow(team(5, NOON), NOON);
    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(1_000));
  }

  @Test
  void an_upgrade_raises_each_seat_by_the_difference_for_the_time_that_is_left() {
    pool.follow(team(3, NOON), NOON);
    Instant third = NOON.plus(Duration.ofDays(10));

    pool.follow(business(5, third), third.plus(Duration.ofDays(3)));

    // 200 × 20/30 = 133.333 for each of three, and 400 for each of the two that are new
    assertThat(left(Bucket.MONTHLY)).isEqualTo(new Credits(600_000 + 3 * 133_333 + 2 * 400_000));
  }

  @Test
  void a_renewal_that_is_paid_brings_the_next_month() {
    pool.follow(team(2, NOON), NOON);
    pool.draw(credits(100), "usage", NOON);
    Instant renewal = Instant.parse("2027-05-10T12:00:00Z");

    pool.refresh(renewal);
    assertThat(left(Bucket.MONTHLY)).isEqualTo(Credits.NONE);

    pool.follow(paidThrough(team(2, NOON), Instant.parse("2027-06-10T12:00:00Z")), renewal);
    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(400));
  }

  @Test
  void a_year_is_granted_by_the_month_and_no_further_than_it_is_paid() {
    Instant end = Instant.parse("2028-04-10T12:00:00Z");
    pool.follow(paidThrough(team(1, NOON), end), NOON);

    int granted = 0;
    for (Instant day = NOON;
        day.isBefore(end.plus(Duration.ofDays(90)));
        day = day.plus(Duration.ofDays(1))) {
      pool.refresh(day);
      granted = (int) monthlyGrants();
    }

    assertThat(granted).isEqualTo(1 + 12);
    assertThat(left(Bucket.MONTHLY)).isEqualTo(Credits.NONE);
  }

  @Test
  void what_is_held_is_for_nobody_else() {
    List<Hold> holds = hold(20);

    assertThat(pool.available()).isEqualTo(credits(5));
    assertThat(pool.draw(credits(6), "other", NOON)).isFalse();
    pool.release(holds, "work", NOON);
    assertThat(pool.available()).isEqualTo(credits(25));
  }

  @Test
  void a_settlement_draws_what_it_has_cost_and_gives_the_rest_back() {
    List<Hold> holds = hold(20);

    assertThat(pool.settle(holds, credits(7), "work", NOON)).isEqualTo(Credits.NONE);

    assertThat(pool.available()).isEqualTo(credits(18));
    assertThat(drawn()).containsExactly("daily 5", "monthly 2");
  }

  @Test
  void a_settlement_above_its_reservation_draws_further_and_then_owes() {
    List<Hold> holds = hold(20);

    assertThat(pool.settle(holds, credits(30), "work", NOON)).isEqualTo(credits(5));

    assertThat(pool.available()).isEqualTo(Credits.NONE);
    assertThat(pool.state().debt()).isEqualTo(credits(5));
    assertThat(pool.draw(Credits.NONE, "nothing", NOON)).isFalse();
  }

  @Test
  void a_grant_covers_the_debt_first() {
    pool.settle(List.of(), credits(30), "work", NOON);

    pool.grant(Bucket.BONUS, credits(3), null, "b1", "bonus", NOON);
    assertThat(pool.state().debt()).isEqualTo(credits(2));
    pool.grant(Bucket.BONUS, credits(3), null, "b2", "bonus", NOON);

    assertThat(pool.state().debt()).isEqualTo(Credits.NONE);
    assertThat(pool.available()).isEqualTo(credits(1));
    assertThat(pool.draw(credits(1), "again", NOON)).isTrue();
  }

  @Test
  void a_debt_is_paid_back_for_the_usage_that_it_is_owed_for_the_oldest_first() {
    pool.settle(List.of(), credits(27), "first", NOON);
    pool.settle(List.of(), credits(4), "second", NOON);

    pool.grant(Bucket.BONUS, credits(3), null, "b1", "bonus", NOON);
    pool.grant(Bucket.BONUS, credits(9), null, "b2", "bonus", NOON);

    assertThat(
            pool.changes().entries().stream()
                .filter(entry -> entry.bucket() == Bucket.BONUS)
                .map(entry -> entry.kind() + " " + entry.credits() + " " + entry.reference()))
        .containsExactly(
            "grant 3 bonus", "draw 2 first", "draw 1 second", "grant 9 bonus", "draw 3 second");
    assertThat(pool.debts().changed()).isEmpty();
    assertThat(pool.debts().paid()).containsExactly("first", "second");
  }

  @Test
  void a_reservation_across_midnight_keeps_what_it_holds_of_the_day_before() {
    List<Hold> holds = hold(5);
    pool.refresh(MIDNIGHT);
    assertThat(left(Bucket.DAILY)).isEqualTo(credits(5));

    pool.settle(holds, credits(3), "work", MIDNIGHT);

    assertThat(pool.available()).isEqualTo(credits(25));
    assertThat(drawn()).containsExactly("daily 3");
  }

  @Test
  void what_was_held_of_the_day_before_ends_when_it_is_given_back() {
    List<Hold> holds = hold(5);
    pool.refresh(MIDNIGHT);

    pool.release(holds, "work", MIDNIGHT);

    assertThat(pool.available()).isEqualTo(credits(25));
  }

  @Test
  void what_is_left_of_a_month_rolls_over_for_as_long_as_the_plan_says_and_is_drawn_oldest_first() {
    pool.follow(rolling(3, true, "2028-04-10T12:00:00Z"), NOON);
    pool.draw(credits(5 + 50), "april", NOON);
    Instant may = Instant.parse("2027-05-10T12:00:00Z");
    Instant june = Instant.parse("2027-06-10T12:00:00Z");

    pool.refresh(may);
    assertThat(left(Bucket.ROLLOVER)).isEqualTo(credits(150));
    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(200));
    pool.refresh(june);
    assertThat(left(Bucket.ROLLOVER)).isEqualTo(credits(350));

    pool.draw(credits(5 + 160), "june", june);
    assertThat(rollovers()).containsExactly("190 2027-09-10T12:00:00Z");
    pool.refresh(Instant.parse("2027-09-10T12:00:00Z"));
    assertThat(rollovers())
        .containsExactly(
            "200 2027-10-10T12:00:00Z", "200 2027-11-10T12:00:00Z", "200 2027-12-10T12:00:00Z");
  }

  @Test
  void without_rollover_nothing_is_left_of_a_month() {
    pool.follow(rolling(0, false, "2028-04-10T12:00:00Z"), NOON);

    pool.refresh(Instant.parse("2027-05-10T12:00:00Z"));

    assertThat(left(Bucket.ROLLOVER)).isEqualTo(Credits.NONE);
    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(200));
  }

  @Test
  void a_reservation_across_the_boundary_rolls_over_what_it_gives_back_and_only_that() {
    pool.follow(rolling(1, false, "2028-04-10T12:00:00Z"), NOON);
    List<Hold> holds = hold(5 + 80);
    Instant may = Instant.parse("2027-05-10T12:00:00Z");
    pool.refresh(may);
    assertThat(left(Bucket.ROLLOVER)).isEqualTo(credits(120));

    pool.settle(holds, credits(5 + 30), "work", may);

    assertThat(left(Bucket.ROLLOVER)).isEqualTo(credits(170));
    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(200));
  }

  @Test
  void the_monthly_credits_of_a_subscription_that_has_ended_do_not_come_back_from_a_reservation() {
    List<Hold> holds = hold(15);
    pool.follow(team(2, NOON), NOON);
    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(400));

    pool.release(holds, "work", NOON);

    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(400));
  }

  @Test
  void beyond_everything_else_credits_are_metered_up_to_the_cap() {
    meter(5_000L);
    assertThat(pool.draw(credits(205 + 500), "all", NOON)).isTrue();
    assertThat(pool.meteredAmount()).isEqualTo(5_000);

    assertThat(pool.draw(new Credits(1), "more", NOON)).isFalse();

    pool.payAsYouGo(new PayAsYouGo(true, true, null), NOON);
    assertThat(pool.draw(credits(10_000), "without limit", NOON)).isTrue();
    pool.payAsYouGo(new PayAsYouGo(true, false, null), NOON);
    assertThat(pool.draw(new Credits(1), "off", NOON)).isFalse();
  }

  @Test
  void what_was_metered_is_owed_once_when_its_period_ends_and_what_settles_later_is_owed_then() {
    meter(10_000L);
    pool.draw(credits(205), "granted", NOON);
    pool.draw(new Credits(12_345), "metered", NOON);
    List<Hold> early = hold(20);
    List<Hold> late = hold(30);
    pool.release(early, "early", NOON);
    Instant may = Instant.parse("2027-05-10T12:00:00Z");

    pool.refresh(may);
    pool.refresh(may.plusSeconds(1));
    assertThat(owed()).containsExactly("12.345 123");
    pool.settle(late, credits(25), "late", may.plusSeconds(2));

    assertThat(owed()).containsExactly("12.345 123", "25 250");
    assertThat(pool.meteredAmount()).isZero();
  }

  @Test
  void what_a_reservation_gives_back_counts_against_the_cap_no_more() {
    meter(1_000L);
    pool.draw(credits(205), "granted", NOON);
    List<Hold> holds = hold(100);
    assertThat(pool.draw(credits(1), "none left", NOON)).isFalse();

    pool.release(holds, "work", NOON);

    assertThat(pool.draw(credits(100), "again", NOON)).isTrue();
    assertThat(pool.draw(credits(1), "and no more", NOON)).isFalse();
  }

  @Test
  void while_it_is_not_paid_nothing_is_metered() {
    meter(5_000L);

    pool.lockPayAsYouGo();

    assertThat(pool.draw(credits(206), "beyond", NOON)).isFalse();
    pool.follow(rolling(0, true, "2027-05-10T12:00:00Z"), NOON);
    assertThat(pool.draw(credits(206), "beyond", NOON)).isTrue();
  }

  @Test
  void days_without_limit_refuse_nothing_and_owe_nothing() {
    pool.follow(
        new Allocation("2026-03", "ent", NOON, null, Credits.NONE, 25, null, 12, true, NOON), NOON);

    assertThat(pool.draw(credits(1_000_000), "much", NOON)).isTrue();
    pool.refresh(MIDNIGHT);
    assertThat(pool.draw(credits(1_000_000), "more", MIDNIGHT)).isTrue();

    assertThat(owed()).isEmpty();
  }

  @Test
  void a_clock_that_is_behind_does_not_go_back_to_a_day_without_limit_that_has_ended() {
    pool.follow(
        new Allocation("2026-03", "ent", NOON, null, Credits.NONE, 25, null, 12, true, NOON), NOON);
    assertThat(pool.draw(credits(10), "before", MIDNIGHT.minusSeconds(1))).isTrue();
    pool.refresh(MIDNIGHT);

    pool.refresh(MIDNIGHT.minusSeconds(1));
    assertThat(pool.draw(credits(10), "behind", MIDNIGHT.minusSeconds(1))).isTrue();

    assertThat(pool.changes().created())
        .filteredOn(grant -> grant.sourceKey().endsWith("/unlimited"))
        .extracting(Grant::sourceKey)
        .containsExactly("daily/2027-04-10/unlimited", "daily/2027-04-11/unlimited");
  }

  @Test
  void until_a_period_is_paid_on_what_is_metered_counts_against_its_cap() {
    Instant end = Instant.parse("2027-05-10T12:00:00Z");
    pool.follow(rolling(0, true, "2027-05-10T12:00:00Z"), NOON);
    pool.payAsYouGo(new PayAsYouGo(true, true, 100L), NOON);
    assertThat(pool.draw(credits(205 + 4), "before", NOON)).isTrue();

    pool.refresh(end);
    assertThat(pool.draw(credits(5 + 6), "between", end)).isTrue();
    assertThat(pool.draw(credits(1), "beyond", end)).isFalse();
    assertThat(owed()).isEmpty();

    pool.follow(rolling(0, true, "2027-06-10T12:00:00Z"), end.plusSeconds(60));
    assertThat(owed()).containsExactly("10 100");
  }

  @Test
  void what_a_clock_that_is_behind_adds_to_a_month_that_has_rolled_over_rolls_over_as_well() {
    Instant end = Instant.parse("2027-05-10T12:00:00Z");
    pool.follow(rolling(1, false, "2027-05-10T12:00:00Z"), NOON);
    pool.refresh(end);

    Allocation two =
        new Allocation("2026-03", "sub_1", NOON, end, credits(200), 2, credits(5), 1, false, NOON);
    pool.follow(two, end.minusSeconds(60));
    pool.refresh(end);

    assertThat(rollovers()).containsExactly("200 2027-06-10T12:00:00Z", "200 2027-06-10T12:00:00Z");
  }

  @Test
  void a_renewal_that_is_heard_of_by_a_clock_that_is_behind_begins_the_month_as_renewed() {
    Instant end = Instant.parse("2027-05-10T12:00:00Z");
    pool.follow(business(3, NOON), NOON);

    Allocation renewed =
        new Allocation(
            "2026-03",
            "sub_1",
            end,
            Instant.parse("2027-06-10T12:00:00Z"),
            credits(200),
            1,
            credits(5),
            0,
            false,
            end);
    pool.follow(renewed, end.minusSeconds(3_600));
    pool.refresh(end.plusSeconds(1));

    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(200));
    assertThat(pool.state().period().start()).isEqualTo(end);
  }

  @Test
  void a_year_that_renews_within_a_month_lets_it_end_as_it_began_and_begins_the_next_with_less() {
    Instant yearEnd = Instant.parse("2027-04-25T12:00:00Z");
    pool.follow(paidThrough(business(3, NOON), yearEnd), NOON);

    Allocation renewed = paidThrough(team(2, yearEnd), Instant.parse("2028-04-25T12:00:00Z"));
    pool.follow(renewed, yearEnd);
    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(3 * 400));
    pool.follow(paidThrough(team(3, yearEnd), Instant.parse("2028-04-25T12:00:00Z")), yearEnd);
    pool.follow(renewed, yearEnd);
    assertThat(monthlyGrants()).as("down and up grants nothing twice").isEqualTo(2);

    pool.refresh(Instant.parse("2027-05-10T12:00:00Z"));
    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(2 * 200));
    pool.refresh(Instant.parse("2027-06-10T12:00:00Z"));
    assertThat(left(Bucket.MONTHLY)).isEqualTo(credits(2 * 200));
  }

  @Test
  void how_far_a_month_is_used_up_is_told_once_for_each_step() {
    pool.draw(credits(5 + 14), "below", NOON);
    assertThat(thresholds()).isEmpty();
    pool.draw(credits(1), "at", NOON);
    assertThat(thresholds()).containsExactly(75);
    pool.draw(credits(5), "all", NOON);
    assertThat(thresholds()).containsExactly(75, 90, 100);

    pool.follow(team(1, NOON), NOON);
    assertThat(thresholds()).containsExactly(75, 90, 100);
    pool.draw(credits(150), "of the next period", NOON);
    assertThat(thresholds()).containsExactly(75, 90, 100, 75);
  }

  private void meter(@Nullable Long cap) {
    pool.follow(rolling(0, true, "2028-04-10T12:00:00Z"), NOON);
    pool.payAsYouGo(new PayAsYouGo(true, true, cap), NOON);
  }

  private static Allocation rolling(int months, boolean metered, String paidThrough) {
    return new Allocation(
        "2026-03",
        "sub_1",
        NOON,
        Instant.parse(paidThrough),
        credits(200),
        1,
        credits(5),
        months,
        metered,
        NOON);
  }

  private List<String> rollovers() {
    return pool.grants().stream()
        .filter(grant -> grant.bucket() == Bucket.ROLLOVER && !grant.available().isNone())
        .map(grant -> grant.available() + " " + grant.expiresAt())
        .toList();
  }

  private List<String> owed() {
    return pool.changes().charges().stream()
        .map(charge -> charge.credits() + " " + charge.amount())
        .toList();
  }

  private List<Integer> thresholds() {
    return events(CreditsThresholdReached.class).stream()
        .map(CreditsThresholdReached::threshold)
        .toList();
  }

  private List<Hold> hold(long amount) {
    return Objects.requireNonNull(pool.hold(credits(amount), NOON));
  }

  private Credits left(Bucket bucket) {
    return pool.grants().stream()
        .filter(grant -> grant.bucket() == bucket)
        .map(Grant::available)
        .reduce(Credits.NONE, Credits::plus);
  }

  private List<String> drawn() {
    return pool.changes().entries().stream()
        .filter(entry -> entry.kind() == LedgerEntry.Kind.DRAW)
        .map(entry -> entry.bucket() + " " + entry.credits())
        .toList();
  }

  private long monthlyGrants() {
    return pool.changes().created().stream()
        .filter(grant -> grant.bucket() == Bucket.MONTHLY)
        .count();
  }

  private <E extends DomainEvent> List<E> events(Class<E> type) {
    return pool.changes().events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static Allocation starter() {
    return new Allocation(
        "2026-03", "free", NOON, null, credits(20), 1, credits(5), 0, false, NOON);
  }

  private static Allocation team(int seats, Instant changedAt) {
    return paid(200, seats, changedAt);
  }

  private static Allocation business(int seats, Instant changedAt) {
    return paid(400, seats, changedAt);
  }

  private static Allocation paid(long perSeat, int seats, Instant changedAt) {
    return new Allocation(
        "2026-03",
        "sub_1",
        NOON,
        Instant.parse("2027-05-10T12:00:00Z"),
        credits(perSeat),
        seats,
        credits(5),
        0,
        false,
        changedAt);
  }

  private static Allocation paidThrough(Allocation it, Instant end) {
    return new Allocation(
        it.catalogueVersion(),
        it.subscription(),
        it.anchor(),
        end,
        it.perSeat(),
        it.seats(),
        it.daily(),
        it.rolloverMonths(),
        it.payAsYouGo(),
        it.changedAt());
  }

  private static Credits credits(long whole) {
    return Credits.whole(whole);
  }
}
