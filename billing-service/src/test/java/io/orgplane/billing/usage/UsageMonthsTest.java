package io.orgplane.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.billing.BillingTest;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.testing.InParallel;
import io.quarkus.arc.Arc;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The partitions of usage, by other times than now. */
@BillingTest
class UsageMonthsTest {

  private static final Duration KEPT = Duration.ofDays(365);

  @Test
  void months_are_there_before_they_are_needed_however_many_make_them() {
    Instant lastSecond = Instant.parse("2031-05-31T23:59:59Z");

    InParallel.run(6, replica -> Await.answer(months(lastSecond).makeNext())).succeeded();

    assertThat(monthsOf("2031")).containsExactly("2031_05", "2031_06", "2031_07", "2031_08");
    assertThat(
            CreditBooks.DATABASE.count(
                "pg_class WHERE relname LIKE 'usage_records_2031%' AND relkind = 'r' AND NOT relforcerowsecurity"))
        .isZero();
  }

  @Test
  void a_month_is_dropped_as_a_whole_when_its_last_record_is_older_than_is_kept() {
    for (String month : List.of("2017-12-05", "2018-01-31", "2018-02-01")) {
      CreditBooks.DATABASE.query("SELECT usage_month(?::timestamptz)", month + "T00:00:00Z");
    }

    Await.answer(months(Instant.parse("2019-01-31T23:59:59Z")).dropOldest());
    assertThat(monthsOf("2017")).isEmpty();
    assertThat(monthsOf("2018")).containsExactly("2018_01", "2018_02");

    Await.answer(months(Instant.parse("2019-02-01T00:00:00Z")).dropOldest());
    assertThat(monthsOf("2018")).containsExactly("2018_02");
    assertThat(monthsOf("20")).contains("2018_02").hasSizeGreaterThan(1);
  }

  private static UsageMonths months(Instant now) {
    return new UsageMonths(
        Arc.container().instance(Transactions.class).get(),
        () -> KEPT,
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static List<String> monthsOf(String year) {
    return CreditBooks.DATABASE
        .query(
            """
            SELECT right(relname, 7) AS month FROM pg_class
            WHERE relname LIKE 'usage\\_records\\_' || ? || '%' AND relkind = 'r' ORDER BY 1
            """,
            year)
        .stream()
        .map(Map::values)
        .map(values -> values.iterator().next().toString())
        .toList();
  }
}
