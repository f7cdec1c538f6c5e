package io.orgplane.org.edit;

import com.fasterxml.jackson.annotation.JsonValue;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The name of an organization or a workspace: one line of 1 to 100 characters. */
public record Name(@JsonValue String value) {

  public static final int MAX_LENGTH = 100;

  private static final String FIELD = "name";

  /**
   * From a request.
   *
   * @throws ValidationFailed when it is missing, empty after trimming, too long or unreadable
   */
  public static Name of(@Nullable String text) {
    String trimmed = text == null ? "" : Text.trimmed(text);
    if (trimmed.isEmpty() || Text.length(trimmed) > MAX_LENGTH) {
      throw new ValidationFailed(FIELD, "must have 1 to " + MAX_LENGTH + " characters");
    }
    Text.requireReadable(FIELD, trimmed, "");
    return new Name(trimmed);
  }

  /** What a person is called at the identity provider, made fit to begin a name with. */
  public static String readable(String text, int maxLength) {
    StringBuilder readable = new StringBuilder();
    text.codePoints()
        .map(each -> Text.isReadable(each) ? each : ' ')
        .limit(maxLength)
        .forEach(readable::appendCodePoint);
    return Text.trimmed(readable.toString());
  }

  /** As it is compared: names that differ only in case, or in how a letter is composed, are one. */
  public String key() {
    return Normalizer.normalize(value, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }
}
