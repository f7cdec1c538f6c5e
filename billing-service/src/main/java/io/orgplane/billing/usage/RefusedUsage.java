package io.orgplane.billing.usage;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Reported usage that could not be charged, by id and with the reason. */
@ApplicationScoped
class RefusedUsage {

  private static final String KEEP =
      """
      INSERT INTO refused_usage (organization_id, id, workspace_id, user_id, kind, credits,
        occurred_at, refused_at, reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (organization_id, id) DO UPDATE
      SET refused_at = excluded.refused_at, reason = excluded.reason
      """;

  Uni<Void> keep(Tx tx, OrganizationId organization, Usage usage, String reason, Instant now) {
    return tx.execute(
            KEEP,
            organization,
            usage.id(),
            usage.workspace(),
            usage.user(),
            usage.kind(),
            usage.credits().thousandths(),
            usage.occurredAt(),
            now,
            reason)
        .replaceWithVoid();
  }
}
