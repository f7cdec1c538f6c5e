package io.orgplane.org.auditlog;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reading side of the feeds. A statement names only the filters that are set: for one with all
 * of them, PostgreSQL would make one plan that fits none. Every page is a walk along an index from
 * where the last one ended, so it costs the same at the begin and at the end of a long feed.
 */
@ApplicationScoped
class Entries {

  /**
   * Where entries of that time can be: recorded not earlier than the shortest delay after {@code
   * from}, and not later than the longest after {@code to}. A second on either side is for
   * rounding.
   */
  private static final String STRETCH =
      """
      SELECT last_position,
        CASE WHEN $2::timestamptz IS NULL THEN 1 ELSE coalesce((
          SELECT position FROM audit_entries
          WHERE organization_id = $1
            AND recorded_at >= $2 + (feed.shortest_delay - 1) * interval '1 second'
          ORDER BY recorded_at, position LIMIT 1), last_position + 1) END AS first,
        CASE WHEN $3::timestamptz IS NULL THEN last_position ELSE coalesce((
          SELECT position FROM audit_entries
          WHERE organization_id = $1
            AND recorded_at < $3 + (feed.longest_delay + 1) * interval '1 second'
          ORDER BY recorded_at DESC, position DESC LIMIT 1), 0) END AS last
      FROM audit_feeds AS feed WHERE organization_id = $1
      """;

  private static final String PAGE =
      """
      SELECT entry_id, position, occurred_at, service, action, actor_type, actor_id, actor_email,
             address, subject_type, subject_id, subject_name, before::text, after::text
      FROM audit_entries
      WHERE organization_id = $1 AND position BETWEEN $2 AND $3
      """;

  /**
   * For this transaction. A page is read along an index in the feed's order; what the planner likes
   * instead, because it takes a walk along an index for a jump of the disk's arm at every row, is
   * to fetch every match there is and sort them. That is quick only in a short feed.
   */
  private static final String ALONG_AN_INDEX =
      """
      SELECT set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true),
             set_config('random_page_cost', '1', true)
      """;

  Uni<Stretch> stretch(Tx tx, OrganizationId organization, Filter filter) {
    return tx.find(STRETCH, Entries::stretch, organization, from(filter), to(filter))
        .map(found -> found.orElse(Stretch.NOTHING));
  }

  Uni<List<Entry>> page(
      Tx tx, OrganizationId organization, Filter filter, Stretch stretch, Order order, int limit) {
    Statement statement =
        new Statement(organization, stretch.first(), stretch.last())
            .where("actor_id =", filter.actor())
            .where("action =", filter.action())
            .where("subject_id =", filter.subject())
            .where("occurred_at >=", from(filter))
            .where("occurred_at <", to(filter));
    return tx.execute(ALONG_AN_INDEX)
        .chain(() -> tx.list(statement.ordered(order, limit), Entry::of, statement.parameters()));
  }

  private static @Nullable Object from(Filter filter) {
    return filter.from() == null ? null : filter.from().instant();
  }

  private static @Nullable Object to(Filter filter) {
    return filter.to() == null ? null : filter.to().instant();
  }

  private static Stretch stretch(Row row) {
    return new Stretch(row.getLong("first"), row.getLong("last"), row.getLong("last_position"));
  }

  /** Grows by a condition for each filter that is set; the values are parameters always. */
  private static final class Statement {
    private final StringBuilder sql = new StringBuilder(PAGE);
    private final List<@Nullable Object> parameters = new ArrayList<>();

    Statement(OrganizationId organization, long first, long last) {
      parameters.addAll(List.of(organization, first, last));
    }

    Statement where(String condition, @Nullable Object value) {
      if (value != null) {
        parameters.add(value);
        sql.append(" AND ").append(condition).append(" $").append(parameters.size());
      }
      return this;
    }

    String ordered(Order order, int limit) {
      parameters.add((long) limit);
      return sql.append(" ORDER BY position ")
          .append(order.direction())
          .append(" LIMIT $")
          .append(parameters.size())
          .toString();
    }

    @Nullable Object[] parameters() {
      return parameters.toArray();
    }
  }
}
