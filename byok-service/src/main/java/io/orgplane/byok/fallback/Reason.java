package io.orgplane.byok.fallback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a fallback is allowed or not. */
public enum Reason {
  POLICY_ALLOWS,
  /** Allowed; those concerned are to be told. */
  POLICY_WARNS,
  POLICY_STRICT,
  /** There is no configuration in use, so there is nothing to fall back from. */
  BYOK_NOT_ACTIVE,
  /** The same call would fail elsewhere, too, or the customer has to repair something. */
  ERROR_NOT_RETRYABLE,
  OPERATION_NOT_ELIGIBLE,
  /** Data would leave the region that the organization has chosen. */
  REGION_DIFFERS,
  MODEL_NOT_REQUIRED;

  boolean allows() {
    return this == POLICY_ALLOWS || this == POLICY_WARNS;
  }

  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
