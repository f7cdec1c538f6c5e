package io.orgplane.bench.load;

/** Durations counted by the microsecond up to two seconds, and one bin for what is longer. */
public final class Latencies {

  private static final int LONGEST = 2_000_000;

  private final int[] counts = new int[LONGEST + 1];
  private long total;

  void add(long nanos) {
    counts[(int) Math.min(Math.max(nanos / 1_000, 0), LONGEST)]++;
    total++;
  }

  public long count() {
    return total;
  }

  /** The smallest duration that this share of all do not exceed. */
  public double millis(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int micros = 0; micros <= LONGEST; micros++) {
      seen += counts[micros];
      if (seen >= rank) {
        return micros / 1e3;
      }
    }
    throw new IllegalStateException("nothing was measured");
  }
}
