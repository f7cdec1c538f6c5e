package io.orgplane.org.workspace;

import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.edit.Edit;
import io.orgplane.org.organization.Organizations;
import io.orgplane.org.organization.WritableOrganization;
import io.orgplane.org.workspace.ReadingWorkspaces.Shown;
import io.orgplane.org.workspace.Workspace.Edited;
import io.orgplane.org.workspace.WorkspaceProblem.NameTaken;
import io.orgplane.org.workspace.WorkspaceProblem.OverLimit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Somebody who manages a workspace changes its name or description. */
@ApplicationScoped
class EditingWorkspace {

  private final Transactions transactions;
  private final Organizations organizations;
  private final WritableOrganization writable;
  private final ReadingWorkspaces reading;
  private final Workspaces workspaces;
  private final Outbox outbox;
  private final AuditTrail audit;

  EditingWorkspace(
      Transactions transactions,
      Organizations organizations,
      WritableOrganization writable,
      ReadingWorkspaces reading,
      Workspaces workspaces,
      Outbox outbox,
      AuditTrail audit) {
    this.transactions = transactions;
    this.organizations = organizations;
    this.writable = writable;
    this.reading = reading;
    this.workspaces = workspaces;
    this.outbox = outbox;
    this.audit = audit;
  }

  Uni<Workspace> of(OrganizationId organization, WorkspaceId id, Edit edit, Caller.User by) {
    return transactions.in(
        organization,
        tx ->
            organizations
                .lock(tx, organization)
                .chain(() -> reading.one(tx, organization, id))
                .call(() -> writable.require(tx, organization))
                .map(EditingWorkspace::covered)
                .chain(found -> apply(tx, found, edit, by)));
  }

  private static Workspace covered(Shown shown) {
    if (shown.frozen()) {
      throw new OverLimit();
    }
    return shown.workspace();
  }

  private Uni<Workspace> apply(Tx tx, Workspace workspace, Edit edit, Caller.User by) {
    return workspace
        .edit(edit)
        .map(edited -> save(tx, workspace, edited, by))
        .orElseGet(() -> Uni.createFrom().item(workspace));
  }

  private Uni<Workspace> save(Tx tx, Workspace before, Edited edited, Caller.User by) {
    Workspace workspace = edited.workspace();
    return workspaces
        .isTaken(tx, workspace.organization(), workspace.name(), workspace.id())
        .invoke(EditingWorkspace::requireFree)
        .chain(() -> workspaces.reword(tx, workspace))
        .chain(() -> outbox.append(tx, edited.event()))
        .chain(() -> audit.record(tx, edition(before, workspace, by)))
        .replaceWith(workspace);
  }

  private static AuditEntry edition(Workspace before, Workspace after, Caller.User by) {
    return AuditEntry.changed(
        after.organization(),
        by.actor(),
        "workspace-updated",
        after.subject(),
        before.wording().where(after.wording()),
        after.wording().where(before.wording()));
  }

  private static void requireFree(boolean taken) {
    if (taken) {
      throw new NameTaken();
    }
  }
}
