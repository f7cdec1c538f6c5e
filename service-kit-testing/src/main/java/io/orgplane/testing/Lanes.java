package io.orgplane.testing;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Hundreds of rounds of a race, several at a time: a round waits for commits and events most of the
 * time, and those of different organizations can do so together. The rounds of a lane follow each
 * other, in a scene that is theirs alone, so that a round finds what the one before it has left.
 *
 * <pre>{@code
 * Lanes.run(200, () -> anOrganization(), (org, round) -> { … });
 * }</pre>
 */
public final class Lanes {

  private static final int LANES = 4;

  private Lanes() {}

  /** One round, in what its lane began with. */
  @FunctionalInterface
  public interface Round<S> {
    void run(S scene, int number) throws Exception;
  }

  /** Fails with the first failure of a round, when all lanes have ended. */
  public static <S> void run(int rounds, Callable<S> scene, Round<S> round) {
    try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      List<Future<Integer>> running =
          IntStream.range(0, LANES)
              .mapToObj(lane -> lanes.submit(() -> run(lane, rounds, scene, round)))
              .toList();
      running.forEach(Lanes::join);
    }
  }

  private static <S> int run(int lane, int rounds, Callable<S> scene, Round<S> round)
      throws Exception {
    S own = scene.call();
    for (int number = lane; number < rounds; number += LANES) {
      round.run(own, number);
    }
    return lane;
  }

  private static void join(Future<Integer> lane) {
    try {
      lane.get();
    } catch (ExecutionException failure) {
      throw new AssertionError(
          "a round failed, seed %d: %s".formatted(Seed.value(), failure.getCause()),
          failure.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
