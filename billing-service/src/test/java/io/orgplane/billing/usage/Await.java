package io.orgplane.billing.usage;

import io.orgplane.kit.problem.DatabaseUnavailable;
import io.orgplane.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for answers as a caller does: one that does not come is asked for again. */
final class Await {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int ATTEMPTS = 40;
  private static final int OUTAGE = 500;
  private static final AtomicLong REPEATED = new AtomicLong();

  private Await() {}

  static <T> T answer(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }

  /**
   * Until it is answered.
   *
   * @throws ProblemException when the answer is that it is refused
   */
  static <T> T retrying(Supplier<Uni<T>> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return answer(work.get());
      } catch (ProblemException problem) {
        if (problem.status() < OUTAGE || attempt == ATTEMPTS) {
          throw problem;
        }
      } catch (RuntimeException lost) {
        if (attempt == ATTEMPTS || !DatabaseUnavailable.is(lost)) {
          throw lost;
        }
      }
      REPEATED.incrementAndGet();
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  /** How often an answer got lost so far. */
  static long repeated() {
    return REPEATED.get();
  }
}
