package io.orgplane.byok.workspace;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Which workspaces there are. A deleted one stays as a row that says so: an older event that comes
 * late cannot bring it back, and nobody waits for it.
 */
@ApplicationScoped
public class Workspaces {

  /** What is known of a workspace. */
  public enum Existence {
    THERE,
    DELETED
  }

  Uni<Void> add(Tx tx, OrganizationId organization, WorkspaceId workspace) {
    return tx.execute(
            """
            INSERT INTO workspaces (organization_id, workspace_id, deleted) VALUES ($1, $2, false)
            ON CONFLICT DO NOTHING
            """,
            organization,
            workspace)
        .replaceWithVoid();
  }

  Uni<Void> delete(Tx tx, OrganizationId organization, WorkspaceId workspace) {
    return tx.execute(
            """
            INSERT INTO workspaces (organization_id, workspace_id, deleted) VALUES ($1, $2, true)
            ON CONFLICT (organization_id, workspace_id) DO UPDATE SET deleted = true
            """,
            organization,
            workspace)
        .replaceWithVoid();
  }

  public Uni<Void> deleteAll(Tx tx, OrganizationId organization) {
    return tx.execute(
            "UPDATE workspaces SET deleted = true WHERE organization_id = $1", organization)
        .replaceWithVoid();
  }

  /** Empty when nobody has told of it, yet or ever. */
  public Uni<Optional<Existence>> find(Tx tx, OrganizationId organization, WorkspaceId workspace) {
    return tx.find(
        "SELECT deleted FROM workspaces WHERE organization_id = $1 AND workspace_id = $2",
        row -> row.getBoolean("deleted") ? Existence.DELETED : Existence.THERE,
        organization,
        workspace);
  }
}
