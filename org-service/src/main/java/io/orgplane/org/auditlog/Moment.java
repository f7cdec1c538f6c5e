package io.orgplane.org.auditlog;

import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A time in a query: RFC 3339, of any offset. */
record Moment(Instant instant) {

  /** What PostgreSQL and four digits of a year can hold. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** For query parameters. */
  public static Moment fromString(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
        return new Moment(instant);
      }
    } catch (DateTimeException malformed) {
      // falls through to the one refusal
    }
    throw new ValidationFailed(
        "from, to", "must be a time such as 2026-03-01T00:00:00Z, its + written as %2B");
  }
}
