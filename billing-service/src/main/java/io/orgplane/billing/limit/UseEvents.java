package io.orgplane.billing.limit;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Hears what is begun to be used, and what no longer is. What is suspended is still there. */
@ApplicationScoped
class UseEvents implements EventConsumer {

  private static final String ONE = "one";

  private final ThingsInUse things;

  UseEvents(ThingsInUse things) {
    this.things = things;
  }

  record WorkspaceCreated(WorkspaceId workspaceId) {}

  record WorkspaceDeleted(WorkspaceId workspaceId) {}

  record ByokActivated(OrganizationId organizationId) {}

  record ByokRevoked(OrganizationId organizationId) {}

  record SsoActivated(OrganizationId organizationId) {}

  record SsoDeactivated(OrganizationId organizationId) {}

  @Override
  public String name() {
    return "things-in-use";
  }

  @Override
  public void listen(Listening to) {
    to.event(WorkspaceCreated.class, this::created)
        .event(WorkspaceDeleted.class, this::deleted)
        .event(ByokActivated.class, (tx, event) -> begun(tx, event, ThingsInUse.BYOK))
        .event(ByokRevoked.class, (tx, event) -> ended(tx, event, ThingsInUse.BYOK))
        .event(SsoActivated.class, (tx, event) -> begun(tx, event, ThingsInUse.SSO))
        .event(SsoDeactivated.class, (tx, event) -> ended(tx, event, ThingsInUse.SSO));
  }

  private Uni<Void> created(Tx tx, Received<WorkspaceCreated> event) {
    String id = event.payload().workspaceId().toString();
    return things.add(tx, event.organization(), ThingsInUse.WORKSPACE, id);
  }

  private Uni<Void> deleted(Tx tx, Received<WorkspaceDeleted> event) {
    String id = event.payload().workspaceId().toString();
    return things.remove(tx, event.organization(), ThingsInUse.WORKSPACE, id);
  }

  private Uni<Void> begun(Tx tx, Received<?> event, String feature) {
    return things.add(tx, event.organization(), feature, ONE);
  }

  private Uni<Void> ended(Tx tx, Received<?> event, String feature) {
    return things.remove(tx, event.organization(), feature, ONE);
  }
}
