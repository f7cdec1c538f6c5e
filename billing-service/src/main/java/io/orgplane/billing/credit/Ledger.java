package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.billing.credit.LedgerEntry.Kind;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger, read from its newest line. */
@ApplicationScoped
class Ledger {

  private static final String NEWEST_FIRST =
      """
      SELECT position, entry, bucket, grant_id, credits, reference, at FROM credit_ledger
      WHERE organization_id = $1 AND position < $2
        AND ($4::text IS NULL OR bucket = $4) AND ($5::text IS NULL OR entry = $5)
        AND ($6::text IS NULL OR reference = $6)
      ORDER BY position DESC LIMIT $3
      """;

  private final Transactions transactions;

  Ledger(Transactions transactions) {
    this.transactions = transactions;
  }

  /** One line, as it is shown. */
  record Line(
      long position,
      Instant time,
      String entry,
      String bucket,
      Credits credits,
      UUID grantId,
      String reference) {

    static Line of(Row row) {
      return new Line(
          row.getLong("position"),
          Rows.instant(row, "at"),
          row.getString("entry"),
          row.getString("bucket"),
          new Credits(row.getLong("credits")),
          row.getUUID("grant_id"),
          row.getString("reference"));
    }
  }

  /** Which lines; what is null does not matter. */
  record Filter(@Nullable Bucket bucket, @Nullable Kind entry, @Nullable String reference) {}

  Uni<List<Line>> read(OrganizationId organization, Filter filter, PageRequest page) {
    long before = page.after(1).map(Ledger::position).orElse(Long.MAX_VALUE);
    return transactions.in(
        organization,
        tx ->
            tx.list(
                NEWEST_FIRST,
                Line::of,
                organization,
                before,
                page.fetch(),
                filter.bucket(),
                filter.entry(),
                filter.reference()));
  }

  private static long position(Cursor cursor) {
    try {
      return Long.parseLong(cursor.key().getFirst());
    } catch (NumberFormatException malformed) {
      throw Cursor.invalid();
    }
  }
}
