package io.orgplane.byok.externalid;

import io.orgplane.kit.event.Arrival;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** The external ids of all organizations. The database refuses to change one. */
@ApplicationScoped
public class ExternalIds {

  /** An organization that its caller has just created may still be on its way here. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Transactions transactions;

  ExternalIds(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Makes the organization's id, unless it has one already. */
  public Uni<Void> generate(Tx tx, OrganizationId organization) {
    return tx.execute(
            """
            INSERT INTO external_ids (organization_id, external_id) VALUES ($1, $2)
            ON CONFLICT (organization_id) DO NOTHING
            """,
            organization,
            ExternalId.generate().value())
        .replaceWithVoid();
  }

  public Uni<ExternalId> require(OrganizationId organization) {
    return Arrival.within(
            PATIENCE, () -> transactions.in(organization, tx -> find(tx, organization)))
        .map(found -> found.orElseThrow(NotFound::new));
  }

  private static Uni<Optional<ExternalId>> find(Tx tx, OrganizationId organization) {
    return tx.find(
        "SELECT external_id FROM external_ids WHERE organization_id = $1",
        row -> new ExternalId(row.getString("external_id")),
        organization);
  }
}
