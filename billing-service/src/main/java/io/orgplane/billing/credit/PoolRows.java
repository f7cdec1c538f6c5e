package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A pool in rows, and back. However much has changed, each kind of row is one statement. */
final class PoolRows {

  static final String OPEN =
      """
      INSERT INTO credit_pools (organization_id, version, catalogue_version, daily_credits, daily_on,
        debt, exhausted, subscription, period_anchor, period_start, period_end, paid_through,
        credits_per_seat, seats, rollover_months, payg_allowed, payg_enabled, payg_cap,
        period_granted, period_drawn, alerted)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21)
      """;

  static final String LOCK =
      """
      SELECT version, catalogue_version, daily_credits, daily_on, debt, exhausted, subscription,
        period_anchor, period_start, period_end, paid_through, credits_per_seat, seats,
        rollover_months, payg_allowed, payg_enabled, payg_cap, period_granted, period_drawn, alerted
      FROM credit_pools WHERE organization_id = $1 FOR UPDATE
      """;

  static final String LIVE_GRANTS =
      """
      SELECT id, bucket, granted, remaining, held, expired, open, granted_at, expires_at, source_key,
        reason
      FROM credit_grants WHERE organization_id = $1 AND (remaining > 0 OR open)
      """;

  static final String SAVE =
      """
      UPDATE credit_pools SET version = version + 1, catalogue_version = $3, daily_credits = $4,
        daily_on = $5, debt = $6, exhausted = $7, subscription = $8, period_anchor = $9,
        period_start = $10, period_end = $11, paid_through = $12, credits_per_seat = $13, seats = $14,
        rollover_months = $15, payg_allowed = $16, payg_enabled = $17, payg_cap = $18,
        period_granted = $19, period_drawn = $20, alerted = $21
      WHERE organization_id = $1 AND version = $2
      """;

  static final String DELETE = "DELETE FROM credit_pools WHERE organization_id = $1";

  private static final String INSERT_GRANTS =
      """
      INSERT INTO credit_grants (organization_id, id, bucket, granted, remaining, held, expired, open,
        granted_at, expires_at, source_key, reason)
      SELECT $1, id, bucket, granted, remaining, held, expired, open, granted_at, expires_at,
        source_key, reason
      FROM unnest($2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
        $8::boolean[], $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[])
        AS fresh (id, bucket, granted, remaining, held, expired, open, granted_at, expires_at,
          source_key, reason)
      """;

  /** Only over the balance that was read: the guard against overspending. */
  private static final String UPDATE_GRANTS =
      """
      UPDATE credit_grants AS kept
      SET granted = new.granted, remaining = new.remaining, held = new.held, expired = new.expired,
        open = new.open, expires_at = new.expires_at
      FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::boolean[],
        $8::timestamptz[], $9::bigint[], $10::bigint[])
        AS new (id, granted, remaining, held, expired, open, expires_at, was_remaining, was_held)
      WHERE kept.organization_id = $1 AND kept.id = new.id
        AND kept.remaining = new.was_remaining AND kept.held = new.was_held
      """;

  private static final String INSERT_ENTRIES =
      """
      INSERT INTO credit_ledger (organization_id, entry, bucket, grant_id, credits, reference, at)
      SELECT $1, entry, bucket, grant_id, credits, reference, at
      FROM unnest($2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::text[], $7::timestamptz[])
        WITH ORDINALITY AS line (entry, bucket, grant_id, credits, reference, at, place)
      ORDER BY place
      """;

