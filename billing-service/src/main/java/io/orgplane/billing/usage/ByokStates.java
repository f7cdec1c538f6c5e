package io.orgplane.billing.usage;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Columns;
import io.orgplane.kit.tx.Owned;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Whether an organization's own AWS account pays for its model calls. */
@ApplicationScoped
class ByokStates {

  private static final String KEEP =
      """
      INSERT INTO byok_states AS known (organization_id, active, version)
      SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM closed_accounts WHERE organization_id = $1)
      ON CONFLICT (organization_id) DO UPDATE SET active = excluded.active, version = excluded.version
      WHERE known.version < excluded.version
      """;

  private static final String NOTE =
      """
      INSERT INTO byok_changes (organization_id, version, active, since)
      SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT FROM closed_accounts WHERE organization_id = $1)
      ON CONFLICT DO NOTHING
      """;

  private static final String CHANGES =
      """
      SELECT owner.organization_id, version, active, since
      FROM unnest($1::uuid[]) AS owner (organization_id) CROSS JOIN LATERAL (
        SELECT version, active, since FROM byok_changes
        WHERE byok_changes.organization_id = owner.organization_id
        ORDER BY version DESC LIMIT 1000
      ) AS latest
      ORDER BY owner.organization_id, version DESC
      """;

  /** An older version than the one that is known does not change what holds now. */
  Uni<Void> keep(Tx tx, OrganizationId organization, boolean active, long version, Instant since) {
    return tx.execute(KEEP, organization, active, version)
        .chain(() -> tx.execute(NOTE, organization, version, active, since))
        .replaceWithVoid();
  }

  Uni<List<Owned<ByokTimes.Change>>> changes(Tx tx, Collection<OrganizationId> organizations) {
    return tx.listForAll(
        CHANGES, Owned.row(ByokStates::change), Columns.ofOrganizations(organizations));
  }

  private static ByokTimes.Change change(Row row) {
    return new ByokTimes.Change(
        row.getLong("version"), row.getBoolean("active"), Rows.instant(row, "since"));
  }
}
