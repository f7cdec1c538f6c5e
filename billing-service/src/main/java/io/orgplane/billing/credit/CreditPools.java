package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.credit.Debts.Debt;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Columns;
import io.orgplane.kit.tx.Owned;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
    return PoolRows.open(tx, pool).chain(() -> saveChanges(tx, List.of(pool)));
  }

  /** Locked, and with everything that time has brought; {@link #save} it afterwards. */
  public Uni<CreditPool> lock(Tx tx, OrganizationId organization) {
    return locked(tx, PoolRows.LOCK, List.of(organization))
        .map(found -> found.stream().findFirst().orElseThrow(NotFound::new));
  }

  /** As {@link #lock}, those of these that nobody else has locked: it waits for none of them. */
  public Uni<List<CreditPool>> lockFree(Tx tx, Collection<OrganizationId> organizations) {
    return locked(tx, PoolRows.LOCK_FREE, organizations);
  }

  /** As {@link #lock}; empty when the organization is not known here (yet). */
  private Uni<Optional<CreditPool>> lockIfPresent(Tx tx, OrganizationId organization) {
    return lock(tx, organization)
        .map(Optional::of)
        .onFailure(NotFound.class)
        .recoverWithItem(Optional.empty());
  }

  public Uni<Void> save(Tx tx, CreditPool pool) {
    return save(tx, List.of(pool));
  }

  /** Its statements travel together; one that does not reach every row undoes all of it. */
  public Uni<Void> save(Tx tx, Collection<CreditPool> pools) {
    return Uni.combine()
        .all()
        .unis(PoolRows.save(tx, pools), saveChanges(tx, pools))
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
  private Uni<List<CreditPool>> locked(
      Tx tx, String lock, Collection<OrganizationId> organizations) {
    Instant now = clock.instant();
    Columns<OrganizationId> ids = Columns.ofOrganizations(organizations);
    return Uni.combine()
        .all()
        .unis(
            tx.listForAll(lock, Owned.row(PoolRows.Read::of), ids),
            tx.listForAll(PoolRows.LIVE_GRANTS, Owned.row(PoolRows::grant), ids))
        .asTuple()
        .chain(
            read ->
                debts(tx, read.getItem1())
                    .map(debts -> pools(read.getItem1(), read.getItem2(), debts)))
        .invoke(pools -> pools.forEach(pool -> pool.refresh(now)));
  }

  private static Uni<List<Owned<Debt>>> debts(Tx tx, List<Owned<PoolRows.Read>> read) {
    List<OrganizationId> indebted =
        read.stream()
            .filter(each -> !each.value().state().debt().isNone())
            .map(Owned::organization)
            .toList();
    return indebted.isEmpty() ? Uni.createFrom().item(List.of()) : DebtRows.open(tx, indebted);
  }

  private List<CreditPool> pools(
      List<Owned<PoolRows.Read>> read, List<Owned<Grant>> grants, List<Owned<Debt>> debts) {
    Map<OrganizationId, List<Grant>> granted = Owned.byOrganization(grants);
    Map<OrganizationId, List<Debt>> owed = Owned.byOrganization(debts);
    return read.stream()
        .map(
            each ->
                pool(
                    each,
                    granted.getOrDefault(each.organization(), List.of()),
                    owed.getOrDefault(each.organization(), List.of())))
        .toList();
  }

  private CreditPool pool(Owned<PoolRows.Read> owned, List<Grant> grants, List<Debt> debts) {
    PoolRows.Read read = owned.value();
    return new CreditPool(
        owned.organization(),
        terms(read.state().catalogueVersion()),
        read.version(),
        read.state(),
        grants,
        new Debts(debts));
  }

  private Terms terms(String catalogueVersion) {
    return Terms.of(catalogues.version(catalogueVersion));
  }

  private Uni<Void> saveChanges(Tx tx, Collection<CreditPool> pools) {
    return Uni.combine()
        .all()
        .unis(
            PoolRows.insertGrants(tx, pools),
            PoolRows.updateGrants(tx, pools),
            PoolRows.insertEntries(tx, pools),
            PoolRows.insertCharges(tx, pools),
            DebtRows.save(tx, pools),
            outbox.append(
                tx, pools.stream().flatMap(pool -> pool.changes().events().stream()).toList()))
        .discardItems();
  }
}
