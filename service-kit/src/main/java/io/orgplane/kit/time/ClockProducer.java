package io.orgplane.kit.time;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Gives everyone the one clock; nobody else in the suite asks the system for the time of day. It
 * ticks in microseconds, as PostgreSQL keeps them, so that an answer to a change says the same time
 * as every later one.
 */
final class ClockProducer {

  private static final Duration MICROSECOND = Duration.of(1, ChronoUnit.MICROS);

  @Produces
  @Singleton
  Clock clock(ClockConfig config) {
    Clock system = Clock.systemUTC();
    Clock movable =
        config.offsetFile().<Clock>map(file -> new MovableClock(file, system)).orElse(system);
    return Clock.tick(movable, MICROSECOND);
  }
}
