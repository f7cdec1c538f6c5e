package io.orgplane.org.workspace;

import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.workspace.VisibleWorkspaces.Sight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Workspaces as they are read: with their order by age, which says which of them the plan still
 * covers. The Default comes first in that order, so it is the last to become read-only.
 */
@ApplicationScoped
class ReadingWorkspaces {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private static final String RANKED =
      """
      SELECT ranked.*, entitlements.read_only
               OR coalesce(ranked.place > entitlements.workspace_limit, false) AS frozen
      FROM (
        SELECT *, row_number() OVER (ORDER BY is_default DESC, created_at, workspace_id) AS place
        FROM workspaces WHERE organization_id = $1
      ) AS ranked JOIN entitlements USING (organization_id)
      """;

  private static final String ONE = RANKED + "WHERE ranked.workspace_id = $2";

  private static final String LIST =
      RANKED
          + """
          WHERE ranked.workspace_id > $2 AND ($3::uuid[] IS NULL OR ranked.workspace_id = ANY ($3))
          ORDER BY ranked.workspace_id LIMIT $4
          """;

  private final Transactions transactions;

  ReadingWorkspaces(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * @param frozen whether it can only be read and deleted
   */
  record Shown(Workspace workspace, boolean frozen) {
    WorkspaceView view() {
      return WorkspaceView.of(workspace, frozen);
    }
  }

  Uni<Shown> one(OrganizationId organization, WorkspaceId id) {
    return transactions.in(organization, tx -> one(tx, organization, id));
  }

  Uni<Shown> one(Tx tx, OrganizationId organization, WorkspaceId id) {
    return tx.find(ONE, ReadingWorkspaces::read, organization, id)
        .map(found -> found.orElseThrow(NotFound::new));
  }

  /** Oldest first. */
  Uni<List<Shown>> list(OrganizationId organization, Sight sight, PageRequest page) {
    UUID after = page.after(1).map(ReadingWorkspaces::position).orElse(BEFORE_ALL);
    return transactions.in(
        organization,
        tx ->
            tx.list(
                LIST,
                ReadingWorkspaces::read,
                organization,
                after,
                sight.onlyIds(),
                (long) page.fetch()));
  }

  private static Shown read(Row row) {
    return new Shown(Workspaces.read(row), row.getBoolean("frozen"));
  }

  private static UUID position(Cursor cursor) {
    try {
      return Ids.parse(cursor.key().getFirst());
    } catch (IllegalArgumentException malformed) {
      throw Cursor.invalid();
    }
  }
}
