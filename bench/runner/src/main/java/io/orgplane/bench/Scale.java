package io.orgplane.bench;

import java.time.Duration;

/**
 * How much of a benchmark is run: all of it for figures, a twentieth ({@code bench/run --short}) to
 * see that it works.
 */
public final class Scale {

  public static final String PROPERTY = "orgplane.bench.short";

  private static final int SHORTER = 20;
  private static final Duration LEAST = Duration.ofSeconds(1);

  private Scale() {}

  public static int count(int whole) {
    return isShort() ? Math.max(1, whole / SHORTER) : whole;
  }

  public static Duration time(Duration whole) {
    Duration part = whole.dividedBy(SHORTER);
    return isShort() ? part.compareTo(LEAST) < 0 ? LEAST : part : whole;
  }

  private static boolean isShort() {
    return Boolean.getBoolean(PROPERTY);
  }
}
