package io.orgplane.kit.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.kit.id.WorkspaceId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what: the matrix of contracts/access/permissions.json, which all services load, so
 * that no two of them can disagree.
 */
public record PermissionMatrix(
    Map<String, String> permissions,
    List<String> roleOrder,
    Map<String, Set<String>> organizationRoles,
    Map<String, Set<String>> workspaceRoles,
    Map<String, String> implicitWorkspaceRole,
    Map<String, String> inheritedWorkspaceRole) {

  private static final String RESOURCE = "contracts/access/permissions.json";
  private static final String WORKSPACE = "workspace";

  private static final PermissionMatrix STANDARD = load();

  public static PermissionMatrix standard() {
    return STANDARD;
  }

  /**
   * The permission of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Permission permission(String name) {
    if (!permissions.containsKey(name)) {
      throw new IllegalArgumentException("there is no permission " + name);
    }
    return new Permission(name);
  }

  /** Whether it is about one workspace, rather than about the organization. */
  public boolean isOfWorkspace(Permission permission) {
    return WORKSPACE.equals(permissions.get(permission.name()));
  }

  public boolean isRole(String role) {
    return organizationRoles.containsKey(role);
  }

  /** Whether {@code role} stands above {@code other}. */
  public boolean isAbove(String role, String other) {
    return roleOrder.indexOf(role) > roleOrder.indexOf(other);
  }

  public boolean allows(Membership member, Permission permission) {
    return organizationRoles.getOrDefault(member.role(), Set.of()).contains(permission.name());
  }

  public boolean allows(Membership member, WorkspaceId workspace, Permission permission) {
    return workspaceRole(member, workspace)
        .map(role -> workspaceRoles.getOrDefault(role, Set.of()).contains(permission.name()))
        .orElse(false);
  }

  /**
   * The role in that workspace: Owners and Admins are Admin in each without any assignment; others
   * have the override of their assignment or else what their own role inherits; without an
   * assignment, none.
   */
  public Optional<String> workspaceRole(Membership member, WorkspaceId workspace) {
    String implicit = implicitWorkspaceRole.get(member.role());
    if (implicit != null) {
      return Optional.of(implicit);
    }
    Optional<String> override = member.assignments().get(workspace);
    return override == null
        ? Optional.empty()
        : override.or(() -> Optional.ofNullable(inheritedWorkspaceRole.get(member.role())));
  }

  private static PermissionMatrix load() {
    try (InputStream file = PermissionMatrix.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      Map<String, Object> matrix =
          new ObjectMapper()
              .readValue(Objects.requireNonNull(file, RESOURCE), new TypeReference<>() {});
      matrix.remove("$schema");
      return new ObjectMapper().convertValue(matrix, PermissionMatrix.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(RESOURCE, unreadable);
    }
  }
}
