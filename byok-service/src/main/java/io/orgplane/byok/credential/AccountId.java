package io.orgplane.byok.credential;

import com.fasterxml.jackson.annotation.JsonValue;

/** An AWS account: twelve digits. */
public record AccountId(@JsonValue String value) {

  public AccountId {
    if (!value.matches("\\d{12}")) {
      throw new IllegalArgumentException("an account id has twelve digits");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
