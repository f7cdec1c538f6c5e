package io.orgplane.billing.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How often a subscription is billed. */
public enum Interval {
  MONTH("month", 1),
  YEAR("year", 12);

  private final String wireName;
  private final int months;

  Interval(String wireName, int months) {
    this.wireName = wireName;
    this.months = months;
  }

  /**
   * The interval of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  @JsonCreator
  public static Interval named(String name) {
    for (Interval interval : values()) {
      if (interval.wireName.equals(name)) {
        return interval;
      }
    }
    throw new IllegalArgumentException("there is no interval " + name);
  }

  /** Months that one bill pays for. */
  public int months() {
    return months;
  }

  @JsonValue
  @Override
  public String toString() {
    return wireName;
  }
}
