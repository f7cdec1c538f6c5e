package io.orgplane.membership.member;

import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.validation.constraints.NotNull;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One workspace that somebody is assigned to.
 *
 * @param role what they are in this workspace alone; null when they are there what they are in the
 *     organization
 */
public record Assignment(@NotNull WorkspaceId workspaceId, @Nullable WorkspaceRole role) {

  /**
   * What a caller asked for, once it names no workspace twice.
   *
   * @throws ValidationFailed otherwise
   */
  public static List<Assignment> distinct(List<Assignment> wanted) {
    Set<WorkspaceId> seen = new HashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!seen.add(wanted.get(i).workspaceId())) {
        throw new ValidationFailed("workspaces[" + i + "].workspaceId", "is named twice");
      }
    }
    return List.copyOf(wanted);
  }

  /**
   * Passes when all the workspaces are among those that exist.
   *
   * @throws ValidationFailed otherwise
   */
  public static void requireExisting(List<Assignment> wanted, Set<WorkspaceId> existing) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!existing.contains(wanted.get(i).workspaceId())) {
        throw new ValidationFailed(
            "workspaces[" + i + "].workspaceId", "is not a workspace of this organization");
      }
    }
  }

  public static List<WorkspaceId> workspaceIds(List<Assignment> assignments) {
    return assignments.stream().map(Assignment::workspaceId).toList();
  }

  /** As a column of the database holds it. */
  public static JsonArray json(List<Assignment> assignments) {
    JsonArray json = new JsonArray();
    assignments.forEach(
        each ->
            json.add(
                new JsonObject()
                    .put("workspaceId", each.workspaceId().toString())
                    .put("role", each.role() == null ? null : each.role().toString())));
    return json;
  }

  /** From a column of the database. */
  public static List<Assignment> list(JsonArray json) {
    return json.stream().map(JsonObject.class::cast).map(Assignment::of).toList();
  }

  private static Assignment of(JsonObject json) {
    String role = json.getString("role");
    return new Assignment(
        WorkspaceId.fromString(json.getString("workspaceId")),
        role == null ? null : WorkspaceRole.valueOf(role.toUpperCase(Locale.ROOT)));
  }
}
