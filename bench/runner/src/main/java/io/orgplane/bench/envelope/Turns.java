package io.orgplane.bench.envelope;

import io.orgplane.bench.Scale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Two ways of doing the same, in turns on one thread. */
final class Turns {

  private static final int ROUNDS = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final int BETWEEN_LOOKS = 64;

  private static volatile int seen;

  private Turns() {}

  /** Both rates, of one round. */
  record Round(double raw, double enveloped) {
    double ratio() {
      return enveloped / raw;
    }
  }

  /** The round of the median ratio. */
  static Round of(Supplier<byte[]> raw, Supplier<byte[]> enveloped) {
    perSecond(raw, Scale.time(WARM_UP));
    perSecond(enveloped, Scale.time(WARM_UP));
    List<Round> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(
          new Round(perSecond(raw, Scale.time(ROUND)), perSecond(enveloped, Scale.time(ROUND))));
    }
    rounds.sort(Comparator.comparing(Round::ratio));
    return rounds.get(ROUNDS / 2);
  }

  /** What comes of it is looked at, so that the compiler cannot leave it out. */
  private static double perSecond(Supplier<byte[]> work, Duration time) {
    long begun = System.nanoTime();
    long done = 0;
    int all = 0;
    while (System.nanoTime() - begun < time.toNanos()) {
      for (int i = 0; i < BETWEEN_LOOKS; i++) {
        byte[] result = work.get();
        all += result[result.length - 1];
      }
      done += BETWEEN_LOOKS;
    }
    seen = all;
    return done * 1e9 / (System.nanoTime() - begun);
  }
}
