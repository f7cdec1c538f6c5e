package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.kit.tx.Columns;
import io.orgplane.kit.tx.Owned;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pools in rows, and back. However many there are, each kind of row is one statement. */
final class PoolRows {

  private static final String COLUMNS =
      """
      version, catalogue_version, daily_credits, daily_on, debt, exhausted, subscription,
        period_anchor, period_start, period_end, paid_through, credits_per_seat, seats,
        rollover_months, payg_allowed, payg_enabled, payg_cap, period_granted, period_drawn, alerted,
        agreed_credits_per_seat, agreed_seats
      """;

  private static final String POOLS =
      """
      unnest($1::uuid[], $2::bigint[], $3::text[], $4::bigint[], $5::date[], $6::bigint[],
        $7::boolean[], $8::text[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[],
        $12::timestamptz[], $13::bigint[], $14::integer[], $15::integer[], $16::boolean[],
        $17::boolean[], $18::bigint[], $19::bigint[], $20::bigint[], $21::integer[],
        $22::bigint[], $23::integer[])
        AS pool (organization_id, %s)
      """
          .formatted(COLUMNS);

  private static final String OPEN =
      "INSERT INTO credit_pools (organization_id, %s) SELECT * FROM %s".formatted(COLUMNS, POOLS);

  /** In one order, so that two who want the same pools cannot wait for each other. */
  static final String LOCK =
      """
      SELECT organization_id, %s FROM credit_pools WHERE organization_id = ANY($1)
      ORDER BY organization_id FOR UPDATE
      """
          .formatted(COLUMNS);

  /** Those that nobody else has locked. */
  static final String LOCK_FREE = LOCK + " SKIP LOCKED";

  static final String LIVE_GRANTS =
      """
      SELECT organization_id, id, bucket, granted, remaining, held, expired, open, granted_at,
        expires_at, source_key, reason
      FROM credit_grants WHERE organization_id = ANY($1) AND live
      """;

  private static final String SAVE =
      """
      UPDATE credit_pools AS kept SET version = kept.version + 1,
        catalogue_version = pool.catalogue_version, daily_credits = pool.daily_credits,
        daily_on = pool.daily_on, debt = pool.debt, exhausted = pool.exhausted,
        subscription = pool.subscription, period_anchor = pool.period_anchor,
        period_start = pool.period_start, period_end = pool.period_end,
        paid_through = pool.paid_through, credits_per_seat = pool.credits_per_seat,
        seats = pool.seats, rollover_months = pool.rollover_months,
        payg_allowed = pool.payg_allowed, payg_enabled = pool.payg_enabled,
        payg_cap = pool.payg_cap, period_granted = pool.period_granted,
        period_drawn = pool.period_drawn, alerted = pool.alerted,
        agreed_credits_per_seat = pool.agreed_credits_per_seat, agreed_seats = pool.agreed_seats
      FROM %s WHERE kept.organization_id = pool.organization_id AND kept.version = pool.version
      """
          .formatted(POOLS);

  static final String DELETE = "DELETE FROM credit_pools WHERE organization_id = $1";

  private static final String INSERT_GRANTS =
      """
      INSERT INTO credit_grants (organization_id, id, bucket, granted, remaining, held, expired, open,
        granted_at, expires_at, source_key, reason)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[],
        $6::bigint[], $7::bigint[], $8::boolean[], $9::timestamptz[], $10::timestamptz[],
        $11::text[], $12::text[])
      """;

  /** Only over the balance that was read: the guard against overspending. */
  private static final String UPDATE_GRANTS =
      """
      UPDATE credit_grants AS kept
      SET granted = new.granted, remaining = new.remaining, held = new.held, expired = new.expired,
        open = new.open, expires_at = new.expires_at
      FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
        $7::boolean[], $8::timestamptz[], $9::bigint[], $10::bigint[])
        AS new (organization_id, id, granted, remaining, held, expired, open, expires_at,
          was_remaining, was_held)
      WHERE kept.organization_id = new.organization_id AND kept.id = new.id
        AND kept.remaining = new.was_remaining AND kept.held = new.was_held
      """;

  private static final String INSERT_ENTRIES =
      """
      INSERT INTO credit_ledger (organization_id, entry, bucket, grant_id, credits, reference, at)
      SELECT organization_id, entry, bucket, grant_id, credits, reference, at
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::text[],
        $7::timestamptz[]) WITH ORDINALITY
        AS line (organization_id, entry, bucket, grant_id, credits, reference, at, place)
      ORDER BY place
      """;

  private static final String INSERT_CHARGES =
      """
      INSERT INTO metered_charges (organization_id, id, grant_id, credits, amount, currency,
        period_end, owed_at)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[],
        $6::text[], $7::timestamptz[], $8::timestamptz[])
      """;

  private static final String CHANGED = "a pool has changed under its lock";

  private PoolRows() {}

  /** The scalar part, and how often it had been changed. */
  record Read(long version, CreditPool.State state) {

    static Read of(Row row) {
      return new Read(row.getLong("version"), PoolRows.state(row));
    }
  }

  static Uni<Integer> open(Tx tx, CreditPool pool) {
    return tx.executeAll(OPEN, columns(List.of(pool)));
  }

