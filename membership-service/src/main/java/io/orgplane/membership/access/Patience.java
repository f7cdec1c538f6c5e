package io.orgplane.membership.access;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * How long work may take, in time in which this process runs. It passes in slices, one begun when
 * the one before has ended, so that standing still (a long collection, a frozen machine) uses up
 * one of them at most: a timer of the whole would have run out when the process goes on, before it
 * has read the answer that has long been waiting on its socket.
 */
final class Patience {

  private static final int SLICES = 20;

  private Patience() {}

  static <T> Uni<T> with(Uni<T> work, Duration patience, Supplier<Throwable> lost) {
    return with(work, patience, lost, Infrastructure.getDefaultWorkerPool());
  }

  /** Work that is given up goes on, and its outcome is of no interest any more. */
  static <T> Uni<T> with(
      Uni<T> work, Duration patience, Supplier<Throwable> lost, ScheduledExecutorService timers) {
    Uni<T> end =
        Uni.createFrom()
            .voidItem()
            .onItem()
            .delayIt()
            .onExecutor(timers)
            .by(patience.dividedBy(SLICES))
            .repeat()
            .atMost(SLICES)
            .collect()
            .last()
            .chain(() -> Uni.createFrom().<T>failure(lost));
    return Uni.combine().any().of(work, end);
  }
}
