package io.orgplane.billing.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The time in which a payment may be owed, and what happens when within it. */
final class Grace {

  private final Instant owedSince;
  private final GraceConfig config;

  Grace(Instant owedSince, GraceConfig config) {
    this.owedSince = owedSince;
    this.config = config;
  }

  Instant end() {
    return owedSince.plus(config.period());
  }

  boolean isOver(Instant now) {
    return !end().isAfter(now);
  }

  /** When something is next to be done; empty once it is over. */
  Optional<Instant> next(Instant now) {
    return Stream.concat(config.reminders().stream(), Stream.of(Duration.ZERO))
        .map(end()::minus)
        .filter(at -> at.isAfter(now))
        .min(Comparator.naturalOrder());
  }
}
