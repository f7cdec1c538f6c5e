package io.orgplane.membership.workspace;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Hears of workspaces from org-service. Their deletion is heard where the assignments are, because
 * both go in one transaction.
 */
@ApplicationScoped
class WorkspaceEvents implements EventConsumer {

  private final Workspaces workspaces;

  WorkspaceEvents(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  record WorkspaceCreated(WorkspaceId workspaceId, String name) {}

  record WorkspaceUpdated(WorkspaceId workspaceId, String name) {}

  @Override
  public String name() {
    return "workspaces";
  }

  @Override
  public void listen(Listening to) {
    to.event(
            WorkspaceCreated.class,
            (tx, event) ->
                workspaces.add(
                    tx,
                    event.organization(),
                    event.payload().workspaceId(),
                    event.payload().name()))
        .event(
            WorkspaceUpdated.class,
            (tx, event) ->
                workspaces.rename(
                    tx,
                    event.organization(),
                    event.payload().workspaceId(),
                    event.payload().name()));
  }
}
