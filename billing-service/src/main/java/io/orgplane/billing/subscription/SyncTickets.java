package io.orgplane.billing.subscription;

import io.orgplane.billing.payment.CustomerId;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Orders what is fetched from the provider, and remembers what is to be fetched. Two fetches may
 * come back in any order; the one that was begun later has seen at least as much, and only it is
 * followed.
 */
@ApplicationScoped
public class SyncTickets {

  private static final String DRAW =
      """
      UPDATE subscriptions SET sync_ticket = sync_ticket + 1 WHERE organization_id = $1
      RETURNING sync_ticket
      """;

  private static final String APPLY =
      """
      UPDATE subscriptions SET applied_ticket = $2
      WHERE organization_id = $1 AND applied_ticket < $2
      """;

  private static final String DUE =
      """
      SELECT organization_id, provider_customer, sync_wanted FROM subscriptions
      WHERE sync_served < sync_wanted AND sync_not_before < clock_timestamp()
        AND provider_customer IS NOT NULL LIMIT $1
      """;

  private static final String DONE =
      """
      UPDATE subscriptions SET sync_served = $2 WHERE organization_id = $1 AND sync_served < $2
      """;

  private static final String POSTPONE =
      """
      UPDATE subscriptions SET sync_not_before = clock_timestamp() + interval '10 s'
      WHERE organization_id = $1
      """;

  /**
   * A synchronization that was asked for.
   *
   * @param wanted how many hints it answers
   */
  record DueSync(OrganizationId organization, CustomerId customer, long wanted) {}

  Uni<Long> draw(Tx tx, OrganizationId organization) {
    return tx.one(DRAW, row -> row.getLong("sync_ticket"), organization);
  }

  /** Whether nothing that was fetched later has been followed yet. */
  Uni<Boolean> apply(Tx tx, OrganizationId organization, long ticket) {
    return tx.execute(APPLY, organization, ticket).map(applied -> applied == 1);
  }

  /** The provider has hinted that something is different. */
  public Uni<Void> request(Tx tx, OrganizationId organization) {
    return tx.execute(
            """
            UPDATE subscriptions SET sync_wanted = sync_wanted + 1,
              sync_wanted_at = CASE WHEN sync_served < sync_wanted THEN sync_wanted_at
                ELSE clock_timestamp() END
            WHERE organization_id = $1
            """,
            organization)
        .replaceWithVoid();
  }

  Uni<List<DueSync>> due(Tx tx, int limit) {
    return tx.list(
        DUE,
        row ->
            new DueSync(
                Rows.organization(row),
                new CustomerId(row.getString("provider_customer")),
                row.getLong("sync_wanted")),
        limit);
  }

  /** Hints that came meanwhile stay due. */
  Uni<Void> done(Tx tx, DueSync sync) {
    return tx.execute(DONE, sync.organization(), sync.wanted()).replaceWithVoid();
  }

  /** The provider could not be asked; others go first. */
  Uni<Void> postpone(Tx tx, DueSync sync) {
    return tx.execute(POSTPONE, sync.organization()).replaceWithVoid();
  }
}
