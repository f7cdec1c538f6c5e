package io.orgplane.org.workspace;

import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.organization.Organizations;
import io.orgplane.org.workspace.WorkspaceProblem.LastWorkspace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

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
  private final AuditTrail audit;

  DeletingWorkspace(
      Transactions transactions,
      Organizations organizations,
      Workspaces workspaces,
      Outbox outbox,
      AuditTrail audit) {
    this.transactions = transactions;
    this.organizations = organizations;
    this.workspaces = workspaces;
    this.outbox = outbox;
    this.audit = audit;
  }

  Uni<Void> of(OrganizationId organization, WorkspaceId id, Caller.User by) {
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

  private Uni<Void> remove(Tx tx, Workspace workspace, Caller.User by) {
    return workspaces
        .remove(tx, workspace)
        .call(() -> outbox.append(tx, workspace.deleted(by.id())))
        .call(() -> audit.record(tx, deletion(workspace, by)))
        .chain(heir -> note(tx, heir, by));
  }

  private Uni<Void> note(Tx tx, Optional<Workspace> heir, Caller.User by) {
    return heir.map(next -> audit.record(tx, inheritance(next, by)))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private static AuditEntry deletion(Workspace workspace, Caller.User by) {
    return AuditEntry.removed(
        workspace.organization(),
        by.actor(),
        "workspace-deleted",
        workspace.subject(),
        workspace.facts());
  }

  private static AuditEntry inheritance(Workspace heir, Caller.User by) {
    return AuditEntry.changed(
        heir.organization(),
        by.actor(),
        "workspace-updated",
        heir.subject(),
        Map.of("default", false),
        Map.of("default", true));
  }
}
