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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The pools, each locked from reading to writing. The lock only puts those who want the same pool
 * in a row; what keeps it from being overspent is that every balance is written over exactly the
 * one that was read, or not at all.
 */
@ApplicationScoped
public class CreditPools {

  private static final String DUE =
      """
      SELECT organization_id FROM credit_pools
      WHERE period_end <= $1 AND (paid_through IS NULL OR period_end < paid_through)
      ORDER BY period_end LIMIT $2
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
    CreditPool pool =
        CreditPool.opened(
            organization, terms(allocation.catalogueVersion()), allocation, clock.instant());
    return tx.execute(PoolRows.OPEN, PoolRows.columns(pool)).chain(() -> saveChanges(tx, pool));
  }

  /** Locked, and with everything that time has brought; {@link #save} it afterwards. */
  public Uni<CreditPool> lock(Tx tx, OrganizationId organization) {
    Instant now = clock.instant();
    return read(tx, organization).invoke(pool -> pool.refresh(now));
  }

  /** As {@link #lock}; empty when the organization is not known here (yet). */
  private Uni<Optional<CreditPool>> lockIfPresent(Tx tx, OrganizationId organization) {
    return lock(tx, organization)
        .map(Optional::of)
        .onFailure(NotFound.class)
        .recoverWithItem(Optional.empty());
  }

  /** Its statements travel together; one that does not reach every row undoes all of it. */
  public Uni<Void> save(Tx tx, CreditPool pool) {
    return Uni.combine()
        .all()
        .unis(
            tx.execute(PoolRows.SAVE, PoolRows.columns(pool))
                .invoke(saved -> PoolRows.requireAll(1, saved)),
            saveChanges(tx, pool))
        .discardItems();
  }

  /** Credits that were bought, once per key; they last until they are used. */
  public Uni<Void> addOn(Tx tx, OrganizationId organization, Credits credits, String key) {
    return lock(tx, organization)
        .invoke(
            pool -> pool.grant(Bucket.ADD_ON, credits, null, key, "add-on-pack", clock.instant()))
        .chain(pool -> save(tx, pool));
  }

  /** What is paid afterwards is owed now, and nothing more is drawn that would be. */
  public Uni<Void> endMetering(Tx tx, OrganizationId organization) {
    return ifPresent(tx, organization, pool -> meteringEnded(tx, pool));
  }

  private Uni<Void> meteringEnded(Tx tx, CreditPool pool) {
    pool.endMetering(clock.instant());
    return save(tx, pool);
  }

  /** The end of a pool: what is left of it expires, and its books stay as they are then. */
  public Uni<Void> close(Tx tx, OrganizationId organization) {
    return ifPresent(tx, organization, pool -> ended(tx, pool));
  }

  private Uni<Void> ended(Tx tx, CreditPool pool) {
    pool.close(clock.instant());
    return save(tx, pool)
        .chain(() -> DebtRows.forget(tx, pool.organization()))
        .chain(() -> tx.execute(PoolRows.DELETE, pool.organization()))
        .replaceWithVoid();
  }

  private Uni<Void> ifPresent(
      Tx tx, OrganizationId organization, Function<CreditPool, Uni<Void>> change) {
    return lockIfPresent(tx, organization)
        .chain(found -> found.map(change).orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** The organizations whose period is over and whose next one is paid. */
  Uni<List<OrganizationId>> due(Tx tx, Instant now, int limit) {
    return tx.list(DUE, Rows::organization, now, limit);
  }

  /**
   * Both statements travel together; the grants are read behind the lock, and what is owed only
   * where something is.
   */
  private Uni<CreditPool> read(Tx tx, OrganizationId organization) {
    return Uni.combine()
        .all()
        .unis(
            tx.find(PoolRows.LOCK, PoolRows.Read::of, organization),
            tx.list(PoolRows.LIVE_GRANTS, PoolRows::grant, organization))
        .with((found, grants) -> new Found(found.orElseThrow(NotFound::new), grants))
        .chain(found -> withDebts(tx, organization, found));
  }

  private record Found(PoolRows.Read read, List<Grant> grants) {}

  private Uni<CreditPool> withDebts(Tx tx, OrganizationId organization, Found found) {
    Uni<List<Debts.Debt>> debts =
        found.read().state().debt().isNone()
            ? Uni.createFrom().item(List.of())
            : DebtRows.open(tx, organization);
    return debts.map(owed -> pool(organization, found, new Debts(owed)));
  }

  private CreditPool pool(OrganizationId organization, Found found, Debts debts) {
    PoolRows.Read read = found.read();
    return new CreditPool(
        organization,
        terms(read.state().catalogueVersion()),
        read.version(),
        read.state(),
        found.grants(),
        debts);
  }

  private Terms terms(String catalogueVersion) {
    return Terms.of(catalogues.version(catalogueVersion));
  }

  private Uni<Void> saveChanges(Tx tx, CreditPool pool) {
    PoolChanges changes = pool.changes();
    List<Grant> updated = changes.updated();
    return Uni.combine()
        .all()
        .unis(
            PoolRows.insertGrants(tx, pool, changes.created()),
            PoolRows.updateGrants(tx, pool, updated),
            PoolRows.insertEntries(tx, pool, changes.entries()),
            PoolRows.insertCharges(tx, pool, changes.charges()),
            DebtRows.save(tx, pool.organization(), pool.debts()),
            outbox.append(tx, changes.events()))
        .discardItems();
  }
}
