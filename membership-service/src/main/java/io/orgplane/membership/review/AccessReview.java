package io.orgplane.membership.review;

import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.member.Role;
import io.orgplane.membership.member.Source;
import io.orgplane.membership.member.WorkspaceRole;
import io.orgplane.membership.review.Reviewed.Changer;
import io.orgplane.membership.review.Reviewed.InWorkspace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads who has what, in the order of their ids, so that an export goes on where it was. */
@ApplicationScoped
class AccessReview {

  private static final String MEMBERS =
      """
      SELECT member.*, changer.email AS changer_email, coalesce((
          SELECT jsonb_agg(jsonb_build_object(
              'workspaceId', assigned.workspace_id, 'name', workspace.name, 'role', assigned.role,
              'source', assigned.source, 'changedAt', assigned.changed_at,
              'changedBy', assigned.changed_by, 'changerEmail', assigner.email)
            ORDER BY assigned.workspace_id)
          FROM workspace_assignments AS assigned
          JOIN workspaces AS workspace
            ON workspace.organization_id = assigned.organization_id
            AND workspace.workspace_id = assigned.workspace_id
          LEFT JOIN members AS assigner
            ON assigner.organization_id = assigned.organization_id
            AND assigner.user_id = assigned.changed_by
          WHERE assigned.organization_id = member.organization_id
            AND assigned.user_id = member.user_id
        ), '[]') AS assignments
      FROM members AS member
      LEFT JOIN members AS changer
        ON changer.organization_id = member.organization_id AND changer.user_id = member.changed_by
      WHERE member.organization_id = $1 AND member.user_id > $2
      ORDER BY member.user_id LIMIT $3
      """;

  private static final String WORKSPACES =
      """
      SELECT workspace_id, name FROM workspaces
      WHERE organization_id = $1 AND NOT deleted ORDER BY workspace_id
      """;

  private static final String IMPLICIT = "organization-role";

  private final Transactions transactions;

  AccessReview(Transactions transactions) {
    this.transactions = transactions;
  }

  private record Workspace(WorkspaceId id, String name) {}

  /** So many members behind that user id, in one view of the database. */
  Uni<List<Reviewed>> of(OrganizationId organization, String after, int limit) {
    return transactions.in(organization, tx -> of(tx, organization, after, limit));
  }

  private static Uni<List<Reviewed>> of(
      Tx tx, OrganizationId organization, String after, int limit) {
    return tx.list(WORKSPACES, AccessReview::workspace, organization)
        .chain(all -> tx.list(MEMBERS, row -> reviewed(row, all), organization, after, limit));
  }

  private static Workspace workspace(Row row) {
    return new Workspace(Rows.workspace(row, "workspace_id"), row.getString("name"));
  }

  private static Reviewed reviewed(Row row, List<Workspace> all) {
    Role role = Role.of(row.getString("role"));
    Changer changer = new Changer(row.getString("changed_by"), row.getString("changer_email"));
    return new Reviewed(
        new UserId(row.getString("user_id")),
        row.getString("email"),
        row.getString("name"),
        role,
        Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
        Rows.instant(row, "joined_at"),
        Rows.instant(row, "changed_at"),
        changer,
        role.reachesEveryWorkspace() ? implicit(row, role, all, changer) : assigned(row, role));
  }

  private static List<InWorkspace> implicit(
      Row row, Role role, List<Workspace> all, Changer changer) {
    String there = PermissionMatrix.standard().implicitWorkspaceRole().get(role.toString());
    return all.stream()
        .map(
            each ->
                new InWorkspace(
                    each.id(),
                    each.name(),
                    there == null ? role.toString() : there,
                    null,
                    IMPLICIT,
                    Rows.instant(row, "changed_at"),
                    changer))
        .toList();
  }

  private static List<InWorkspace> assigned(Row row, Role role) {
    Stream<JsonObject> assignments =
        row.getJsonArray("assignments").stream().map(JsonObject.class::cast);
    return assignments.map(each -> assigned(each, role)).toList();
  }

  private static InWorkspace assigned(JsonObject assignment, Role role) {
    WorkspaceRole override = override(assignment.getString("role"));
    return new InWorkspace(
        WorkspaceId.fromString(assignment.getString("workspaceId")),
        assignment.getString("name"),
        override == null ? role.toString() : override.toString(),
        override,
        assignment.getString("source"),
        OffsetDateTime.parse(assignment.getString("changedAt")).toInstant(),
        new Changer(assignment.getString("changedBy"), assignment.getString("changerEmail")));
  }

  private static @Nullable WorkspaceRole override(@Nullable String role) {
    return role == null ? null : WorkspaceRole.valueOf(role.toUpperCase(Locale.ROOT));
  }
}
