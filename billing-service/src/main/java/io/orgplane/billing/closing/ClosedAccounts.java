package io.orgplane.billing.closing;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The organizations that are gone, so that what still comes in of them is known for what it is. */
@ApplicationScoped
public class ClosedAccounts {

  private static final String CLOSE =
      """
      INSERT INTO closed_accounts (organization_id, closed_at) VALUES ($1, $2)
      ON CONFLICT DO NOTHING
      """;

  private static final String FIND =
      "SELECT organization_id FROM closed_accounts WHERE organization_id = $1";

  private static final String TO_FORGET =
      """
      SELECT organization_id FROM closed_accounts WHERE forgotten_at IS NULL
      ORDER BY closed_at LIMIT $1
      """;

  private static final String FORGOTTEN =
      "UPDATE closed_accounts SET forgotten_at = $2 WHERE organization_id = $1";

  Uni<Void> close(Tx tx, OrganizationId organization, Instant now) {
    return tx.execute(CLOSE, organization, now).replaceWithVoid();
  }

  Uni<List<OrganizationId>> toForget(Tx tx, int limit) {
    return tx.list(TO_FORGET, Rows::organization, limit);
  }

  Uni<Void> forgotten(Tx tx, OrganizationId organization, Instant now) {
    return tx.execute(FORGOTTEN, organization, now).replaceWithVoid();
  }

  /** Nothing when it is closed; {@link NotFound} when it is not, or was never known here. */
  public Uni<Void> require(Tx tx, OrganizationId organization) {
    return tx.find(FIND, Rows::organization, organization)
        .map(found -> found.orElseThrow(NotFound::new))
        .replaceWithVoid();
  }
}
