package io.orgplane.local;

import io.orgplane.local.part.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Starts the parts, side by side where one does not need the other, and stops them in the reverse
 * order. The services need PostgreSQL and Kafka to start at all; Keycloak they wait for themselves.
 */
final class Assembly {
  /**
   * How long to wait for a clean end before it is forced: together below the fifteen seconds that a
   * stop may take.
   */
  private static final Duration WITH_PROCESSES = Duration.ofSeconds(5);

  private static final Duration WITH_THE_DOOR = Duration.ofSeconds(1);
  private static final Duration WITH_OUR_OWN = Duration.ofSeconds(2);
  private static final Duration WITH_POSTGRES = Duration.ofSeconds(4);

  private final StackParts parts;
  private final Progress progress;
  private final ExecutorService starting =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("orgplane-start-", 0).factory());
  private volatile boolean stopping;

  Assembly(StackParts parts, Progress progress) {
    this.parts = parts;
    this.progress = progress;
  }

  void start() {
    CompletableFuture<Void> keycloak = begin(parts.keycloak());
    CompletableFuture<Void> ground =
        all(List.of(begin(parts.postgres()), begin(parts.kafka()), begin(parts.sandbox())));
    List<CompletableFuture<Void>> everything =
        new ArrayList<>(List.of(keycloak, ground, begin(parts.frontDoor())));
    parts
        .services()
        .values()
        .forEach(service -> everything.add(ground.thenRunAsync(() -> run(service), starting)));
    CompletableFuture<Void> first = firstFailure(everything);
    try {
      CompletableFuture.anyOf(all(everything), first).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StackFailure told ? told : new StackFailure(reason(e), e);
    }
  }

  /** What is still starting is interrupted, so that it does not go on behind the stop. */
  void stop() {
    stopping = true;
    starting.shutdownNow();
    stopTogether(List.of(parts.frontDoor()), WITH_THE_DOOR);
    List<Part> processes = new ArrayList<>(parts.services().values());
    processes.add(parts.keycloak());
    stopTogether(processes, WITH_PROCESSES);
    stopTogether(List.of(parts.sandbox(), parts.kafka()), WITH_OUR_OWN);
    stopTogether(List.of(parts.postgres()), WITH_POSTGRES);
  }

  private CompletableFuture<Void> begin(Part part) {
    return CompletableFuture.runAsync(() -> run(part), starting);
  }

  private void run(Part part) {
    long begun = System.nanoTime();
    part.start();
    if (stopping) {
      part.stop(WITH_OUR_OWN);
      return;
    }
    progress.started(part.name(), Duration.ofNanos(System.nanoTime() - begun), part.where());
  }

  private static CompletableFuture<Void> all(Collection<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }

  /**
   * Completes only exceptionally: waiting for the others when one has failed would hide the reason
   * for minutes.
   */
  private static CompletableFuture<Void> firstFailure(Collection<CompletableFuture<Void>> futures) {
    CompletableFuture<Void> failed = new CompletableFuture<>();
    for (CompletableFuture<Void> future : futures) {
      future.whenComplete(
          (nothing, failure) -> {
            if (failure != null) {
              failed.completeExceptionally(
                  failure instanceof CompletionException e && e.getCause() != null
                      ? e.getCause()
                      : failure);
            }
          });
    }
    return failed;
  }

  private static String reason(CompletionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
  }

  /** A part of our own process that does not stop is left to the end of the process. */
  private static void stopTogether(List<? extends Part> together, Duration patience) {
    List<Thread> stops = new ArrayList<>();
    for (Part part : together) {
      stops.add(
          Thread.ofPlatform().daemon().name("orgplane-stop").start(() -> part.stop(patience)));
    }
    long deadline = System.nanoTime() + patience.plusSeconds(1).toNanos();
    try {
      for (Thread stop : stops) {
        TimeUnit.NANOSECONDS.timedJoin(stop, Math.max(1, deadline - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
