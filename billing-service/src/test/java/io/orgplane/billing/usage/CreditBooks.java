package io.orgplane.billing.usage;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.testing.Database;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The books of an organization, recomputed from nothing. */
final class CreditBooks {

  static final Database DATABASE = Database.of("billing");

  /** What has to hold whenever somebody looks. One statement, so it looks at one instant. */
  private static final String PROBLEMS =
      """
      WITH org AS (SELECT ?::uuid AS id),
      g AS (SELECT * FROM credit_grants WHERE organization_id = (SELECT id FROM org)),
      l AS (SELECT * FROM credit_ledger WHERE organization_id = (SELECT id FROM org)),
      u AS (SELECT * FROM usage_records WHERE organization_id = (SELECT id FROM org)),
      r AS (SELECT * FROM usage_requests WHERE organization_id = (SELECT id FROM org)),
      d AS (SELECT * FROM usage_days WHERE organization_id = (SELECT id FROM org)),
      p AS (SELECT * FROM credit_pools WHERE organization_id = (SELECT id FROM org)),
      owed AS (SELECT * FROM credit_debts WHERE organization_id = (SELECT id FROM org)),
      books AS (
        SELECT g.id, g.bucket, g.granted, g.remaining, g.held, g.expired,
          coalesce(sum(l.credits) FILTER (WHERE l.entry = 'grant'), 0) AS given,
          coalesce(sum(l.credits) FILTER (WHERE l.entry = 'draw'), 0) AS drawn,
          coalesce(sum(l.credits) FILTER (WHERE l.entry = 'expiry'), 0) AS ended
        FROM g LEFT JOIN l ON l.grant_id = g.id AND l.bucket = g.bucket GROUP BY 1, 2, 3, 4, 5, 6
      ),
      drawn AS (SELECT reference, sum(credits) AS credits FROM l WHERE entry = 'draw' GROUP BY 1)
      SELECT 'a grant does not balance' AS problem, id::text AS what FROM books
        WHERE remaining <> given - drawn - ended OR granted <> given OR expired <> ended
      UNION ALL SELECT 'a grant is negative', id::text FROM books
        WHERE remaining < 0 OR held < 0 OR held > remaining OR drawn > given
      UNION ALL SELECT 'a line names no grant', grant_id::text FROM l
        WHERE grant_id NOT IN (SELECT id FROM g)
      UNION ALL SELECT 'usage is not what was drawn and is owed for it',
          coalesce(r.id, drawn.reference, owed.usage_id)
        FROM (SELECT * FROM r WHERE source = 'credits' AND credits > 0) AS r
        FULL JOIN drawn ON drawn.reference = r.id
        FULL JOIN owed ON owed.usage_id = coalesce(r.id, drawn.reference)
        WHERE coalesce(r.credits, 0) <> coalesce(drawn.credits, 0) + coalesce(owed.credits, 0)
      UNION ALL SELECT 'the debts are not the debt', debt::text FROM p
        WHERE debt <> (SELECT coalesce(sum(credits), 0) FROM owed)
      UNION ALL SELECT 'a period was metered beyond its cap', id::text FROM g
        WHERE bucket = 'pay-as-you-go' AND granted - expired > 100000
      UNION ALL SELECT 'metered and not owed', id::text FROM books
        WHERE bucket = 'pay-as-you-go' AND id NOT IN (SELECT id FROM g WHERE open)
          AND drawn <> (SELECT coalesce(sum(credits), 0) FROM metered_charges WHERE grant_id = books.id)
      UNION ALL SELECT 'two are open in a bucket', bucket FROM g WHERE open
        GROUP BY bucket HAVING count(*) > 1
      UNION ALL SELECT 'records and requests differ', coalesce(u.id, r.id) FROM u FULL JOIN r ON r.id = u.id
        WHERE u.id IS NULL OR r.id IS NULL OR (u.credits, u.source) <> (r.credits, r.source)
      UNION ALL SELECT 'days and records differ', ''
        WHERE (SELECT coalesce(sum(records), 0) FROM d) <> (SELECT count(*) FROM u)
          OR (SELECT coalesce(sum(credits), 0) FROM d) <> (SELECT coalesce(sum(credits), 0) FROM u)
          OR (SELECT coalesce(sum(charged), 0) FROM d)
            <> (SELECT coalesce(sum(credits), 0) FROM u WHERE source = 'credits')
      UNION ALL SELECT 'holds and reservations differ', g.id::text FROM g LEFT JOIN (
          SELECT h.grant_id, sum(h.credits) AS held FROM reservation_holds h
          JOIN reservations v ON v.organization_id = h.organization_id AND v.id = h.reservation_id
          WHERE v.status = 'open' AND v.organization_id = (SELECT id FROM org) GROUP BY 1) AS holds
          ON holds.grant_id = g.id
        WHERE g.held <> coalesce(holds.held, 0)
      UNION ALL SELECT 'a settled reservation is not its usage', v.id FROM reservations v
        LEFT JOIN r ON r.id = v.id
        WHERE v.organization_id = (SELECT id FROM org)
          AND (v.status = 'settled') <> (r.id IS NOT NULL AND r.credits = v.settled)
      UNION ALL SELECT 'a day was granted twice', expires_at::text FROM g
        WHERE bucket = 'daily' GROUP BY expires_at HAVING count(*) > 1 OR sum(granted) > 5000
      UNION ALL SELECT 'more rolled over than months have left', '' FROM books
        HAVING coalesce(sum(granted) FILTER (WHERE bucket = 'rollover'), 0)
          > coalesce(sum(ended) FILTER (WHERE bucket = 'monthly'), 0)
      UNION ALL SELECT 'a month was granted twice', expires_at::text FROM g
        WHERE bucket = 'monthly' AND source_key LIKE '%/period' GROUP BY expires_at, split_part(source_key, '/', 1)
        HAVING count(*) > 1
      """;

