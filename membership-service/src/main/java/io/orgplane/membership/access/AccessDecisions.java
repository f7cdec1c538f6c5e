package io.orgplane.membership.access;

import io.orgplane.kit.event.Arrival;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.membership.workspace.WorkspacesConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides from the rows themselves, all questions in one statement: once a removal has been
 * confirmed to anybody, no later question is answered with the old role.
 */
@ApplicationScoped
class AccessDecisions {

  private static final String FACTS =
      """
      SELECT asked.position, member.role, seats.membership_version,
        workspace.workspace_id IS NOT NULL AS heard_of,
        coalesce(NOT workspace.deleted, false) AS workspace_exists,
        assigned.workspace_id IS NOT NULL AS assigned, assigned.role AS override
      FROM unnest($1::uuid[], $2::text[], $3::uuid[])
        WITH ORDINALITY AS asked (organization_id, user_id, workspace_id, position)
      LEFT JOIN members AS member
        ON member.organization_id = asked.organization_id AND member.user_id = asked.user_id
      LEFT JOIN organization_seats AS seats
        ON seats.organization_id = member.organization_id
      LEFT JOIN workspaces AS workspace
        ON workspace.organization_id = asked.organization_id
        AND workspace.workspace_id = asked.workspace_id
      LEFT JOIN workspace_assignments AS assigned
        ON assigned.organization_id = member.organization_id AND assigned.user_id = member.user_id
        AND assigned.workspace_id = asked.workspace_id
      ORDER BY asked.position
      """;

  private final Transactions transactions;
  private final WorkspacesConfig config;

  AccessDecisions(Transactions transactions, WorkspacesConfig config) {
    this.transactions = transactions;
    this.config = config;
  }

  /** In the order of the questions. */
  Uni<List<AccessDecision>> of(List<AccessCheck> checks) {
    return Arrival.within(config.arrival(), () -> settledFacts(checks))
        .chain(settled -> settled.map(Uni.createFrom()::item).orElseGet(() -> facts(checks)))
        .map(facts -> facts.stream().map(AccessFacts::decide).toList());
  }

  private Uni<Optional<List<AccessFacts>>> settledFacts(List<AccessCheck> checks) {
    return facts(checks)
        .map(
            facts ->
                facts.stream().anyMatch(AccessFacts::mayBeEarly)
                    ? Optional.empty()
                    : Optional.of(facts));
  }

  private Uni<List<AccessFacts>> facts(List<AccessCheck> checks) {
    UUID[] organizations =
        checks.stream().map(check -> check.organization().value()).toArray(UUID[]::new);
    String[] users = checks.stream().map(check -> check.user().value()).toArray(String[]::new);
    UUID[] workspaces =
        checks.stream().map(AccessCheck::workspace).map(AccessDecisions::uuid).toArray(UUID[]::new);
    return transactions.acrossOrganizations(
        tx -> tx.list(FACTS, row -> facts(row, checks), organizations, users, workspaces));
  }

  private static @Nullable UUID uuid(@Nullable WorkspaceId workspace) {
    return workspace == null ? null : workspace.value();
  }

  private static AccessFacts facts(Row row, List<AccessCheck> checks) {
    Long version = row.getLong("membership_version");
    return new AccessFacts(
        checks.get((int) (row.getLong("position") - 1)),
        row.getString("role"),
        row.getBoolean("heard_of"),
        row.getBoolean("workspace_exists"),
        row.getBoolean("assigned"),
        row.getString("override"),
        version == null ? 0 : version);
  }
}
