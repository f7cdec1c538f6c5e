package io.orgplane.billing.usage;

import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.csv.Csv;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Usage by day, workspace, user and kind as lines of CSV. It is read page by page while it is sent,
 * so that its size is nobody's memory, and a page is asked for when the last one has gone.
 */
@ApplicationScoped
class UsageExport {

  private static final int PAGE = 2_000;

  private static final String READ =
      """
      SELECT day, workspace_id, user_id, kind, records, credits, charged FROM usage_days
      WHERE organization_id = $1 AND day >= $2 AND day < $3
        AND (day, workspace_id, user_id, kind) > ($4, $5, $6, $7)
      ORDER BY day, workspace_id, user_id, kind LIMIT $8
      """;

  private static final UUID FIRST = new UUID(0, 0);

  private final Transactions transactions;

  UsageExport(Transactions transactions) {
    this.transactions = transactions;
  }

  private record Line(
      LocalDate day,
      UUID workspace,
      String user,
      String kind,
      long records,
      Credits credits,
      Credits charged) {

    static Line of(Row row) {
      return new Line(
          row.getLocalDate("day"),
          row.getUUID("workspace_id"),
          row.getString("user_id"),
          row.getString("kind"),
          row.getLong("records"),
          new Credits(row.getLong("credits")),
          new Credits(row.getLong("charged")));
    }

    String csv() {
      return Csv.line(day, workspace, user, kind, records, credits, charged);
    }
  }

  /** The header, and then a text for each page. */
  Multi<String> of(OrganizationId organization, UsageSeries.Range range) {
    Multi<String> header =
        Multi.createFrom()
            .item(
                Csv.line("day", "workspaceId", "userId", "kind", "records", "credits", "charged"));
    Multi<String> pages =
        Multi.createBy()
            .repeating()
            .uni(() -> new Position(organization, range), position -> page(position))
            .whilst(lines -> lines.size() == PAGE)
            .map(UsageExport::text);
    return Multi.createBy().concatenating().streams(header, pages);
  }

  private Uni<List<Line>> page(Position position) {
    return transactions
        .in(position.organization, tx -> tx.list(READ, Line::of, position.parameters()))
        .invoke(position::goBehind);
  }

  private static String text(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.csv()));
    return text.toString();
  }

  private static final class Position {

    private final OrganizationId organization;
    private final UsageSeries.Range range;
    private @Nullable Line last;

    Position(OrganizationId organization, UsageSeries.Range range) {
      this.organization = organization;
      this.range = range;
    }

    @Nullable Object[] parameters() {
      Line behind = last;
      return behind == null
          ? new @Nullable Object[] {
            organization, range.from(), range.to(), range.from(), FIRST, "", "", PAGE
          }
          : new @Nullable Object[] {
            organization,
            range.from(),
            range.to(),
            behind.day(),
            behind.workspace(),
            behind.user(),
            behind.kind(),
            PAGE
          };
    }

    void goBehind(List<Line> lines) {
      if (!lines.isEmpty()) {
        last = lines.getLast();
      }
    }
  }
}
