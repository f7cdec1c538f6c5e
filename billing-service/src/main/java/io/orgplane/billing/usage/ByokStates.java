package io.orgplane.billing.usage;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

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
      SELECT version, active, since FROM byok_changes WHERE organization_id = $1
      ORDER BY version DESC LIMIT 1000
      """;

  /** An older version than the one that is known does not change what holds now. */
  Uni<Void> keep(Tx tx, OrganizationId organization, boolean active, long version, Instant since) {
    return tx.execute(KEEP, organization, active, version)
        .chain(() -> tx.execute(NOTE, organization, version, active, since))
        .replaceWithVoid();
  }

  Uni<ByokTimes> times(Tx tx, OrganizationId organization) {
    return tx.list(CHANGES, ByokStates::change, organization).map(ByokTimes::new);
  }

  private static ByokTimes.Change change(Row row) {
    return new ByokTimes.Change(
        row.getLong("version"), row.getBoolean("active"), Rows.instant(row, "since"));
  }
}
