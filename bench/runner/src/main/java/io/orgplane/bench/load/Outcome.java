package io.orgplane.bench.load;

/**
 * What came of a load.
 *
 * @param latencies of a closed loop from the sending, of a paced one from when it was due
 * @param nanos that it lasted
 * @param ownNanos of processor time that the generator used
 */
public record Outcome(Latencies latencies, long nanos, long ownNanos) {

  public double perSecond() {
    return latencies.count() * 1e9 / nanos;
  }

  /** Of processor time, for each request. */
  public double ownMicros() {
    return ownNanos / 1e3 / latencies.count();
  }
}
