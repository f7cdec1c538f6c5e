package io.orgplane.kit.page;

import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The position after which a page begins: the sort key of the last item shown. A key, never an
 * offset, so items that come and go in between neither hide others nor show them twice.
 */
public record Cursor(List<String> key) {

  private static final String SEPARATOR = "\u001F";

  public Cursor {
    key = List.copyOf(key);
  }

  public static Cursor at(Object... key) {
    return new Cursor(java.util.Arrays.stream(key).map(Object::toString).toList());
  }

  String encoded() {
    byte[] bytes = String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * What was once encoded.
   *
   * @param parts how many parts the key has
   * @throws ValidationFailed for anything else
   */
  static Cursor decode(String text, int parts) {
    try {
      String joined =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)))
              .toString();
      List<String> key = List.of(joined.split(SEPARATOR, -1));
      if (key.size() == parts && joined.indexOf('\0') < 0) {
        return new Cursor(key);
      }
    } catch (IllegalArgumentException | CharacterCodingException malformed) {
      // falls through to the one refusal
    }
    throw invalid();
  }

  /** For a part of the key that is not what it should be. */
  public static ValidationFailed invalid() {
    return new ValidationFailed("cursor", "must be the nextCursor of a page of this list");
  }
}
