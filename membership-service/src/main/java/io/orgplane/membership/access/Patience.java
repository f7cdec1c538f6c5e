package io.orgplane.membership.access;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long work may take, in time in which this process runs. It passes in slices, one begun when
 * the one before has ended, so that standing still (a long collection, a frozen machine) uses up
 * one of them at most: a timer of the whole would have run out when the process goes on, before it
 * has read the answer that has long been waiting on its socket.
 */
final class Patience<T> {

  private static final int SLICES = 20;

  private final UniEmitter<? super T> waiting;
  private final long slice;
  private final Supplier<Throwable> lost;
  private final ScheduledExecutorService timers;
  private int passed;
  private volatile boolean over;
  private volatile @Nullable Future<?> running;

  private Patience(
      UniEmitter<? super T> waiting,
      long slice,
      Supplier<Throwable> lost,
      ScheduledExecutorService timers) {
    this.waiting = waiting;
    this.slice = slice;
    this.lost = lost;
    this.timers = timers;
  }

  /**
   * Work that is given up goes on, and its outcome is of no interest any more.
   *
   * @param timers on which time passes; the cheapest is the event loop that begins the work
   */
  static <T> Uni<T> with(
      Uni<T> work, Duration patience, Supplier<Throwable> lost, ScheduledExecutorService timers) {
    long slice = patience.dividedBy(SLICES).toNanos();
    return Uni.createFrom()
        .emitter(waiting -> new Patience<T>(waiting, slice, lost, timers).begin(work));
  }

  private void begin(Uni<T> work) {
    beginSlice();
    work.subscribe().with(this::done, this::failed);
  }

  private void beginSlice() {
    running = timers.schedule(this::endSlice, slice, TimeUnit.NANOSECONDS);
  }

  private void endSlice() {
    passed++;
    if (over) {
      return;
    }
    if (passed < SLICES) {
      beginSlice();
    } else {
      waiting.fail(lost.get());
    }
  }

  private void done(T item) {
    end();
    waiting.complete(item);
  }

  private void failed(Throwable failure) {
    end();
    waiting.fail(failure);
  }

  /** A slice that begins at this very moment is not ended here, and finds out for itself. */
  private void end() {
    over = true;
    Future<?> last = running;
    if (last != null) {
      last.cancel(false);
    }
  }
}
