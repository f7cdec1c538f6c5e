package io.orgplane.sandbox.clock;

import io.orgplane.sandbox.http.BadRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Real time plus the offset; advancing it runs what has become due. */
public final class OffsetClock extends Clock {
  /**
   * One step covers a year's renewal and the grace after it, and no typing error of a few zeros.
   */
  public static final Duration LONGEST_STEP = Duration.ofDays(400);

  /** Beyond this, what was issued at the start has nothing left to expire. */
  public static final Duration FURTHEST = Duration.ofDays(3_650);

  private record DueWork(String name, Runnable run) {}

  private final Clock real;
  private final @Nullable OffsetFile file;
  private final ZoneId zone;
  private final List<DueWork> dueWork = new CopyOnWriteArrayList<>();
  private volatile Duration offset;

  private OffsetClock(Clock real, @Nullable OffsetFile file, Duration offset) {
    this.real = real;
    this.file = file;
    this.zone = ZoneOffset.UTC;
    this.offset = offset;
  }

  /** Continues from the offset in {@code file}; a file that is not there yet means none. */
  public static OffsetClock keptIn(OffsetFile file) {
    return new OffsetClock(Clock.systemUTC(), file, file.read());
  }

  /** An offset that nobody else sees, for tests in one process. */
  public static OffsetClock inMemory() {
    return new OffsetClock(Clock.systemUTC(), null, Duration.ZERO);
  }

  /**
   * {@code work} runs after every advance, on the advancing thread, in the order of registration.
   */
  public void whenAdvanced(String name, Runnable work) {
    dueWork.add(new DueWork(name, work));
  }

  /**
   * Moves time forward and runs the due work. Everybody sees the new time before the first work
   * runs.
   *
   * @throws BadRequest when the step is not positive or too far
   * @throws IllegalStateException naming the work that failed; the time has moved all the same
   */
  public synchronized void advance(Duration step) {
    BadRequest.unless(
        step.isPositive() && step.compareTo(LONGEST_STEP) <= 0,
        "seconds is a whole number from 1 to " + LONGEST_STEP.toSeconds());
    var moved = offset.plus(step);
    BadRequest.unless(
        moved.compareTo(FURTHEST) <= 0,
        "the clock can be at most " + FURTHEST.toDays() + " days ahead of real time");
    if (file != null) {
      file.write(moved);
    }
    offset = moved;
    runDueWork();
  }

  /** A work that fails keeps none of the others from running. */
  private void runDueWork() {
    var failed = new ArrayList<IllegalStateException>();
    for (var work : dueWork) {
      try {
        work.run().run();
      } catch (RuntimeException failure) {
        failed.add(new IllegalStateException("due work failed: " + work.name(), failure));
      }
    }
    if (!failed.isEmpty()) {
      throw failed.getFirst();
    }
  }

  public Duration offset() {
    return offset;
  }

  @Override
  public Instant instant() {
    return real.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId wanted) {
    var ours = this;
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return wanted;
      }

      @Override
      public Clock withZone(ZoneId other) {
        return ours.withZone(other);
      }

      @Override
      public Instant instant() {
        return ours.instant();
      }
    };
  }
}
