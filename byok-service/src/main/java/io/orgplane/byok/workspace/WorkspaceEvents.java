package io.orgplane.byok.workspace;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What org-service tells of workspaces. */
@ApplicationScoped
class WorkspaceEvents implements EventConsumer {

  record WorkspaceCreated(OrganizationId organizationId, WorkspaceId workspaceId) {}

  record WorkspaceDeleted(OrganizationId organizationId, WorkspaceId workspaceId) {}

  private final Workspaces workspaces;

  WorkspaceEvents(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public String name() {
    return "workspaces";
  }

  @Override
  public void listen(Listening to) {
    to.event(WorkspaceCreated.class, this::created).event(WorkspaceDeleted.class, this::deleted);
  }

  private Uni<Void> created(Tx tx, Received<WorkspaceCreated> event) {
    return workspaces.add(tx, event.organization(), event.payload().workspaceId());
  }

  private Uni<Void> deleted(Tx tx, Received<WorkspaceDeleted> event) {
    return workspaces.delete(tx, event.organization(), event.payload().workspaceId());
  }
}
