package io.orgplane.billing.usage;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The usage that is in the books. Read and written under the pool's lock only. */
@ApplicationScoped
class UsageRecords {

  private static final String FIND =
      """
      SELECT id, workspace_id, user_id, kind, credits, source, remaining, occurred_at
      FROM usage_records WHERE organization_id = $1 AND id = ANY($2)
      """;

  private static final String INSERT =
      """
      INSERT INTO usage_records (organization_id, id, workspace_id, user_id, kind, credits, source,
        remaining, occurred_at, recorded_at, attributes)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb)
      """;

  private final Outbox outbox;
  private final Clock clock;

  UsageRecords(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Those of these ids that are there, by id. */
  Uni<Map<String, Recorded>> find(Tx tx, OrganizationId organization, List<String> ids) {
    return tx.list(FIND, UsageRecords::recorded, organization, ids.toArray(String[]::new))
        .map(
            found ->
                found.stream()
                    .collect(Collectors.toMap(each -> each.usage().id(), Function.identity())));
  }

  /** Writes them down and tells. */
  Uni<Void> add(Tx tx, OrganizationId organization, List<Recorded> records) {
    return tx.executeEach(INSERT, records.stream().map(each -> row(organization, each)).toList())
        .chain(
            () ->
                outbox.append(
                    tx,
                    records.stream().map(each -> UsageRecorded.of(organization, each)).toList()));
  }

  private @Nullable Object[] row(OrganizationId organization, Recorded record) {
    Usage usage = record.usage();
    return new @Nullable Object[] {
      organization,
      usage.id(),
      usage.workspace(),
      usage.user(),
      usage.kind(),
      usage.credits().thousandths(),
      record.source(),
      record.remaining().thousandths(),
      usage.occurredAt(),
      clock.instant(),
      usage.attributes()
    };
  }

  private static Recorded recorded(Row row) {
    String user = row.getString("user_id");
    return new Recorded(
        new Usage(
            row.getString("id"),
            Rows.workspace(row, "workspace_id"),
            user == null ? null : new UserId(user),
            row.getString("kind"),
            new Credits(row.getLong("credits")),
            Rows.instant(row, "occurred_at"),
            null),
        Source.named(row.getString("source")),
        new Credits(row.getLong("remaining")));
  }
}
