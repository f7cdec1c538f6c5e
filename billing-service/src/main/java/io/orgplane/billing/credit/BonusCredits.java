package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditEntry.Subject;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Gives an organization credits that never expire, once per id. */
@ApplicationScoped
class BonusCredits {

  private static final String FIND =
      """
      SELECT id, granted, reason, granted_at FROM credit_grants
      WHERE organization_id = $1 AND source_key = $2
      """;

  private final Transactions transactions;
  private final CreditPools pools;
  private final AuditTrail audit;
  private final Clock clock;

  BonusCredits(Transactions transactions, CreditPools pools, AuditTrail audit, Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.audit = audit;
    this.clock = clock;
  }

  /** A bonus that was given. */
  record Given(UUID grantId, Credits credits, String reason, Instant grantedAt) {
    static Given of(Row row) {
      return new Given(
          row.getUUID("id"),
          new Credits(row.getLong("granted")),
          row.getString("reason"),
          Rows.instant(row, "granted_at"));
    }
  }

  /** The same id again gives the first answer; with another content it is refused. */
  Uni<Given> give(
      OrganizationId organization, String id, Credits credits, String reason, Actor by) {
    return transactions.in(
        organization,
        tx ->
            pools
                .lock(tx, organization)
                .chain(pool -> once(tx, pool, "bonus/" + id, credits, reason, by)));
  }

  private Uni<Given> once(
      Tx tx, CreditPool pool, String key, Credits credits, String reason, Actor by) {
    return find(tx, pool, key)
        .call(
            found ->
                found.isPresent()
                    ? pools.save(tx, pool)
                    : grant(tx, pool, key, credits, reason)
                        .chain(() -> record(tx, pool, key, credits, reason, by)))
        .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : find(tx, pool, key))
        .map(found -> same(found.orElseThrow(), credits, reason));
  }

  private Uni<Void> grant(Tx tx, CreditPool pool, String key, Credits credits, String reason) {
    pool.grant(Bucket.BONUS, credits, null, key, reason, clock.instant());
    return pools.save(tx, pool);
  }

  private Uni<Void> record(
      Tx tx, CreditPool pool, String key, Credits credits, String reason, Actor by) {
    return audit.record(
        tx,
        AuditEntry.created(
            pool.organization(),
            by,
            "credits-granted",
            new Subject("credits", key, null),
            Map.of("credits", credits, "reason", reason)));
  }

  private Uni<Optional<Given>> find(Tx tx, CreditPool pool, String key) {
    return tx.find(FIND, Given::of, pool.organization(), key);
  }

  private static Given same(Given given, Credits credits, String reason) {
    if (!given.credits().equals(credits) || !given.reason().equals(reason)) {
      throw new Conflict("This id was used for another grant.");
    }
    return given;
  }
}
