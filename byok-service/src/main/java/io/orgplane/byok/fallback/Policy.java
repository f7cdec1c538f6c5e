package io.orgplane.byok.fallback;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What happens when the organization's own account does not answer. */
public enum Policy {
  /** The call fails. Unless an Owner says otherwise it is this one. */
  STRICT,
  /** It runs on the platform's account, and those concerned are told. */
  WARN,
  /** It runs on the platform's account. */
  ALLOW;

  @JsonCreator
  static Policy of(String name) {
    return Arrays.stream(values())
        .filter(policy -> policy.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is none of strict, warn, allow"));
  }

  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
