package io.orgplane.org.workspace;

import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Name;
import io.orgplane.org.organization.Founder;
import io.orgplane.org.organization.Organizations;
import io.orgplane.org.workspace.Standing.Wanted;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Adds a workspace within what the plan allows. The organization's row is locked before the
 * workspaces are counted: of two who create at the same time, the second counts the first one's.
 */
@ApplicationScoped
public class OpeningWorkspace {

  private static final Name DEFAULT = new Name("Default");
  private static final WorkspaceId NO_OTHER = new WorkspaceId(OrganizationId.NONE.value());

  private final Organizations organizations;
  private final Standings standings;
  private final Workspaces workspaces;
  private final Outbox outbox;
  private final AuditTrail audit;
  private final WorkspaceConfig config;
  private final Clock clock;

  OpeningWorkspace(
      Organizations organizations,
      Standings standings,
      Workspaces workspaces,
      Outbox outbox,
      AuditTrail audit,
      WorkspaceConfig config,
      Clock clock) {
    this.organizations = organizations;
    this.standings = standings;
    this.workspaces = workspaces;
    this.outbox = outbox;
    this.audit = audit;
    this.config = config;
    this.clock = clock;
  }

  /** The workspace that a personal organization begins with. */
  public Uni<Void> first(Tx tx, OrganizationId organization, Founder by) {
    Wanted wanted = new Wanted(DEFAULT, Description.NONE, config.personalProvider());
    return in(tx, organization, wanted, by.id(), by.by()).replaceWithVoid();
  }

  Uni<Workspace> in(Tx tx, OrganizationId organization, Wanted wanted, Caller.User by) {
    return in(tx, organization, wanted, by.id(), by.actor());
  }

  private Uni<Workspace> in(
      Tx tx, OrganizationId organization, Wanted wanted, UserId creator, Actor by) {
    return organizations
        .lock(tx, organization)
        .chain(() -> standings.of(tx, organization))
        .chain(standing -> open(tx, standing, wanted))
        .call(opened -> workspaces.add(tx, opened))
        .call(opened -> outbox.append(tx, opened.created(creator)))
        .call(opened -> audit.record(tx, creation(opened, by)));
  }

  private static AuditEntry creation(Workspace opened, Actor by) {
    return AuditEntry.created(
        opened.organization(), by, "workspace-created", opened.subject(), opened.facts());
  }

  private Uni<Workspace> open(Tx tx, Standing standing, Wanted wanted) {
    Instant now = clock.instant();
    return workspaces
        .isTaken(tx, standing.organization(), wanted.name(), NO_OTHER)
        .map(taken -> standing.open(wanted, taken, now));
  }
}
