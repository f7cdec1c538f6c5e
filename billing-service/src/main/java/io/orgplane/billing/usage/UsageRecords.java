package io.orgplane.billing.usage;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.tx.Columns;
import io.orgplane.kit.tx.Owned;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The usage that is in the books. Read and written under the pool's lock only. */
@ApplicationScoped
class UsageRecords {

  private static final String FIND =
      """
      SELECT organization_id, id, workspace_id, kind, credits, source, remaining, occurred_at
      FROM usage_requests JOIN unnest($1::uuid[], $2::text[]) AS wanted (organization_id, id)
        USING (organization_id, id)
      """;

  /** Unique by id, so what was recorded elsewhere in between fails all of it. */
  private static final String INSERT_REQUESTS =
      """
      INSERT INTO usage_requests (organization_id, id, workspace_id, kind, credits, source, remaining,
        occurred_at)
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::bigint[], $6::text[],
        $7::bigint[], $8::timestamptz[])
      """;

  private static final String INSERT_RECORDS =
      """
      INSERT INTO usage_records (organization_id, recorded_at, id, workspace_id, user_id, kind, credits,
        source, occurred_at, attributes)
      SELECT organization_id, recorded_at, id, workspace_id, user_id, kind, credits, source,
        occurred_at, attributes::jsonb
      FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::uuid[], $5::text[], $6::text[],
        $7::bigint[], $8::text[], $9::timestamptz[], $10::text[])
        AS fresh (organization_id, recorded_at, id, workspace_id, user_id, kind, credits, source,
          occurred_at, attributes)
      """;

  private final UsageMonths months;
  private final UsageDays days;
  private final Outbox outbox;
  private final Clock clock;

  UsageRecords(UsageMonths months, UsageDays days, Outbox outbox, Clock clock) {
    this.months = months;
    this.days = days;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Those of these ids that are there. */
  Uni<List<Owned<Recorded>>> find(Tx tx, List<Owned<String>> ids) {
    return tx.listForAll(
        FIND, Owned.row(UsageRecords::recorded), Columns.ofOwned(ids).texts(Owned::value));
  }

  /** Writes them down, sums them up and tells. */
  Uni<Void> add(Tx tx, List<Books> books) {
    List<Owned<Recorded>> records =
        books.stream().flatMap(each -> Owned.each(each.organization(), each.fresh())).toList();
    return months
        .ensure(tx, records)
        .chain(
            () ->
                Uni.combine()
                    .all()
                    .unis(
                        addRequests(tx, records),
                        addRecords(tx, records),
                        days.add(tx, records),
                        outbox.append(tx, told(books)))
                    .discardItems());
  }

  private static List<UsageRecorded> told(List<Books> books) {
    return books.stream()
        .flatMap(each -> UsageRecorded.of(each.organization(), each.fresh()).stream())
        .toList();
  }

  private static Uni<Integer> addRequests(Tx tx, List<Owned<Recorded>> records) {
    return tx.executeAll(
        INSERT_REQUESTS,
        Columns.ofOwned(records)
            .texts(it -> it.value().usage().id())
            .uuids(it -> it.value().usage().workspace().value())
            .texts(it -> it.value().usage().kind())
            .longs(it -> it.value().usage().credits().thousandths())
            .texts(it -> it.value().source().toString())
            .longs(it -> it.value().remaining().thousandths())
            .times(it -> it.value().usage().occurredAt()));
  }

  private Uni<Integer> addRecords(Tx tx, List<Owned<Recorded>> records) {
    Instant now = clock.instant();
    return tx.executeAll(
        INSERT_RECORDS,
        Columns.ofOwned(records)
            .times(it -> now)
            .texts(it -> it.value().usage().id())
            .uuids(it -> it.value().usage().workspace().value())
            .texts(it -> user(it.value().usage()))
            .texts(it -> it.value().usage().kind())
            .longs(it -> it.value().usage().credits().thousandths())
            .texts(it -> it.value().source().toString())
            .times(it -> it.value().usage().occurredAt())
            .texts(it -> it.value().usage().attributes()));
  }

  private static @Nullable String user(Usage usage) {
    UserId user = usage.user();
    return user == null ? null : user.value();
  }

  private static Recorded recorded(Row row) {
    return new Recorded(
        new Usage(
            row.getString("id"),
            Rows.workspace(row, "workspace_id"),
            null,
            row.getString("kind"),
            new Credits(row.getLong("credits")),
            Rows.instant(row, "occurred_at"),
            null),
        Source.named(row.getString("source")),
        new Credits(row.getLong("remaining")));
  }
}
