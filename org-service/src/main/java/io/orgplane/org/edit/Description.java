package io.orgplane.org.edit;

import com.fasterxml.jackson.annotation.JsonValue;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import org.jspecify.annotations.Nullable;

/** What an organization or a workspace is for: up to 500 characters, empty when nobody said. */
public record Description(@JsonValue String value) {

  public static final int MAX_LENGTH = 500;
  public static final Description NONE = new Description("");

  private static final String FIELD = "description";
  private static final String LINES = "\n\r\t";

  /**
   * From a request; null is no description.
   *
   * @throws ValidationFailed when it is too long or unreadable
   */
  public static Description of(@Nullable String text) {
    String trimmed = text == null ? "" : Text.trimmed(text);
    if (Text.length(trimmed) > MAX_LENGTH) {
      throw new ValidationFailed(FIELD, "must have at most " + MAX_LENGTH + " characters");
    }
    Text.requireReadable(FIELD, trimmed, LINES);
    return new Description(trimmed);
  }

  @Override
  public String toString() {
    return value;
  }
}
