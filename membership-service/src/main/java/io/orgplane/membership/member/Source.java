package io.orgplane.membership.member;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How somebody became a member. */
public enum Source {
  CREATOR,
  INVITATION,
  SCIM,
  JIT;

  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
