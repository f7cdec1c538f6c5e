package io.orgplane.org.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.OrgTest;
import io.orgplane.testing.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A page of a feed of 100,000 entries costs what a page of a short one costs, wherever it begins
 * and whatever it filters by: PostgreSQL itself counts the rows that it fetched for it.
 */
@OrgTest
class LongFeedTest {

  private static final Database DATABASE = Database.of("org");
  private static final int ENTRIES = 100_000;
  private static final int LIMIT = 200;
  private static final int READINGS = 20;

  /** The page, two rows for the stretch of time, and one second of rounding on either side. */
  private static final long FEW = LIMIT + 10;

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration APART = Duration.ofSeconds(10);

  private static @Nullable OrganizationId feed;

  @Inject Transactions transactions;
  @Inject Entries entries;

  private record Reading(int entries, long rowsFetched, long sequentialRows) {}

  private record Counted(long fetched, long scanned) {
    Reading since(Counted before, int entries) {
      return new Reading(entries, fetched - before.fetched, scanned - before.scanned);
    }
  }

  @BeforeEach
  void aLongFeed() {
    if (feed == null) {
      feed = filled();
    }
  }

  @Test
  void a_page_fetches_no_more_rows_than_it_shows_wherever_it_is() {
    Map<String, Filter> filters = new TreeMap<>();
    filters.put("everything", filter(null, null, null, null, null));
    filters.put("one actor in a hundred", filter("actor-7", null, null, null, null));
    filters.put("one action in ten", filter(null, "thing-3-done", null, null, null));
    filters.put("one subject in a thousand", filter(null, null, "subject-13", null, null));

    filters.forEach(
        (what, filter) -> {
          for (long begin : new long[] {0, ENTRIES / 2, ENTRIES - 100}) {
            for (Order order : Order.values()) {
              assertCheap("%s from %d, %s".formatted(what, begin, order), filter, begin, order);
            }
          }
        });
  }

  @Test
  void a_window_of_time_is_found_without_looking_through_the_rest() {
    for (int hour : new int[] {0, 138, 277}) {
      Instant from = BEGIN.plus(Duration.ofHours(hour));
      for (Order order : Order.values()) {
        assertCheap(
            "hour %d, %s".formatted(hour, order),
            filter(null, null, null, from, from.plus(Duration.ofHours(1))),
            0,
            order);
      }
    }
    assertCheap(
        "before the first",
        filter(null, null, null, null, BEGIN.minusSeconds(60)),
        0,
        Order.OLDEST);
    assertCheap(
        "after the last",
        filter(null, null, null, BEGIN.plus(Duration.ofDays(365)), null),
        0,
        Order.OLDEST);
  }

  @Test
  void it_takes_as_long_at_the_end_as_at_the_begin() {
    Filter everything = filter(null, null, null, null, null);
    Map<String, Double> median = new TreeMap<>();
    for (long begin : new long[] {0, ENTRIES / 2, ENTRIES - 2L * LIMIT}) {
      median.put("page behind %6d".formatted(begin), median(everything, begin));
    }
    median.put("actor, from the begin", median(filter("actor-7", null, null, null, null), 0));
    median.put(
        "actor, from the middle", median(filter("actor-7", null, null, null, null), ENTRIES / 2));

    median.forEach(
        (what, millis) ->
            System.out.printf("audit feed of %,d entries, %s: %.2f ms%n", ENTRIES, what, millis));
    assertThat(median.values()).allSatisfy(millis -> assertThat(millis).isLessThan(250));
  }

  private double median(Filter filter, long begin) {
    double[] millis = new double[READINGS];
    for (int i = 0; i < READINGS; i++) {
      long start = System.nanoTime();
      read(filter, begin, Order.OLDEST);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis[READINGS / 2];
  }

  private void assertCheap(String what, Filter filter, long begin, Order order) {
    Reading reading = read(filter, begin, order);
    assertThat(reading.rowsFetched()).as(what).isLessThanOrEqualTo(FEW);
    assertThat(reading.rowsFetched()).as(what).isGreaterThanOrEqualTo(reading.entries());
    assertThat(reading.sequentialRows()).as(what).isZero();
  }

  private Reading read(Filter filter, long begin, Order order) {
    return transactions.in(feed(), tx -> read(tx, filter, begin, order)).await().indefinitely();
  }

  private Uni<Reading> read(Tx tx, Filter filter, long begin, Order order) {
    return counted(tx).chain(before -> read(tx, filter, begin, order, before));
  }

  private Uni<Reading> read(Tx tx, Filter filter, long begin, Order order, Counted before) {
    return entries
        .stretch(tx, feed(), filter)
        .map(all -> order == Order.OLDEST ? all.after(begin) : all.before(ENTRIES - begin))
        .chain(stretch -> entries.page(tx, feed(), filter, stretch, order, LIMIT + 1))
        .chain(page -> counted(tx).map(after -> after.since(before, page.size())));
  }

  /** What this session has fetched of the table and not yet told the server's statistics. */
  private static Uni<Counted> counted(Tx tx) {
    return tx.one(
        """
        SELECT coalesce(sum(idx_tup_fetch), 0)::bigint AS fetched,
               coalesce(sum(seq_tup_read), 0)::bigint AS scanned
        FROM pg_stat_xact_user_tables WHERE relname = 'audit_entries'
        """,
        row -> new Counted(row.getLong("fetched"), row.getLong("scanned")));
  }

  private static OrganizationId feed() {
    if (feed == null) {
      throw new IllegalStateException("there is no feed");
    }
    return feed;
  }

  private static OrganizationId filled() {
    OrganizationId organization = OrganizationId.next();
    DATABASE.update(
        """
        INSERT INTO audit_entries
        SELECT ?, n, gen_random_uuid(), ?::timestamptz + n * ?::interval,
               ?::timestamptz + n * ?::interval + interval '1 second', 'billing',
               'thing-' || n % 10 || '-done', 'user', 'actor-' || n % 100, NULL, NULL, 'thing',
               'subject-' || n % 1000, NULL, NULL, '{"n": 1}'
        FROM generate_series(1, ?) AS n
        """,
        organization.value(), BEGIN, APART.toString(), BEGIN, APART.toString(), ENTRIES);
    DATABASE.update(
        "INSERT INTO audit_feeds VALUES (?, ?, ?, 1, 1)",
        organization.value(),
        ENTRIES,
        BEGIN.plus(APART.multipliedBy(ENTRIES)));
    DATABASE.update("ANALYZE audit_entries");
    return organization;
  }

  private static Filter filter(
      @Nullable String actor,
      @Nullable String action,
      @Nullable String subject,
      @Nullable Instant from,
      @Nullable Instant to) {
    return new Filter(
        actor,
        action,
        subject,
        from == null ? null : new Moment(from),
        to == null ? null : new Moment(to));
  }
}