  private CreditBooks() {}

  /** What does not hold, by name. */
  static List<?> problems(OrganizationId organization) {
    return DATABASE.query(PROBLEMS, organization.value());
  }

  /**
   * The months of a history beforehand, as the job makes them: who looks while a month is made may
   * see what points into it, and not the month.
   */
  static void makeMonths(Instant from, int count) {
    DATABASE.query(
        """
        SELECT usage_month(?::timestamptz + n * interval '1 month')
        FROM generate_series(0, ?) AS n
        """,
        from,
        count);
  }

  static boolean knowsGrant(OrganizationId organization, String key) {
    return DATABASE.count(
            "credit_grants WHERE organization_id = ? AND source_key = ?", organization.value(), key)
        == 1;
  }

  /** Credits that were given or bought are there, and no others. */
  static long granted(OrganizationId organization, String bucket) {
    return number(
        DATABASE
            .single(
                """
                SELECT coalesce(sum(granted), 0) AS n FROM credit_grants
                WHERE organization_id = ? AND bucket = ?
                """,
                organization.value(),
                bucket)
            .get("n"));
  }

  /** What months have granted, by the beginning of the keys, in the order of the periods. */
  static Map<String, Long> months(OrganizationId organization) {
    Map<String, Long> months =
        new TreeMap<>(Comparator.comparing((String key) -> Instant.parse(key.split("/")[1])));
    DATABASE
        .query(
            """
            SELECT regexp_replace(source_key, '^([^/]+/[^/]+/).*$', '\\1') AS period,
              sum(granted) AS granted
            FROM credit_grants WHERE organization_id = ? AND bucket = 'monthly' GROUP BY 1
            """,
            organization.value())
        .forEach(row -> months.put(text(row.get("period")), number(row.get("granted"))));
    return months;
  }

  /** The ids under which usage is in the books, with its thousandths. */
  static Map<String, Long> recorded(OrganizationId organization) {
    return DATABASE
        .query(
            "SELECT id, credits FROM usage_requests WHERE organization_id = ?",
            organization.value())
        .stream()
        .collect(Collectors.toMap(row -> text(row.get("id")), row -> number(row.get("credits"))));
  }

  static Set<String> refused(OrganizationId organization) {
    return DATABASE
        .query("SELECT id FROM refused_usage WHERE organization_id = ?", organization.value())
        .stream()
        .map(row -> text(row.get("id")))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /**
   * Ends one of the connections on which books are being written, before, within or right after its
   * commit.
   */
  static boolean breakOne() {
    return !DATABASE
        .query(
            """
            SELECT pg_terminate_backend(pid) FROM (
              SELECT pid FROM pg_stat_activity
              WHERE datname = current_database() AND usename <> current_user AND pid <> pg_backend_pid()
                AND state IN ('active', 'idle in transaction')
                AND query ~ 'credit_|usage_|reservation|COMMIT'
              ORDER BY random() LIMIT 1) AS one
            """)
        .isEmpty();
  }

  private static long number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).longValue();
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }
}
