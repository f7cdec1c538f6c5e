package io.orgplane.membership.workspace;

import io.orgplane.kit.event.Arrival;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The workspaces that have been heard of. */
@ApplicationScoped
public class Workspaces {

  private static final String KNOWN =
      """
      SELECT workspace_id, deleted FROM workspaces
      WHERE organization_id = $1 AND workspace_id = ANY ($2)
      """;

  private static final String MARK_DELETED =
      """
      INSERT INTO workspaces (organization_id, workspace_id, name, deleted) VALUES ($1, $2, '', true)
      ON CONFLICT (organization_id, workspace_id) DO UPDATE SET deleted = true
      """;

  private final Transactions transactions;
  private final WorkspacesConfig config;

  Workspaces(Transactions transactions, WorkspacesConfig config) {
    this.transactions = transactions;
    this.config = config;
  }

  /** Those of them that exist, as far as this transaction sees. */
  public Uni<Set<WorkspaceId>> existing(
      Tx tx, OrganizationId organization, Collection<WorkspaceId> wanted) {
    return known(tx, organization, wanted).map(Workspaces::existing);
  }

  /**
   * Those of them that exist, after a while of waiting for one that nobody has heard of: whoever
   * has just created it through org-service may be ahead of its event.
   */
  public Uni<Set<WorkspaceId>> arrived(
      OrganizationId organization, Collection<WorkspaceId> wanted) {
    Set<WorkspaceId> distinct = new HashSet<>(wanted);
    if (distinct.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return Arrival.within(config.arrival(), () -> allOf(organization, distinct))
        .chain(all -> all.map(Uni.createFrom()::item).orElseGet(() -> now(organization, distinct)))
        .map(Workspaces::existing);
  }

  Uni<Void> add(Tx tx, OrganizationId organization, WorkspaceId workspace, String name) {
    return tx.execute(
            """
            INSERT INTO workspaces (organization_id, workspace_id, name) VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING
            """,
            organization,
            workspace,
            name)
        .replaceWithVoid();
  }

  Uni<Void> rename(Tx tx, OrganizationId organization, WorkspaceId workspace, String name) {
    return tx.execute(
            """
            INSERT INTO workspaces (organization_id, workspace_id, name) VALUES ($1, $2, $3)
            ON CONFLICT (organization_id, workspace_id) DO UPDATE SET name = excluded.name
            """,
            organization,
            workspace,
            name)
        .replaceWithVoid();
  }

  /** Leaves a row behind, so that a creation which is heard of later changes nothing. */
  public Uni<Void> markDeleted(Tx tx, OrganizationId organization, WorkspaceId workspace) {
    return tx.execute(MARK_DELETED, organization, workspace).replaceWithVoid();
  }

  private Uni<Optional<List<Heard>>> allOf(OrganizationId organization, Set<WorkspaceId> wanted) {
    return now(organization, wanted)
        .map(heard -> heard.size() == wanted.size() ? Optional.of(heard) : Optional.empty());
  }

  private Uni<List<Heard>> now(OrganizationId organization, Set<WorkspaceId> wanted) {
    return transactions.in(organization, tx -> known(tx, organization, wanted));
  }

  private static Uni<List<Heard>> known(
      Tx tx, OrganizationId organization, Collection<WorkspaceId> wanted) {
    UUID[] ids = wanted.stream().map(WorkspaceId::value).toArray(UUID[]::new);
    return tx.list(KNOWN, Heard::of, organization, ids);
  }

  private static Set<WorkspaceId> existing(List<Heard> heard) {
    Set<WorkspaceId> existing = new HashSet<>();
    heard.stream().filter(each -> !each.deleted()).forEach(each -> existing.add(each.id()));
    return existing;
  }

  private record Heard(WorkspaceId id, boolean deleted) {
    static Heard of(Row row) {
      return new Heard(Rows.workspace(row, "workspace_id"), row.getBoolean("deleted"));
    }
  }
}
