package io.orgplane.billing.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.billing.amount.Credits;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditPeriodTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2027-01-28T23:59:59", "2027-01-29T00:00:00", "2027-01-30T12:00:00", "2027-01-31T09:30:00",
        "2028-02-29T12:00:00", "2027-03-31T00:00:00", "2027-06-15T12:00:00", "2027-12-31T23:59:59"
      })
  void every_month_is_counted_from_the_anchor(LocalDateTime anchor) {
    CreditPeriod period = beginning(anchor.toInstant(ZoneOffset.UTC), null);

    for (int month = 1; month <= 60; month++) {
      assertThat(period.end()).isEqualTo(anchor.plusMonths(month).toInstant(ZoneOffset.UTC));
      CreditPeriod next = period.turned(period.end());
      assertThat(next.start()).isEqualTo(period.end());
      period = next;
    }
  }

  @Test
  void a_period_ends_at_its_end_and_not_before() {
    CreditPeriod period = beginning(Instant.parse("2027-01-31T10:00:00Z"), null);

    assertThat(period.turns(period.end().minusMillis(1))).isFalse();
    assertThat(period.turns(period.end())).isTrue();
  }

  @Test
  void what_is_not_paid_does_not_turn() {
    Instant start = Instant.parse("2027-01-15T10:00:00Z");
    CreditPeriod monthly = beginning(start, Instant.parse("2027-02-15T10:00:00Z"));
    CreditPeriod yearly = beginning(start, Instant.parse("2028-01-15T10:00:00Z"));
    Instant later = Instant.parse("2029-01-01T00:00:00Z");

    assertThat(monthly.turned(later)).isEqualTo(monthly);
    assertThat(yearly.turned(later).end()).isEqualTo(Instant.parse("2028-01-15T10:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2027-04-01T00:00:00Z, 200",
    "2027-04-16T00:00:00Z, 100",
    "2027-04-11T00:00:00Z, 133.333",
    "2027-05-01T00:00:00Z, 0",
    "2027-06-01T00:00:00Z, 0",
    "2027-03-01T00:00:00Z, 200"
  })
  void a_part_of_the_time_is_worth_that_part_rounded_down(Instant from, String worth) {
    CreditPeriod april = beginning(Instant.parse("2027-04-01T00:00:00Z"), null);

    assertThat(april.remainderOf(Credits.whole(200), from)).hasToString(worth);
  }

  private static CreditPeriod beginning(Instant anchor, @Nullable Instant paidThrough) {
    return CreditPeriod.beginning(
        new Allocation(
            "2026-03",
            "sub",
            anchor,
            paidThrough,
            Credits.whole(200),
            2,
            Credits.whole(5),
            0,
            false,
            anchor));
  }
}
