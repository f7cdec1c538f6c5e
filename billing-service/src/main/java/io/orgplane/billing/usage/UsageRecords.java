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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The usage that is in the books. Read and written under the pool's lock only. */
@ApplicationScoped
class UsageRecords {

  private static final String FIND =
      """
      SELECT id, workspace_id, kind, credits, source, remaining, occurred_at
      FROM usage_requests WHERE organization_id = $1 AND id = ANY($2)
      """;

  /** Unique by id, so what was recorded elsewhere in between fails all of it. */
  private static final String INSERT_REQUESTS =
      """
      INSERT INTO usage_requests (organization_id, id, workspace_id, kind, credits, source, remaining,
        occurred_at)
      SELECT $1, fresh.* FROM unnest($2::text[], $3::uuid[], $4::text[], $5::bigint[], $6::text[],
        $7::bigint[], $8::timestamptz[]) AS fresh
      """;

  private static final String INSERT_RECORDS =
      """
      INSERT INTO usage_records (organization_id, recorded_at, id, workspace_id, user_id, kind, credits,
        source, occurred_at, attributes)
      SELECT $1, $2, id, workspace_id, user_id, kind, credits, source, occurred_at, attributes::jsonb
      FROM unnest($3::text[], $4::uuid[], $5::text[], $6::text[], $7::bigint[], $8::text[],
        $9::timestamptz[], $10::text[])
        AS fresh (id, workspace_id, user_id, kind, credits, source, occurred_at, attributes)
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

  /** Those of these ids that are there, by id. */
  Uni<Map<String, Recorded>> find(Tx tx, OrganizationId organization, String[] ids) {
    return tx.list(FIND, UsageRecords::recorded, organization, ids)
        .map(
            found ->
                found.stream()
                    .collect(Collectors.toMap(each -> each.usage().id(), Function.identity())));
  }

  /** Writes them down, sums them up and tells. */
  Uni<Void> add(Tx tx, OrganizationId organization, List<Recorded> records) {
    if (records.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return months
        .ensure(tx, records)
        .chain(
            () ->
                Uni.combine()
                    .all()
                    .unis(
                        addRequests(tx, organization, records),
                        addRecords(tx, organization, records),
                        days.add(tx, organization, records),
                        outbox.append(tx, UsageRecorded.of(organization, records)))
                    .discardItems());
  }

  private static Uni<Integer> addRequests(
      Tx tx, OrganizationId organization, List<Recorded> records) {
    return tx.execute(
        INSERT_REQUESTS,
        organization,
        texts(records, each -> each.usage().id()),
        uuids(records, each -> each.usage().workspace().value()),
        texts(records, each -> each.usage().kind()),
        longs(records, each -> each.usage().credits().thousandths()),
        texts(records, each -> each.source().toString()),
        longs(records, each -> each.remaining().thousandths()),
        times(records));
  }

  private Uni<Integer> addRecords(Tx tx, OrganizationId organization, List<Recorded> records) {
    return tx.execute(
        INSERT_RECORDS,
        organization,
        clock.instant(),
        texts(records, each -> each.usage().id()),
        uuids(records, each -> each.usage().workspace().value()),
        texts(records, each -> user(each.usage())),
        texts(records, each -> each.usage().kind()),
        longs(records, each -> each.usage().credits().thousandths()),
        texts(records, each -> each.source().toString()),
        times(records),
        texts(records, each -> each.usage().attributes()));
  }

  private static @Nullable String user(Usage usage) {
    UserId user = usage.user();
    return user == null ? null : user.value();
  }

  private static @Nullable String[] texts(
      List<Recorded> records, Function<Recorded, @Nullable String> column) {
    return records.stream().map(column).toArray(String[]::new);
  }

  private static UUID[] uuids(List<Recorded> records, Function<Recorded, UUID> column) {
    return records.stream().map(column).toArray(UUID[]::new);
  }

  private static Long[] longs(List<Recorded> records, ToLongFunction<Recorded> column) {
    return records.stream().mapToLong(column).boxed().toArray(Long[]::new);
  }

  private static OffsetDateTime[] times(List<Recorded> records) {
    return records.stream()
        .map(each -> each.usage().occurredAt().atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
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
