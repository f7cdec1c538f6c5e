package io.orgplane.byok.fallback;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** The fallbacks that were allowed. */
@ApplicationScoped
class Fallbacks {

  private static final String FIND =
      "SELECT asked, policy, allowed_at FROM fallbacks WHERE organization_id = $1 AND id = $2";

  private static final String ADD =
      """
      INSERT INTO fallbacks (organization_id, id, asked, policy, allowed_at)
      VALUES ($1, $2, $3, $4, $5)
      """;

  /**
   * One that was allowed.
   *
   * @param asked what was asked, as JSON
   */
  record Allowed(String asked, Policy policy, Instant at) {}

  Uni<Optional<Allowed>> find(Tx tx, OrganizationId organization, String id) {
    return tx.find(
        FIND,
        row ->
            new Allowed(
                row.getString("asked"),
                Policy.of(row.getString("policy")),
                Rows.instant(row, "allowed_at")),
        organization,
        id);
  }

  Uni<Void> add(Tx tx, OrganizationId organization, String id, Allowed allowed) {
    return tx.execute(ADD, organization, id, allowed.asked(), allowed.policy(), allowed.at())
        .replaceWithVoid();
  }
}
