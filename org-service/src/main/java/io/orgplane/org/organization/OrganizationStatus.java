package io.orgplane.org.organization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an organization is: {@code provisioning → active → deleted}. */
public enum OrganizationStatus {
  /** It exists and has its Owner; some service has not yet said that it is ready for it. */
  PROVISIONING,
  ACTIVE,
  DELETED;

  public static OrganizationStatus of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