  private static final String INSERT_CHARGE =
      """
      INSERT INTO metered_charges (organization_id, id, grant_id, credits, amount, currency,
        period_end, owed_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  private PoolRows() {}

  /** The scalar part, and how often it had been changed. */
  record Read(long version, CreditPool.State state) {

    static Read of(Row row) {
      return new Read(row.getLong("version"), PoolRows.state(row));
    }
  }

  static Uni<Void> insertGrants(Tx tx, CreditPool pool, List<Grant> grants) {
    return writeAll(
        tx,
        INSERT_GRANTS,
        grants.size(),
        pool.organization(),
        uuids(grants, Grant::id),
        texts(grants, grant -> grant.bucket().toString()),
        longs(grants, grant -> grant.granted().thousandths()),
        longs(grants, grant -> grant.remaining().thousandths()),
        longs(grants, grant -> grant.held().thousandths()),
        longs(grants, grant -> grant.expired().thousandths()),
        booleans(grants, Grant::isOpen),
        times(grants, Grant::grantedAt),
        times(grants, Grant::expiresAt),
        texts(grants, Grant::sourceKey),
        texts(grants, Grant::reason));
  }

  static Uni<Void> updateGrants(Tx tx, CreditPool pool, List<Grant> grants) {
    return writeAll(
        tx,
        UPDATE_GRANTS,
        grants.size(),
        pool.organization(),
        uuids(grants, Grant::id),
        longs(grants, grant -> grant.granted().thousandths()),
        longs(grants, grant -> grant.remaining().thousandths()),
        longs(grants, grant -> grant.held().thousandths()),
        longs(grants, grant -> grant.expired().thousandths()),
        booleans(grants, Grant::isOpen),
        times(grants, Grant::expiresAt),
        longs(grants, grant -> grant.loaded().remaining().thousandths()),
        longs(grants, grant -> grant.loaded().held().thousandths()));
  }

  static Uni<Void> insertEntries(Tx tx, CreditPool pool, List<LedgerEntry> entries) {
    return writeAll(
        tx,
        INSERT_ENTRIES,
        entries.size(),
        pool.organization(),
        texts(entries, entry -> entry.kind().toString()),
        texts(entries, entry -> entry.bucket().toString()),
        uuids(entries, LedgerEntry::grantId),
        longs(entries, entry -> entry.credits().thousandths()),
        texts(entries, LedgerEntry::reference),
        times(entries, LedgerEntry::at));
  }

  static Uni<Void> insertCharges(Tx tx, CreditPool pool, List<MeteredCharge> charges) {
    return tx.executeEach(INSERT_CHARGE, charges.stream().map(each -> row(pool, each)).toList());
  }

  /** A statement that did not reach every row has to fail: it would have kept the others. */
  static void requireAll(int expected, int written) {
    if (written != expected) {
      throw new IllegalStateException(
          "a pool has changed under its lock: %d of %d rows".formatted(written, expected));
    }
  }

  private static Uni<Void> writeAll(Tx tx, String sql, int rows, @Nullable Object... parameters) {
    return rows == 0
        ? Uni.createFrom().voidItem()
        : tx.execute(sql, parameters)
            .invoke(written -> requireAll(rows, written))
            .replaceWithVoid();
  }

  static @Nullable Object[] columns(CreditPool pool) {
    CreditPool.State state = pool.state();
    CreditPeriod period = state.period();
    Credits daily = state.daily();
    return new @Nullable Object[] {
      pool.organization(),
      pool.version(),
      state.catalogueVersion(),
      daily == null ? null : daily.thousandths(),
      state.dailyOn(),
      state.debt().thousandths(),
      state.exhausted(),
      period.subscription(),
      period.anchor(),
      period.start(),
      period.end(),
      period.paidThrough(),
      period.perSeat().thousandths(),
      period.seats(),
      state.rolloverMonths(),
      state.payAsYouGo().allowed(),
      state.payAsYouGo().enabled(),
      state.payAsYouGo().cap(),
      state.consumption().granted().thousandths(),
      state.consumption().drawn().thousandths(),
      (short) state.consumption().alerted()
    };
  }

  private static @Nullable Object[] row(CreditPool pool, MeteredCharge charge) {
    return new @Nullable Object[] {
      pool.organization(),
      charge.id(),
      charge.grantId(),
      charge.credits().thousandths(),
      charge.amount(),
      charge.currency(),
      charge.periodEnd(),
      charge.owedAt()
    };
  }

  private static CreditPool.State state(Row row) {
    Long daily = row.getLong("daily_credits");
    return new CreditPool.State(
        row.getString("catalogue_version"),
        daily == null ? null : new Credits(daily),
        row.getLocalDate("daily_on"),
        new Credits(row.getLong("debt")),
        row.getBoolean("exhausted"),
        period(row),
        row.getInteger("rollover_months"),
        new PayAsYouGo(
            row.getBoolean("payg_allowed"),
            row.getBoolean("payg_enabled"),
            row.getLong("payg_cap")),
        new Consumption(
            new Credits(row.getLong("period_granted")),
            new Credits(row.getLong("period_drawn")),
            row.getShort("alerted")));
  }

  private static CreditPeriod period(Row row) {
    return new CreditPeriod(
        row.getString("subscription"),
        Rows.instant(row, "period_anchor"),
        Rows.instant(row, "period_start"),
        Rows.instant(row, "period_end"),
        Rows.instantOrNull(row, "paid_through"),
        new Credits(row.getLong("credits_per_seat")),
        row.getInteger("seats"));
  }

  static Grant grant(Row row) {
    return new Grant(
        row.getUUID("id"),
        Bucket.named(row.getString("bucket")),
        new Credits(row.getLong("granted")),
        Rows.instant(row, "granted_at"),
        Rows.instantOrNull(row, "expires_at"),
        new Grant.Source(row.getString("source_key"), row.getString("reason")),
        new Grant.Balance(
            new Credits(row.getLong("remaining")),
            new Credits(row.getLong("held")),
            new Credits(row.getLong("expired"))),
        row.getBoolean("open"));
  }

  private static <E> UUID[] uuids(List<E> rows, Function<E, UUID> column) {
    return rows.stream().map(column).toArray(UUID[]::new);
  }

  private static <E> String[] texts(List<E> rows, Function<E, String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  private static <E> Long[] longs(List<E> rows, ToLongFunction<E> column) {
    return rows.stream().mapToLong(column).boxed().toArray(Long[]::new);
  }

  private static <E> Boolean[] booleans(List<E> rows, Function<E, Boolean> column) {
    return rows.stream().map(column).toArray(Boolean[]::new);
  }

  private static <E> @Nullable OffsetDateTime[] times(
      List<E> rows, Function<E, @Nullable Instant> column) {
    @Nullable OffsetDateTime[] times = new @Nullable OffsetDateTime[rows.size()];
    for (int i = 0; i < times.length; i++) {
      Instant time = column.apply(rows.get(i));
      times[i] = time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
    return times;
  }
}
