package io.orgplane.org.stats;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.organization.OrganizationLifecycle;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * What other services have said about an organization. Where a figure has a version the comparison
 * is in the statement, so that older news changes nothing; updates of a deleted organization find
 * no row.
 */
@ApplicationScoped
class Figures implements OrganizationLifecycle {

  /** One member, the Owner, from the first moment. */
  private static final String BEGIN =
      """
      INSERT INTO figures (organization_id, active_members, membership_version, credits_remaining,
                           byok_status, byok_version)
      VALUES ($1, 1, 0, 0, 'none', -1)
      """;

  private static final String COUNT_MEMBERS =
      """
      UPDATE figures SET active_members = $2, membership_version = $3
      WHERE organization_id = $1 AND membership_version < $3
      """;

  private static final String KEEP_CREDITS =
      "UPDATE figures SET credits_remaining = $2 WHERE organization_id = $1";

  private static final String KEEP_BYOK =
      """
      UPDATE figures SET byok_status = $2, byok_version = $3
      WHERE organization_id = $1 AND byok_version < $3
      """;

  private static final String OPEN_INVITATION =
      """
      INSERT INTO invitations (organization_id, invitation_id, pending)
      SELECT organization_id, $2, true FROM figures WHERE organization_id = $1
      ON CONFLICT DO NOTHING
      """;

  private static final String CLOSE_INVITATION =
      """
      INSERT INTO invitations (organization_id, invitation_id, pending)
      SELECT organization_id, $2, false FROM figures WHERE organization_id = $1
      ON CONFLICT (organization_id, invitation_id) DO UPDATE SET pending = false
      """;

  private static final List<String> DROP =
      List.of(
          "DELETE FROM invitations WHERE organization_id = $1",
          "DELETE FROM figures WHERE organization_id = $1");

  Uni<Void> members(Tx tx, OrganizationId organization, int active, long membershipVersion) {
    return tx.execute(COUNT_MEMBERS, organization, active, membershipVersion).replaceWithVoid();
  }

  /** Unversioned: billing tells of its pool in the order in which it changed. */
  Uni<Void> credits(Tx tx, OrganizationId organization, BigDecimal remaining) {
    return tx.execute(KEEP_CREDITS, organization, remaining).replaceWithVoid();
  }

  Uni<Void> byok(Tx tx, OrganizationId organization, String status, long version) {
    return tx.execute(KEEP_BYOK, organization, status, version).replaceWithVoid();
  }

  Uni<Void> invited(Tx tx, OrganizationId organization, UUID invitation) {
    return tx.execute(OPEN_INVITATION, organization, invitation).replaceWithVoid();
  }

  Uni<Void> answered(Tx tx, OrganizationId organization, UUID invitation) {
    return tx.execute(CLOSE_INVITATION, organization, invitation).replaceWithVoid();
  }

  @Override
  public Uni<Void> founded(Tx tx, OrganizationId organization) {
    return tx.execute(BEGIN, organization).replaceWithVoid();
  }

  @Override
  public Uni<Void> dissolved(Tx tx, OrganizationId organization) {
    return Multi.createFrom()
        .iterable(DROP)
        .onItem()
        .transformToUniAndConcatenate(statement -> tx.execute(statement, organization))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
