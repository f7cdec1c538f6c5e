package io.orgplane.kit.event;

import java.time.Duration;

/** A point in the process's own running time, which nobody can set back. */
record Deadline(long nanos) {

  static Deadline now() {
    return new Deadline(System.nanoTime());
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean hasPassed() {
    return nanosLeft() <= 0;
  }

  /** Zero or less once it has passed. */
  long nanosLeft() {
    return nanos - System.nanoTime();
  }
}
