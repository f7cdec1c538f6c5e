package io.orgplane.bench.latency;

import io.orgplane.bench.report.Percentiles;
import java.util.Collection;
import java.util.Map;

/**
 * When the same thing happened to each change.
 *
 * @param micros since 1970
 */
record Times(Map<Change, Long> micros) {

  int count() {
    return micros.size();
  }

  /** How long each of these changes took from here to there. */
  Percentiles until(Times there, Collection<Change> changes) {
    return new Percentiles(changes.stream().map(change -> there.of(change) - of(change)).toList());
  }

  /** Microseconds since 1970. */
  long of(Change change) {
    Long found = micros.get(change);
    if (found == null) {
      throw new IllegalStateException("nothing is known of " + change);
    }
    return found;
  }
}
