package io.orgplane.kit.time;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives everyone the one clock; nobody else in the suite asks the system for the time of day. */
final class ClockProducer {

  @Produces
  @Singleton
  Clock clock(ClockConfig config) {
    Clock system = Clock.systemUTC();
    return config.offsetFile().<Clock>map(file -> new MovableClock(file, system)).orElse(system);
  }
}
