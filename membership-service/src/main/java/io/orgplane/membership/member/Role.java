package io.orgplane.membership.member;

import com.fasterxml.jackson.annotation.JsonValue;
import io.orgplane.kit.access.PermissionMatrix;
import java.util.Locale;

/** A role in the organization. What each may do stands in the permission matrix alone. */
public enum Role {
  OWNER,
  ADMIN,
  DEVELOPER,
  VIEWER;

  /**
   * By its name on the wire.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Role of(String name) {
    for (Role role : values()) {
      if (role.toString().equals(name)) {
        return role;
      }
    }
    throw new IllegalArgumentException("there is no such role");
  }

  public boolean isAbove(Role other) {
    return PermissionMatrix.standard().isAbove(toString(), other.toString());
  }

  /**
   * Whether every workspace is open to it as it is; then no assignment and no override exists for
   * it.
   */
  public boolean reachesEveryWorkspace() {
    return PermissionMatrix.standard().implicitWorkspaceRole().containsKey(toString());
  }

  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
