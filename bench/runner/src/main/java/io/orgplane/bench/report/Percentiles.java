package io.orgplane.bench.report;

import java.util.Collection;

/** Of durations in microseconds. */
public final class Percentiles {

  private final long[] sorted;

  public Percentiles(Collection<Long> micros) {
    if (micros.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  public int count() {
    return sorted.length;
  }

  /** The smallest duration that this share of all do not exceed. */
  public double millis(double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(rank, 1) - 1] / 1e3;
  }

  /** The cells of a table: count, p50, p90, p99 and the longest. */
  public Object[] row(String name) {
    return new Object[] {
      name, count(), text(millis(0.5)), text(millis(0.9)), text(millis(0.99)), text(millis(1))
    };
  }

  private static String text(double millis) {
    return "%.1f".formatted(millis);
  }
}
