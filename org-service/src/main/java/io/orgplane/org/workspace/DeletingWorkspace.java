package io.orgplane.org.workspace;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.organization.Organizations;
import io.orgplane.org.workspace.WorkspaceProblem.LastWorkspace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * An Owner or Admin deletes a workspace, any but the last. It works in a read-only organization as
 * well: it is one of the ways back under the limit.
 */
@ApplicationScoped
class DeletingWorkspace {

  private final Transactions transactions;
  private final Organizations organizations;
  private final Workspaces workspaces;
  private final Outbox outbox;

  DeletingWorkspace(
      Transactions transactions,
      Organizations organizations,
      Workspaces workspaces,
      Outbox outbox) {
    this.transactions = transactions;
    this.organizations = organizations;
    this.workspaces = workspaces;
    this.outbox = outbox;
  }

  Uni<Void> of(OrganizationId organization, WorkspaceId id, UserId by) {
    return transactions.in(
        organization,
        tx ->
            organizations
                .lock(tx, organization)
                .chain(() -> workspaces.require(tx, organization, id))
                .call(found -> requireAnother(tx, found))
                .chain(found -> remove(tx, found, by)));
  }

  private Uni<Void> requireAnother(Tx tx, Workspace workspace) {
    return workspaces
        .count(tx, workspace.organization())
        .invoke(
            count -> {
              if (count == 1) {
                throw new LastWorkspace();
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> remove(Tx tx, Workspace workspace, UserId by) {
    return workspaces.remove(tx, workspace).chain(() -> outbox.append(tx, workspace.deleted(by)));
  }
}
