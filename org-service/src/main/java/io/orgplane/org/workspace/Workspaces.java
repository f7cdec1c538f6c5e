package io.orgplane.org.workspace;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Name;
import io.orgplane.org.organization.OrganizationLifecycle;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The workspaces of an organization, for those who change them: under the organization's lock. */
@ApplicationScoped
class Workspaces implements OrganizationLifecycle {

  private static final String COLUMNS =
      "organization_id, workspace_id, name, description, cloud_provider, is_default, created_at,"
          + " version";

  private static final String FIND =
      "SELECT " + COLUMNS + " FROM workspaces WHERE organization_id = $1 AND workspace_id = $2";

  private static final String COUNT =
      "SELECT count(*) AS n FROM workspaces WHERE organization_id = $1";

  private static final String NAME_TAKEN =
      """
      SELECT EXISTS (
        SELECT 1 FROM workspaces
        WHERE organization_id = $1 AND name_key = $2 AND workspace_id IS DISTINCT FROM $3) AS taken
      """;

  private static final String ADD =
      "INSERT INTO workspaces ("
          + COLUMNS
          + ", name_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

  private static final String REWORD =
      """
      UPDATE workspaces SET name = $3, description = $4, version = $5, name_key = $6
      WHERE organization_id = $1 AND workspace_id = $2
      """;

  private static final String REMOVE =
      "DELETE FROM workspaces WHERE organization_id = $1 AND workspace_id = $2";

  private static final String OLDEST_BECOMES_DEFAULT =
      """
      UPDATE workspaces SET is_default = true
      WHERE organization_id = $1 AND workspace_id = (
        SELECT workspace_id FROM workspaces
        WHERE organization_id = $1 ORDER BY created_at, workspace_id LIMIT 1)
      RETURNING *
      """;

  Uni<Workspace> require(Tx tx, OrganizationId organization, WorkspaceId id) {
    return tx.find(FIND, Workspaces::read, organization, id)
        .map(found -> found.orElseThrow(NotFound::new));
  }

  Uni<Long> count(Tx tx, OrganizationId organization) {
    return tx.one(COUNT, row -> row.getLong("n"), organization);
  }

  /** Whether a workspace other than {@code except} has that name. */
  Uni<Boolean> isTaken(Tx tx, OrganizationId organization, Name name, WorkspaceId except) {
    return tx.one(NAME_TAKEN, row -> row.getBoolean("taken"), organization, name.key(), except);
  }

  Uni<Void> add(Tx tx, Workspace workspace) {
    return tx.execute(
            ADD,
            workspace.organization(),
            workspace.id(),
            workspace.name().value(),
            workspace.description().value(),
            workspace.cloudProvider(),
            workspace.standard(),
            workspace.createdAt(),
            workspace.version(),
            workspace.name().key())
        .replaceWithVoid();
  }

  Uni<Void> reword(Tx tx, Workspace workspace) {
    return tx.execute(
            REWORD,
            workspace.organization(),
            workspace.id(),
            workspace.name().value(),
            workspace.description().value(),
            workspace.version(),
            workspace.name().key())
        .replaceWithVoid();
  }

  /**
   * Takes it away; where it was the default, the oldest that remains becomes it, and is returned.
   */
  Uni<Optional<Workspace>> remove(Tx tx, Workspace workspace) {
    Uni<Integer> removed = tx.execute(REMOVE, workspace.organization(), workspace.id());
    return workspace.standard()
        ? removed.chain(
            () -> tx.find(OLDEST_BECOMES_DEFAULT, Workspaces::read, workspace.organization()))
        : removed.replaceWith(Optional.empty());
  }

  @Override
  public Uni<Void> founded(Tx tx, OrganizationId organization) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> dissolved(Tx tx, OrganizationId organization) {
    return tx.execute("DELETE FROM workspaces WHERE organization_id = $1", organization)
        .replaceWithVoid();
  }

  static Workspace read(Row row) {
    return new Workspace(
        Rows.organization(row),
        Rows.workspace(row, "workspace_id"),
        new Name(row.getString("name")),
        new Description(row.getString("description")),
        CloudProvider.of(row.getString("cloud_provider")),
        row.getBoolean("is_default"),
        Rows.instant(row, "created_at"),
        row.getLong("version"));
  }
}
