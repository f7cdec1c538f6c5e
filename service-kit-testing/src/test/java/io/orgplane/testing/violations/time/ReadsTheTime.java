package io.orgplane.testing.violations.time;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.Supplier;

class ReadsTheTime {
  Instant directly() {
    return Instant.now();
  }

  Supplier<Instant> byReference() {
    return Instant::now;
  }

  LocalDate ofTheDay() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  long inMillis() {
    return System.currentTimeMillis();
  }

  Clock asClock() {
    return Clock.systemUTC();
  }

  @SuppressWarnings("JavaUtilDate")
  Date asDate() {
    return new Date();
  }
}
