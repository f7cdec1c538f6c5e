package io.orgplane.membership;

import io.orgplane.testing.Lanes;
import java.util.concurrent.Callable;

/** How often races are run; {@code -Dorgplane.rounds=1000} runs them more often. */
final class Rounds {

  static final int MANY = Integer.getInteger("orgplane.rounds", 200);

  /** Where one round is two hundred at once. */
  static final int OF_A_CROWD = Math.max(10, MANY / 20);

  private Rounds() {}

  static <S> void each(Callable<S> scene, Lanes.Round<S> round) {
    Lanes.run(MANY, scene, round);
  }
}
