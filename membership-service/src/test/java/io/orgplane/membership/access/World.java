package io.orgplane.membership.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization as it is at one version: what every answer is held against. It changes by making
 * the next one, with the statements that lead there.
 *
 * @param roles of the members
 * @param assignments of each member, with their overrides
 * @param workspaces that were ever created, and whether they exist
 */
record World(
    UUID organization,
    Map<String, String> roles,
    Map<String, Map<UUID, Optional<String>>> assignments,
    Map<UUID, Boolean> workspaces) {

  World {
    roles = Map.copyOf(roles);
    assignments = Map.copyOf(assignments);
    workspaces = Map.copyOf(workspaces);
  }

  static World empty(UUID organization) {
    return new World(organization, Map.of(), Map.of(), Map.of());
  }

  record Statement(String sql, @Nullable Object... parameters) {}

  /** A way to the next version. */
  record Step(World after, List<Statement> statements) {}

  Step join(String user, String role) {
    Map<String, String> more = new HashMap<>(roles);
    more.put(user, role);
    return new Step(
        new World(organization, more, assignments, workspaces),
        List.of(
            new Statement(
                """
                INSERT INTO members (organization_id, user_id, email, name, role, source, joined_at,
                  version, changed_at, changed_by)
                VALUES (?, ?, '', '', ?, 'invitation', now(), 1, now(), 'test')
                """,
                organization,
                user,
                role)));
  }

  Step remove(String user) {
    Map<String, String> less = new HashMap<>(roles);
    less.remove(user);
    return new Step(
        new World(organization, less, unassigned(user), workspaces),
        List.of(
            unassign(user),
            new Statement(
                "DELETE FROM members WHERE organization_id = ? AND user_id = ?",
                organization,
                user)));
  }

  /** Assignments end with it, as they do for whoever reaches every workspace. */
  Step changeRole(String user, String role) {
    Map<String, String> changed = new HashMap<>(roles);
    changed.put(user, role);
    return new Step(
        new World(organization, changed, unassigned(user), workspaces),
        List.of(
            unassign(user),
            new Statement(
                "UPDATE members SET role = ? WHERE organization_id = ? AND user_id = ?",
                role,
                organization,
                user)));
  }

  Step assign(String user, Map<UUID, Optional<String>> wanted) {
    Map<String, Map<UUID, Optional<String>>> changed = new HashMap<>(unassigned(user));
    changed.put(user, Map.copyOf(wanted));
    List<Statement> statements = new ArrayList<>(List.of(unassign(user)));
    wanted.forEach(
        (workspace, override) ->
            statements.add(
                new Statement(
                    """
                    INSERT INTO workspace_assignments (organization_id, user_id, workspace_id, role,
                      source, changed_at, changed_by)
                    VALUES (?, ?, ?, ?, 'manual', now(), 'test')
                    """,
                    organization,
                    user,
                    workspace,
                    override.orElse(null))));
    return new Step(new World(organization, roles, changed, workspaces), statements);
  }

  Step createWorkspace(UUID workspace) {
    Map<UUID, Boolean> more = new HashMap<>(workspaces);
    more.put(workspace, true);
    return new Step(
        new World(organization, roles, assignments, more),
        List.of(
            new Statement(
                "INSERT INTO workspaces (organization_id, workspace_id, name) VALUES (?, ?, '')",
                organization,
                workspace)));
  }

  Step deleteWorkspace(UUID workspace) {
    Map<UUID, Boolean> changed = new HashMap<>(workspaces);
    changed.put(workspace, false);
    Map<String, Map<UUID, Optional<String>>> left = new HashMap<>();
    assignments.forEach((user, of) -> left.put(user, without(of, workspace)));
    return new Step(
        new World(organization, roles, left, changed),
        List.of(
            new Statement(
                "UPDATE workspaces SET deleted = true WHERE organization_id = ? AND workspace_id = ?",
                organization,
                workspace),
            new Statement(
                "DELETE FROM workspace_assignments WHERE organization_id = ? AND workspace_id = ?",
                organization,
                workspace)));
  }

  /**
   * Everybody goes at once, as with the organization itself, and so many that nobody lists them.
   */
  Step dissolve() {
    return new Step(
        new World(organization, Map.of(), Map.of(), workspaces),
        List.of(
            new Statement(
                """
                INSERT INTO members (organization_id, user_id, email, name, role, source, joined_at,
                  version, changed_at, changed_by)
                SELECT ?, 'passing-' || n, '', '', 'viewer', 'invitation', now(), 1, now(), 'test'
                FROM generate_series(1, 50) AS n
                """,
                organization),
            new Statement(
                "DELETE FROM workspace_assignments WHERE organization_id = ?", organization),
            new Statement("DELETE FROM members WHERE organization_id = ?", organization)));
  }

  private Statement unassign(String user) {
    return new Statement(
        "DELETE FROM workspace_assignments WHERE organization_id = ? AND user_id = ?",
        organization,
        user);
  }

  private Map<String, Map<UUID, Optional<String>>> unassigned(String user) {
    Map<String, Map<UUID, Optional<String>>> left = new HashMap<>(assignments);
    left.remove(user);
    return left;
  }

  private static Map<UUID, Optional<String>> without(
      Map<UUID, Optional<String>> assignments, UUID workspace) {
    Map<UUID, Optional<String>> left = new HashMap<>(assignments);
    left.remove(workspace);
    return Map.copyOf(left);
  }
}
