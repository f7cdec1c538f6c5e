package io.orgplane.org.workspace;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.entitlement.Entitlements;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Where organizations stand with their workspaces. */
@ApplicationScoped
class Standings {

  private final Entitlements entitlements;
  private final Workspaces workspaces;

  Standings(Entitlements entitlements, Workspaces workspaces) {
    this.entitlements = entitlements;
    this.workspaces = workspaces;
  }

  /** To be relied on only under the organization's lock. */
  Uni<Standing> of(Tx tx, OrganizationId organization) {
    return entitlements
        .of(tx, organization)
        .chain(
            entitlement ->
                workspaces
                    .count(tx, organization)
                    .map(count -> new Standing(organization, entitlement, count)));
  }
}
