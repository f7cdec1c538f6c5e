package io.orgplane.byok.configuration;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The configurations of all organizations, one each from the organization's beginning on. */
@ApplicationScoped
public class Configurations {

  private static final String FIND = "SELECT * FROM configurations WHERE organization_id = $1";

  private static final String SAVE =
      """
      UPDATE configurations SET version = $2, generation = $3, state = $4, kind = $5, region = $6,
        inference_profile = $7, account_id = $8, masked_key_id = $9, role_arn = $10,
        expires_at = $11, secret_id = $12, secret_version = $13
      WHERE organization_id = $1
      """;

  /** The draft that every organization begins with. */
  public Uni<Void> begin(Tx tx, OrganizationId organization) {
    return tx.execute(
            """
            INSERT INTO configurations (organization_id, version, state) VALUES ($1, 0, $2)
            ON CONFLICT (organization_id) DO NOTHING
            """,
            organization,
            Status.DRAFT)
        .replaceWithVoid();
  }

  public Uni<Optional<Configuration>> find(Tx tx, OrganizationId organization) {
    return tx.find(FIND, ConfigurationRow::read, organization);
  }

  Uni<Configuration> require(Tx tx, OrganizationId organization) {
    return find(tx, organization).map(found -> found.orElseThrow(NotFound::new));
  }

  /** Holds the row until the transaction ends: changes of one configuration come one by one. */
  Uni<Optional<Configuration>> lock(Tx tx, OrganizationId organization) {
    return tx.find(FIND + " FOR UPDATE", ConfigurationRow::read, organization);
  }

  public Uni<Configuration> requireLocked(Tx tx, OrganizationId organization) {
    return lock(tx, organization).map(found -> found.orElseThrow(NotFound::new));
  }

  Uni<Void> save(Tx tx, Configuration configuration) {
    return tx.execute(SAVE, ConfigurationRow.write(configuration)).replaceWithVoid();
  }
}
