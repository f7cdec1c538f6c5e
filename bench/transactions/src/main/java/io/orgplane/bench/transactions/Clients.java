package io.orgplane.bench.transactions;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A number of clients, each of which does a transaction, waits for its commit and does the next. A
 * client has a Vert.x context of its own, as a request has.
 */
final class Clients {

  private Clients() {}

  /** How many were committed, and in how long. */
  record Done(long transactions, Duration in) {}

  static Done work(int clients, Duration time, Supplier<Uni<Void>> transaction)
      throws InterruptedException, ExecutionException {
    long begun = System.nanoTime();
    long deadline = begun + time.toNanos();
    List<Future<Long>> working = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int client = 0; client < clients; client++) {
        working.add(threads.submit(() -> untilThen(deadline, transaction)));
      }
      long committed = 0;
      for (Future<Long> one : working) {
        committed += one.get();
      }
      return new Done(committed, Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  /** The thread only waits: everything happens on an event loop. */
  private static long untilThen(long deadline, Supplier<Uni<Void>> transaction) {
    try {
      return VertxContextSupport.subscribeAndAwait(
          () ->
              Uni.createFrom()
                  .deferred(transaction::get)
                  .replaceWith(Boolean.TRUE)
                  .repeat()
                  .whilst(committed -> System.nanoTime() - deadline < 0)
                  .collect()
                  .with(Collectors.counting()));
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Throwable failed) {
      throw new IllegalStateException("a transaction failed", failed);
    }
  }
}
