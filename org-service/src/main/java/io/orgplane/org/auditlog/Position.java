package io.orgplane.org.auditlog;

import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;

/** A place in a feed; 0 is before the first entry. */
record Position(long value) {

  static final Position BEFORE_ALL = new Position(0);

  /** For query parameters. */
  public static Position fromString(String text) {
    try {
      long value = Long.parseLong(text);
      if (value >= 0 && value < Long.MAX_VALUE) {
        return new Position(value);
      }
    } catch (NumberFormatException malformed) {
      // falls through to the one refusal
    }
    throw new ValidationFailed("after", "must be a position: 0, or the nextAfter of an answer");
  }

  static Position of(Cursor cursor) {
    try {
      return fromString(cursor.key().getFirst());
    } catch (ValidationFailed malformed) {
      throw Cursor.invalid();
    }
  }
}
