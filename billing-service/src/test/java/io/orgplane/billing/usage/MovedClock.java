package io.orgplane.billing.usage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of a history: it goes on by itself, leaps forward, and one who reads it may be wrong by
 * an hour.
 */
final class MovedClock extends Clock {

  private final Instant start;
  private final long began = System.nanoTime();
  private final AtomicLong ahead;
  private final AtomicLong wrong = new AtomicLong();

  private MovedClock(Instant start, AtomicLong ahead) {
    this.start = start;
    this.ahead = ahead;
  }

  static MovedClock at(Instant start) {
    return new MovedClock(start, new AtomicLong());
  }

  /** Another clock of the same time. */
  MovedClock another() {
    return new MovedClock(start, ahead);
  }

  void advance(Duration by) {
    ahead.addAndGet(by.toMillis());
  }

  /** Goes wrong by that from now on. */
  void goWrong(Duration by) {
    wrong.set(by.toMillis());
  }

  @Override
  public Instant instant() {
    long elapsed = (System.nanoTime() - began) / 1_000_000;
    return start.plusMillis(elapsed + ahead.get() + wrong.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("there is one time, and it is UTC");
  }
}
