package io.orgplane.byok.credential;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** The kinds of credential that a customer can hand over, by their names in the API. */
public enum CredentialKind {
  ACCESS_KEY("access-key"),
  TEMPORARY_KEY("temporary-key"),
  ROLE("role"),
  BEDROCK_API_KEY("bedrock-api-key");

  private final String value;

  CredentialKind(String value) {
    this.value = value;
  }

  public static CredentialKind of(String value) {
    return Arrays.stream(values())
        .filter(kind -> kind.value.equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of credential: " + value));
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
