package io.orgplane.billing.limit;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** Our copy of what an organization has in use elsewhere. */
@ApplicationScoped
public class ThingsInUse {

  static final String WORKSPACE = "workspace";
  static final String BYOK = "byok";
  static final String SSO = "sso";

  private static final String COUNT =
      """
      SELECT count(*) FILTER (WHERE kind = 'workspace')::int AS workspaces,
        count(*) FILTER (WHERE kind = 'byok') > 0 AS byok,
        count(*) FILTER (WHERE kind = 'sso') > 0 AS sso,
        coalesce((SELECT active_count FROM member_counts WHERE organization_id = $1), 1) AS members
      FROM things_in_use WHERE organization_id = $1
      """;

  public Uni<InUse> of(Tx tx, OrganizationId organization) {
    return tx.one(COUNT, ThingsInUse::inUse, organization);
  }

  Uni<Void> add(Tx tx, OrganizationId organization, String kind, String id) {
    return tx.execute(
            "INSERT INTO things_in_use VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            organization,
            kind,
            id)
        .replaceWithVoid();
  }

  Uni<Void> remove(Tx tx, OrganizationId organization, String kind, String id) {
    return tx.execute(
            "DELETE FROM things_in_use WHERE organization_id = $1 AND kind = $2 AND id = $3",
            organization,
            kind,
            id)
        .replaceWithVoid();
  }

  private static InUse inUse(Row row) {
    return new InUse(
        row.getInteger("members"),
        row.getInteger("workspaces"),
        row.getBoolean("byok"),
        row.getBoolean("sso"));
  }
}
