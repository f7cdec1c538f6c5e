package io.orgplane.byok.entitlement;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The newest entitlement of each organization. One that was never told of has nothing. */
@ApplicationScoped
public class Entitlements {

  private static final String KEEP =
      """
      INSERT INTO entitlements AS known (organization_id, version, byok, read_only)
      VALUES ($1, $2, $3, $4)
      ON CONFLICT (organization_id) DO UPDATE
      SET version = excluded.version, byok = excluded.byok, read_only = excluded.read_only
      WHERE known.version < excluded.version
      """;

  private static final String FIND =
      "SELECT byok, read_only FROM entitlements WHERE organization_id = $1";

  /** Whether this one was news. */
  public Uni<Boolean> keep(
      Tx tx, OrganizationId organization, long version, Entitlement entitlement) {
    return tx.execute(KEEP, organization, version, entitlement.hasByok(), entitlement.readOnly())
        .map(kept -> kept == 1);
  }

  public Uni<Entitlement> of(Tx tx, OrganizationId organization) {
    return tx.find(
            FIND,
            row -> new Entitlement(row.getBoolean("byok"), row.getBoolean("read_only")),
            organization)
        .map(found -> found.orElse(Entitlement.NONE));
  }
}
