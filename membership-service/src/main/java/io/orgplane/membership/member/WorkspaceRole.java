package io.orgplane.membership.member;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A role in one workspace, which overrides there the one of the organization. */
public enum WorkspaceRole {
  ADMIN,
  DEVELOPER,
  VIEWER;

  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
