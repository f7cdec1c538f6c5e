package io.orgplane.org.entitlement;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.organization.OrganizationLifecycle;
import io.orgplane.org.organization.OrganizationProblem.ReadOnly;
import io.orgplane.org.organization.WritableOrganization;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** Each organization's entitlement, as billing last said. */
@ApplicationScoped
public class Entitlements implements OrganizationLifecycle, WritableOrganization {

  private static final String OF =
      """
      SELECT version, plan, read_only, workspace_limit, seats_purchased, seat_cap
      FROM entitlements WHERE organization_id = $1
      """;

  private static final String BEGIN =
      """
      INSERT INTO entitlements
        (organization_id, version, plan, read_only, workspace_limit, seats_purchased, seat_cap)
      VALUES ($1, $2, $3, false, $4, $5, $5)
      """;

  /** The comparison is in the statement, so an older event that comes later changes nothing. */
  private static final String REPLACE =
      """
      UPDATE entitlements
      SET version = $2, plan = $3, read_only = $4, workspace_limit = $5, seats_purchased = $6,
          seat_cap = $7
      WHERE organization_id = $1 AND version < $2
      """;

  private final EntitlementsConfig initial;

  Entitlements(EntitlementsConfig initial) {
    this.initial = initial;
  }

  public Uni<Entitlement> of(Tx tx, OrganizationId organization) {
    return tx.find(OF, Entitlements::read, organization)
        .map(found -> found.orElseThrow(NotFound::new));
  }

  @Override
  public Uni<Void> require(Tx tx, OrganizationId organization) {
    return of(tx, organization)
        .invoke(
            found -> {
              if (found.readOnly()) {
                throw new ReadOnly();
              }
            })
        .replaceWithVoid();
  }

  /** Does nothing when a newer one is known, or the organization is gone. */
  Uni<Void> replace(Tx tx, OrganizationId organization, Entitlement entitlement) {
    return tx.execute(
            REPLACE,
            organization,
            entitlement.version(),
            entitlement.plan(),
            entitlement.readOnly(),
            entitlement.workspaceLimit(),
            entitlement.seatsPurchased(),
            entitlement.seatCap())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> founded(Tx tx, OrganizationId organization) {
    return tx.execute(
            BEGIN,
            organization,
            Entitlement.UNSPOKEN,
            initial.plan(),
            initial.workspaces(),
            initial.seats())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> dissolved(Tx tx, OrganizationId organization) {
    return tx.execute("DELETE FROM entitlements WHERE organization_id = $1", organization)
        .replaceWithVoid();
  }

  private static Entitlement read(Row row) {
    return new Entitlement(
        row.getLong("version"),
        row.getString("plan"),
        row.getBoolean("read_only"),
        row.getInteger("workspace_limit"),
        row.getInteger("seats_purchased"),
        row.getInteger("seat_cap"));
  }
}
