package io.orgplane.billing.usage;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether an organization's own AWS account pays for its model calls. */
@ApplicationScoped
class ByokStates {

  private static final String KEEP =
      """
      INSERT INTO byok_states AS known (organization_id, active, version) VALUES ($1, $2, $3)
      ON CONFLICT (organization_id) DO UPDATE SET active = excluded.active, version = excluded.version
      WHERE known.version < excluded.version
      """;

  private static final String FIND = "SELECT active FROM byok_states WHERE organization_id = $1";

  /** An older version than the one that is known changes nothing. */
  Uni<Void> keep(Tx tx, OrganizationId organization, boolean active, long version) {
    return tx.execute(KEEP, organization, active, version).replaceWithVoid();
  }

  Uni<Boolean> isActive(Tx tx, OrganizationId organization) {
    return tx.find(FIND, row -> row.getBoolean("active"), organization)
        .map(found -> found.orElse(false));
  }
}
