package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pools, each locked from reading to writing. */
@ApplicationScoped
public class CreditPools {

  private static final String OPEN =
      """
      INSERT INTO credit_pools (organization_id, catalogue_version, daily_credits, daily_on, debt,
        exhausted, subscription, period_anchor, period_start, period_end, paid_through,
        credits_per_seat, seats)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      """;

  private static final String LOCK =
      """
      SELECT catalogue_version, daily_credits, daily_on, debt, exhausted, subscription,
        period_anchor, period_start, period_end, paid_through, credits_per_seat, seats
      FROM credit_pools WHERE organization_id = $1 FOR UPDATE
      """;

  private static final String LIVE_GRANTS =
      """
      SELECT id, bucket, granted, remaining, held, granted_at, expires_at, source_key, reason
      FROM credit_grants WHERE organization_id = $1 AND remaining > 0
      """;

  private static final String SAVE =
      """
      UPDATE credit_pools SET catalogue_version = $2, daily_credits = $3, daily_on = $4, debt = $5,
        exhausted = $6, subscription = $7, period_anchor = $8, period_start = $9, period_end = $10,
        paid_through = $11, credits_per_seat = $12, seats = $13
      WHERE organization_id = $1
      """;

  private static final String INSERT_GRANT =
      """
      INSERT INTO credit_grants (organization_id, id, bucket, granted, remaining, held, granted_at,
        expires_at, source_key, reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """;

  private static final String UPDATE_GRANT =
      "UPDATE credit_grants SET remaining = $3, held = $4 WHERE organization_id = $1 AND id = $2";

  private static final String INSERT_ENTRY =
      """
      INSERT INTO credit_ledger (organization_id, entry, bucket, grant_id, credits, reference, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """;

  private final Catalogues catalogues;
  private final Outbox outbox;
  private final Clock clock;

  CreditPools(Catalogues catalogues, Outbox outbox, Clock clock) {
    this.catalogues = catalogues;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** The first pool of an organization, with what its subscription gives at once. */
  public Uni<Void> open(Tx tx, OrganizationId organization, Allocation allocation) {
    List<Bucket> order = catalogues.version(allocation.catalogueVersion()).drawOrder();
    CreditPool pool = CreditPool.opened(organization, order, allocation, clock.instant());
    return tx.execute(OPEN, columns(pool)).chain(() -> saveChanges(tx, pool));
  }

  /** Locked, and with everything that time has brought; {@link #save} it afterwards. */
  public Uni<CreditPool> lock(Tx tx, OrganizationId organization) {
    return tx.find(LOCK, CreditPools::state, organization)
        .map(found -> found.orElseThrow(NotFound::new))
        .chain(state -> withGrants(tx, organization, state))
        .invoke(pool -> pool.refresh(clock.instant()));
  }

  /** As {@link #lock}; empty when the organization is not known here (yet). */
  public Uni<Optional<CreditPool>> lockIfPresent(Tx tx, OrganizationId organization) {
    return lock(tx, organization)
        .map(Optional::of)
        .onFailure(NotFound.class)
        .recoverWithItem(Optional.empty());
  }

  public Uni<Void> save(Tx tx, CreditPool pool) {
    return tx.execute(SAVE, columns(pool)).chain(() -> saveChanges(tx, pool));
  }

  private Uni<CreditPool> withGrants(Tx tx, OrganizationId organization, CreditPool.State state) {
    List<Bucket> order = catalogues.version(state.catalogueVersion()).drawOrder();
    return tx.list(LIVE_GRANTS, CreditPools::grant, organization)
        .map(grants -> new CreditPool(organization, order, state, grants));
  }

  private Uni<Void> saveChanges(Tx tx, CreditPool pool) {
    PoolChanges changes = pool.changes();
    return tx.executeEach(INSERT_GRANT, changes.created().stream().map(g -> row(pool, g)).toList())
        .chain(
            () ->
                tx.executeEach(
                    UPDATE_GRANT, changes.updated().stream().map(g -> balance(pool, g)).toList()))
        .chain(
            () ->
                tx.executeEach(
                    INSERT_ENTRY, changes.entries().stream().map(e -> row(pool, e)).toList()))
        .chain(() -> outbox.append(tx, changes.events()));
  }

  private static @Nullable Object[] columns(CreditPool pool) {
    CreditPool.State state = pool.state();
    CreditPeriod period = state.period();
    return new @Nullable Object[] {
      pool.organization(),
      state.catalogueVersion(),
      state.daily().thousandths(),
      state.dailyOn(),
      state.debt().thousandths(),
      state.exhausted(),
      period.subscription(),
      period.anchor(),
      period.start(),
      period.end(),
      period.paidThrough(),
      period.perSeat().thousandths(),
      period.seats()
    };
  }

  private static @Nullable Object[] row(CreditPool pool, Grant grant) {
    return new @Nullable Object[] {
      pool.organization(),
      grant.id(),
      grant.bucket(),
      grant.granted().thousandths(),
      grant.remaining().thousandths(),
      grant.held().thousandths(),
      grant.grantedAt(),
      grant.expiresAt(),
      grant.sourceKey(),
      grant.reason()
    };
  }

  private static @Nullable Object[] balance(CreditPool pool, Grant grant) {
    return new @Nullable Object[] {
      pool.organization(), grant.id(), grant.remaining().thousandths(), grant.held().thousandths()
    };
  }

  private static @Nullable Object[] row(CreditPool pool, LedgerEntry entry) {
    return new @Nullable Object[] {
      pool.organization(),
      entry.kind(),
      entry.bucket(),
      entry.grantId(),
      entry.credits().thousandths(),
      entry.reference(),
      entry.at()
    };
  }

  private static CreditPool.State state(Row row) {
    return new CreditPool.State(
        row.getString("catalogue_version"),
        new Credits(row.getLong("daily_credits")),
        row.getLocalDate("daily_on"),
        new Credits(row.getLong("debt")),
        row.getBoolean("exhausted"),
        new CreditPeriod(
            row.getString("subscription"),
            Rows.instant(row, "period_anchor"),
            Rows.instant(row, "period_start"),
            Rows.instant(row, "period_end"),
            Rows.instantOrNull(row, "paid_through"),
            new Credits(row.getLong("credits_per_seat")),
            row.getInteger("seats")));
  }

  private static Grant grant(Row row) {
    return new Grant(
        row.getUUID("id"),
        Bucket.named(row.getString("bucket")),
        new Credits(row.getLong("granted")),
        Rows.instant(row, "granted_at"),
        Rows.instantOrNull(row, "expires_at"),
        new Grant.Source(row.getString("source_key"), row.getString("reason")),
        new Credits(row.getLong("remaining")),
        new Credits(row.getLong("held")));
  }
}
