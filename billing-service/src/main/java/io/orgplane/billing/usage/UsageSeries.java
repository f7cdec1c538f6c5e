package io.orgplane.billing.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Usage as its Owners look at it, from the sums alone: a year is read in the time of a day. */
@ApplicationScoped
public class UsageSeries {

  /** %1$s is a column of {@link GroupBy}, never anything that a caller has sent. */
  private static final String READ =
      """
      SELECT %1$s::text AS key, sum(records)::bigint AS records, sum(credits)::bigint AS credits,
        sum(charged)::bigint AS charged
      FROM usage_days WHERE organization_id = $1 AND day >= $2 AND day < $3
      GROUP BY %1$s ORDER BY %2$s LIMIT $4
      """;

  private static final int MOST = 10_000;

  private final Transactions transactions;

  UsageSeries(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Days, the first included and the last not. */
  record Range(LocalDate from, LocalDate to) {}

  /**
   * One point or part.
   *
   * @param key a day, or the id of a workspace or user, or a kind; null is of nobody in particular
   * @param credits what it was worth
   * @param charged what the pool has paid of it; the rest was the organization's own account
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Item(@Nullable String key, long records, Credits credits, Credits charged) {

    static Item of(Row row) {
      String key = row.getString("key");
      return new Item(
          key.isEmpty() ? null : key,
          row.getLong("records"),
          new Credits(row.getLong("credits")),
          new Credits(row.getLong("charged")));
    }
  }

  /** Days in their order; anything else by what has been used most. */
  Uni<List<Item>> read(OrganizationId organization, Range range, GroupBy by) {
    String order = by == GroupBy.DAY ? "1" : "3 DESC, 1";
    String sql = READ.formatted(by.column(), order);
    return transactions.in(
        organization, tx -> tx.list(sql, Item::of, organization, range.from(), range.to(), MOST));
  }
}
