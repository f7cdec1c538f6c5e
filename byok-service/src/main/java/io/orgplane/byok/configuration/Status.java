package io.orgplane.byok.configuration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where an organization's BYOK stands. */
public enum Status {
  /** Nothing has been verified yet. */
  DRAFT,
  /** It passed the last check and pays for model calls. */
  ACTIVE,
  /** It is used, but a check found something that does not work. */
  DEGRADED,
  /** AWS does not accept it any more; nothing is vended until it does again. */
  INVALID,
  /** The handed-over session has ended; only new credentials help. */
  EXPIRED,
  /** Kept but not used, because the plan does not include it now. */
  SUSPENDED,
  /** Removed, and its data key destroyed. */
  REVOKED;

  public static Status of(String name) {
    return Arrays.stream(values())
        .filter(status -> status.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no status: " + name));
  }

  /** Whether there is something configured. */
  boolean holdsSettings() {
    return switch (this) {
      case ACTIVE, DEGRADED, INVALID, EXPIRED, SUSPENDED -> true;
      case DRAFT, REVOKED -> false;
    };
  }

  /** Whether it is tried out again and again: it is in use, or may be again by itself. */
  public boolean isChecked() {
    return switch (this) {
      case ACTIVE, DEGRADED, INVALID -> true;
      case DRAFT, EXPIRED, SUSPENDED, REVOKED -> false;
    };
  }

  /** Whether the organization's own account pays for model calls. */
  public boolean isInUse() {
    return switch (this) {
      case ACTIVE, DEGRADED -> true;
      case DRAFT, INVALID, EXPIRED, SUSPENDED, REVOKED -> false;
    };
  }

  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
