package io.orgplane.byok.configuration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an organization's BYOK stands. */
public enum Status {
  /** Nothing has been verified yet. */
  DRAFT,
  /** It passed the test and pays for model calls. */
  ACTIVE,
  /** The handed-over session has ended; only new credentials help. */
  EXPIRED,
  /** Kept but not used, because the plan does not include it now. */
  SUSPENDED,
  /** Removed, and its data key destroyed. */
  REVOKED;

  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
