package io.orgplane.kit.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A person: the subject ({@code sub}) of the identity provider, opaque to us. */
public record UserId(@JsonValue String value) {

  private static final int MAX_LENGTH = 255;

  @JsonCreator
  public UserId {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a user id has 1 to " + MAX_LENGTH + " characters");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a user id has no control characters");
    }
  }

  public static UserId fromString(String text) {
    return new UserId(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
