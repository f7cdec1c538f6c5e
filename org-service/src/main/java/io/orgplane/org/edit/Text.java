package io.orgplane.org.edit;

import io.orgplane.kit.problem.CommonProblem.ValidationFailed;

/**
 * Text that people type. Trimmed of every kind of blank, counted in code points, and free of what
 * neither PostgreSQL (NUL), JSON (half a surrogate pair) nor a person can read (controls).
 */
final class Text {

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private Text() {}

  static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (end > start && isBlank(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Refuses controls, except those that {@code allowed} lists. */
  static void requireReadable(String field, String text, String allowed) {
    boolean readable =
        text.codePoints().allMatch(each -> allowed.indexOf(each) >= 0 || isReadable(each));
    if (!readable) {
      throw new ValidationFailed(field, "must not contain control characters");
    }
  }

  static boolean isReadable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == BYTE_ORDER_MARK;
  }
}
