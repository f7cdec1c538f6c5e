package io.orgplane.org.workspace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The one cloud that a workspace is about, for all of its life. */
public enum CloudProvider {
  AWS,
  GCP,
  AZURE;

  /** For configuration and rows. */
  public static CloudProvider of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
