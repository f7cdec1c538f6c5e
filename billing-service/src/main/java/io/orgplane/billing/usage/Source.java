package io.orgplane.billing.usage;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who pays for usage. */
public enum Source {
  /** The pool. */
  CREDITS("credits"),
  /** The organization's own AWS account. */
  BYOK("byok");

  private final String wireName;

  Source(String wireName) {
    this.wireName = wireName;
  }

  static Source named(String name) {
    return name.equals(BYOK.wireName) ? BYOK : CREDITS;
  }

  @JsonValue
  @Override
  public String toString() {
    return wireName;
  }
}
