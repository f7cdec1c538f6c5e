package io.orgplane.testing;

import java.util.Random;

/**
 * Where a test's chance comes from. Another one in every run, printed once; {@code
 * -Dorgplane.seed=…} repeats a run.
 */
public final class Seed {

  public static final String PROPERTY = "orgplane.seed";

  private static final long VALUE = chosen();

  private Seed() {}

  public static long value() {
    return VALUE;
  }

  /** A new sequence, always the same for the same seed and purpose. */
  public static Random random(String purpose) {
    return new Random(VALUE ^ ((long) purpose.hashCode() << 32));
  }

  private static long chosen() {
    Long wanted = Long.getLong(PROPERTY);
    long seed = wanted == null ? System.nanoTime() & 0xFFFF_FFFFL : wanted;
    System.out.printf("orgplane tests: -D%s=%d repeats this run%n", PROPERTY, seed);
    return seed;
  }
}
