package io.orgplane.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs tasks at the same instant: a thread each, all held at one barrier. The order at the barrier
 * and delays of up to a millisecond behind it come from the {@link Seed}, so that runs, and the
 * rounds of one, differ in which task is ahead.
 */
public final class InParallel {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LARGEST_DELAY_NANOS = 1_000_000;

  /** So that the rounds of a race differ from each other too. */
  private static final AtomicInteger CALLS = new AtomicInteger();

  private InParallel() {}

  /** One task, told which repetition it is. */
  @FunctionalInterface
  public interface Repetition<T> {
    T run(int index) throws Exception;
  }

  /** One task without an answer, told which repetition it is. */
  @FunctionalInterface
  public interface Action {
    void run(int index) throws Exception;
  }

  /** The same task n times, for its effect alone; the result of each is its index. */
  public static Outcomes<Integer> run(int n, Action action) {
    return times(
        n,
        index -> {
          action.run(index);
          return index;
        });
  }

  /** The same task n times; results and failures come in order of the index. */
  public static <T> Outcomes<T> times(int n, Repetition<T> task) {
    return all(
        IntStream.range(0, n).<Callable<T>>mapToObj(index -> () -> task.run(index)).toList());
  }

  @SafeVarargs
  public static <T> Outcomes<T> all(Callable<T>... tasks) {
    return all(Arrays.asList(tasks));
  }

  /** Fails when a task has not ended within a minute. */
  public static <T> Outcomes<T> all(List<Callable<T>> tasks) {
    Random random = Seed.random("InParallel-" + CALLS.incrementAndGet());
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    List<FutureTask<T>> running = new ArrayList<>();
    for (Callable<T> task : tasks) {
      long delay = random.nextInt(LARGEST_DELAY_NANOS);
      running.add(new FutureTask<>(() -> whenAllAreThere(start, delay, task)));
    }
    List<FutureTask<T>> shuffled = new ArrayList<>(running);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(task -> Thread.ofPlatform().daemon().name("in-parallel-", 0).start(task));
    return collect(running);
  }

  private static <T> T whenAllAreThere(CyclicBarrier start, long delay, Callable<T> task)
      throws Exception {
    start.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    LockSupport.parkNanos(delay);
    return task.call();
  }

  private static <T> Outcomes<T> collect(List<FutureTask<T>> running) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<Outcome<T>> outcomes = new ArrayList<>();
    for (FutureTask<T> task : running) {
      outcomes.add(outcome(task, deadline - System.nanoTime()));
    }
    return new Outcomes<>(List.copyOf(outcomes));
  }

  private static <T> Outcome<T> outcome(FutureTask<T> task, long nanos) {
    try {
      return new Outcome.Returned<>(task.get(Math.max(nanos, 1), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      return new Outcome.Failed<>(Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      throw new AssertionError("a task still runs after " + PATIENCE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How one task ended. */
  public sealed interface Outcome<T> {

    record Returned<T>(T value) implements Outcome<T> {}

    record Failed<T>(Throwable failure) implements Outcome<T> {}
  }

  /** How all of them ended, in the order of the tasks. */
  public record Outcomes<T>(List<Outcome<T>> all) {

    public List<T> results() {
      return all.stream().flatMap(Outcomes::<T>valueOf).toList();
    }

    public List<Throwable> failures() {
      return all.stream().flatMap(Outcomes::<T>failureOf).toList();
    }

    /** The results, when there was no failure; else the first failure, with the others attached. */
    public List<T> succeeded() {
      List<Throwable> failures = failures();
      if (failures.isEmpty()) {
        return results();
      }
      AssertionError error =
          new AssertionError(
              "%d of %d failed, seed %d".formatted(failures.size(), all.size(), Seed.value()),
              failures.getFirst());
      failures.stream().skip(1).forEach(error::addSuppressed);
      throw error;
    }

    private static <T> Stream<T> valueOf(Outcome<T> outcome) {
      return switch (outcome) {
        case Outcome.Returned<T> returned -> Stream.of(returned.value());
        case Outcome.Failed<T> failed -> Stream.empty();
      };
    }

    private static <T> Stream<Throwable> failureOf(Outcome<T> outcome) {
      return switch (outcome) {
        case Outcome.Returned<T> returned -> Stream.empty();
        case Outcome.Failed<T> failed -> Stream.of(failed.failure());
      };
    }
  }
}
