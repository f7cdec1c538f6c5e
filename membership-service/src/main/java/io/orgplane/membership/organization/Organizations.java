package io.orgplane.membership.organization;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The organizations that have been heard of. */
@ApplicationScoped
public class Organizations {

  private static final String RENAME =
      """
      UPDATE organizations SET name = $2, version = $3
      WHERE organization_id = $1 AND version < $3 AND NOT deleted
      """;

  /** Whether it is new; false when it was there, or was deleted, before. */
  public Uni<Boolean> add(Tx tx, OrganizationId organization, String name) {
    return tx.execute(
            "INSERT INTO organizations (organization_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            organization,
            name)
        .map(inserted -> inserted == 1);
  }

  public Uni<Void> rename(Tx tx, OrganizationId organization, String name, long version) {
    return tx.execute(RENAME, organization, name, version).replaceWithVoid();
  }

  /** Leaves a row behind, so that a creation which is heard of later changes nothing. */
  public Uni<Void> markDeleted(Tx tx, OrganizationId organization) {
    return tx.execute(
            """
            INSERT INTO organizations (organization_id, name, deleted) VALUES ($1, '', true)
            ON CONFLICT (organization_id) DO UPDATE SET deleted = true
            """,
            organization)
        .replaceWithVoid();
  }

  public Uni<String> requireName(Tx tx, OrganizationId organization) {
    return name(tx, organization).map(found -> found.orElseThrow(NotFound::new));
  }

  /** Empty when it is deleted, or has not been heard of. */
  public Uni<Optional<String>> name(Tx tx, OrganizationId organization) {
    return tx.find(
        "SELECT name FROM organizations WHERE organization_id = $1 AND NOT deleted",
        row -> row.getString("name"),
        organization);
  }
}
