package io.orgplane.bench.latency;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Does things at fixed times, whether or not earlier ones have ended: clients that wait for an
 * answer before they ask again would be silent just when it gets slow.
 */
record Pace(Duration interval) {

  static Pace perSecond(int rate) {
    return new Pace(Duration.ofSeconds(1).dividedBy(rate));
  }

  /** Each turn in two halves, the second in the middle between one turn and the next. */
  void keep(int from, int to, IntConsumer first, IntConsumer second) throws InterruptedException {
    long begun = System.nanoTime();
    long nanos = interval.toNanos();
    for (int turn = from; turn < to; turn++) {
      long due = begun + (turn - from) * nanos;
      sleepUntil(due);
      first.accept(turn);
      sleepUntil(due + nanos / 2);
      second.accept(turn);
    }
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
  }
}
