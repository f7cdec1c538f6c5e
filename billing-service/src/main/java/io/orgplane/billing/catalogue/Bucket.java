package io.orgplane.billing.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where credits lie. In which order they are drawn is the catalogue's to say. */
public enum Bucket {
  DAILY("daily"),
  ROLLOVER("rollover"),
  BONUS("bonus"),
  ADD_ON("add-on"),
  MONTHLY("monthly"),
  PAY_AS_YOU_GO("pay-as-you-go");

  private final String wireName;

  Bucket(String wireName) {
    this.wireName = wireName;
  }

  /**
   * The bucket of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  @JsonCreator
  public static Bucket named(String name) {
    for (Bucket bucket : values()) {
      if (bucket.wireName.equals(name)) {
        return bucket;
      }
    }
    throw new IllegalArgumentException("there is no bucket " + name);
  }

  @JsonValue
  @Override
  public String toString() {
    return wireName;
  }
}