  static Uni<Void> save(Tx tx, Collection<CreditPool> pools) {
    return tx.executeForAll(SAVE, columns(pools), CHANGED);
  }

  static Uni<Void> insertGrants(Tx tx, Collection<CreditPool> pools) {
    Columns<Owned<Grant>> grants =
        changed(pools, PoolChanges::created)
            .uuids(it -> it.value().id())
            .texts(it -> it.value().bucket().toString())
            .longs(it -> it.value().granted().thousandths())
            .longs(it -> it.value().remaining().thousandths())
            .longs(it -> it.value().held().thousandths())
            .longs(it -> it.value().expired().thousandths())
            .booleans(it -> it.value().isOpen())
            .times(it -> it.value().grantedAt())
            .times(it -> it.value().expiresAt())
            .texts(it -> it.value().sourceKey())
            .texts(it -> it.value().reason());
    return tx.executeForAll(INSERT_GRANTS, grants, CHANGED);
  }

  static Uni<Void> updateGrants(Tx tx, Collection<CreditPool> pools) {
    Columns<Owned<Grant>> grants =
        changed(pools, PoolChanges::updated)
            .uuids(it -> it.value().id())
            .longs(it -> it.value().granted().thousandths())
            .longs(it -> it.value().remaining().thousandths())
            .longs(it -> it.value().held().thousandths())
            .longs(it -> it.value().expired().thousandths())
            .booleans(it -> it.value().isOpen())
            .times(it -> it.value().expiresAt())
            .longs(it -> it.value().loaded().remaining().thousandths())
            .longs(it -> it.value().loaded().held().thousandths());
    return tx.executeForAll(UPDATE_GRANTS, grants, CHANGED);
  }

  static Uni<Void> insertEntries(Tx tx, Collection<CreditPool> pools) {
    Columns<Owned<LedgerEntry>> entries =
        changed(pools, PoolChanges::entries)
            .texts(it -> it.value().kind().toString())
            .texts(it -> it.value().bucket().toString())
            .uuids(it -> it.value().grantId())
            .longs(it -> it.value().credits().thousandths())
            .texts(it -> it.value().reference())
            .times(it -> it.value().at());
    return tx.executeForAll(INSERT_ENTRIES, entries, CHANGED);
  }

  static Uni<Void> insertCharges(Tx tx, Collection<CreditPool> pools) {
    Columns<Owned<MeteredCharge>> charges =
        changed(pools, PoolChanges::charges)
            .uuids(it -> it.value().id())
            .uuids(it -> it.value().grantId())
            .longs(it -> it.value().credits().thousandths())
            .longs(it -> it.value().amount())
            .texts(it -> it.value().currency())
            .times(it -> it.value().periodEnd())
            .times(it -> it.value().owedAt());
    return tx.executeForAll(INSERT_CHARGES, charges, CHANGED);
  }

  private static <E> Columns<Owned<E>> changed(
      Collection<CreditPool> pools, Function<PoolChanges, List<E>> rows) {
    return Columns.ofOwned(
        pools.stream()
            .flatMap(pool -> Owned.each(pool.organization(), rows.apply(pool.changes())))
            .toList());
  }

  private record Whole(CreditPool pool, CreditPool.State state) {
    static Whole of(CreditPool pool) {
      return new Whole(pool, pool.state());
    }
  }

  private static Columns<Whole> columns(Collection<CreditPool> pools) {
    return Columns.of(pools.stream().map(Whole::of).toList())
        .organizations(it -> it.pool().organization())
        .longs(it -> it.pool().version())
        .texts(it -> it.state().catalogueVersion())
        .longsOrNull(it -> daily(it.state()))
        .dates(it -> it.state().dailyOn())
        .longs(it -> it.state().debt().thousandths())
        .booleans(it -> it.state().exhausted())
        .texts(it -> it.state().period().subscription())
        .times(it -> it.state().period().anchor())
        .times(it -> it.state().period().start())
        .times(it -> it.state().period().end())
        .times(it -> it.state().period().paidThrough())
        .longs(it -> it.state().period().granted().perSeat().thousandths())
        .integers(it -> it.state().period().granted().seats())
        .integers(it -> it.state().rolloverMonths())
        .booleans(it -> it.state().payAsYouGo().allowed())
        .booleans(it -> it.state().payAsYouGo().enabled())
        .longsOrNull(it -> it.state().payAsYouGo().cap())
        .longs(it -> it.state().consumption().granted().thousandths())
        .longs(it -> it.state().consumption().drawn().thousandths())
        .integers(it -> it.state().consumption().alerted())
        .longs(it -> it.state().period().agreed().perSeat().thousandths())
        .integers(it -> it.state().period().agreed().seats());
  }

  private static @Nullable Long daily(CreditPool.State state) {
    Credits daily = state.daily();
    return daily == null ? null : daily.thousandths();
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
        new Entitlement(new Credits(row.getLong("credits_per_seat")), row.getInteger("seats")),
        new Entitlement(
            new Credits(row.getLong("agreed_credits_per_seat")), row.getInteger("agreed_seats")));
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
}
