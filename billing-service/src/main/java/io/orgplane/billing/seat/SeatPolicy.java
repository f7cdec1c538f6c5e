package io.orgplane.billing.seat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What happens when all seats are taken. */
public enum SeatPolicy {
  /** Nobody further is activated. */
  FIXED("fixed"),
  /** They are, and the seat is bought. */
  AUTO_EXPAND("auto-expand");

  private final String wireName;

  SeatPolicy(String wireName) {
    this.wireName = wireName;
  }

  /**
   * The policy of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  @JsonCreator
  public static SeatPolicy named(String name) {
    for (SeatPolicy policy : values()) {
      if (policy.wireName.equals(name)) {
        return policy;
      }
    }
    throw new IllegalArgumentException("there is no seat policy " + name);
  }

  @JsonValue
  @Override
  public String toString() {
    return wireName;
  }
}
