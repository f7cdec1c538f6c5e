package io.orgplane.kit.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jboss.logging.Logger;

/** The system clock plus an offset that is read from a file, at most every 50 ms. */
final class MovableClock extends Clock {

  private static final Logger LOG = Logger.getLogger(MovableClock.class);
  private static final long REREAD_AFTER_NANOS = Duration.ofMillis(50).toNanos();

  private final Path file;
  private final Clock system;
  private volatile Reading last;

  private record Reading(Duration offset, long readAtNanos) {}

  MovableClock(Path file, Clock system) {
    this.file = file;
    this.system = system;
    this.last = new Reading(read(Duration.ZERO), System.nanoTime());
  }

  @Override
  public Instant instant() {
    return system.instant().plus(offset());
  }

  private Duration offset() {
    Reading known = last;
    if (System.nanoTime() - known.readAtNanos() > REREAD_AFTER_NANOS) {
      known = new Reading(read(known.offset()), System.nanoTime());
      last = known;
    }
    return known.offset();
  }

  private Duration read(Duration known) {
    try {
      return Duration.ofSeconds(Long.parseLong(Files.readString(file).strip()));
    } catch (NoSuchFileException absent) {
      return Duration.ZERO;
    } catch (IOException | NumberFormatException unreadable) {
      LOG.warnf("The clock's offset file %s cannot be read; keeping %s", file, known);
      return known;
    }
  }

  @Override
  public ZoneId getZone() {
    return system.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new MovableClock(file, system.withZone(zone));
  }
}
