package io.orgplane.billing.subscription;

import java.time.Instant;
import java.time.ZoneOffset;

/** From start, inclusive, to end, exclusive. */
public record Period(Instant start, Instant end) {

  static Period monthFrom(Instant start) {
    return new Period(start, monthsAfter(start, 1));
  }

  /** The month that contains this instant, counted from the start of this one. */
  Period monthAt(Instant now) {
    long months = 0;
    while (!monthsAfter(start, months + 1).isAfter(now)) {
      months++;
    }
    return new Period(monthsAfter(start, months), monthsAfter(start, months + 1));
  }

  private static Instant monthsAfter(Instant start, long months) {
    return start.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
  }
}
