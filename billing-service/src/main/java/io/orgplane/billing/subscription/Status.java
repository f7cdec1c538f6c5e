package io.orgplane.billing.subscription;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a subscription stands. */
public enum Status {
  TRIALING("trialing"),
  ACTIVE("active"),
  PAST_DUE("past_due"),
  CANCELED("canceled");

  private final String wireName;

  Status(String wireName) {
    this.wireName = wireName;
  }

  static Status named(String name) {
    for (Status status : values()) {
      if (status.wireName.equals(name)) {
        return status;
      }
    }
    throw new IllegalArgumentException("there is no status " + name);
  }

  @JsonValue
  @Override
  public String toString() {
    return wireName;
  }
}
