package io.orgplane.billing.subscription;

import com.fasterxml.jackson.annotation.JsonValue;
import io.orgplane.billing.payment.PaidSubscription;

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

  /** An incomplete one has not begun, so there is none here. */
  static Status of(PaidSubscription.Status paid) {
    return switch (paid) {
      case TRIALING -> TRIALING;
      case PAST_DUE -> PAST_DUE;
      case CANCELED -> CANCELED;
      case ACTIVE, INCOMPLETE -> ACTIVE;
    };
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
