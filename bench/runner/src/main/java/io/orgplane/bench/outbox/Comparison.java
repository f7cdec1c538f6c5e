package io.orgplane.bench.outbox;

import java.util.List;

/** The rounds of one number of clients: medians, because one round may meet a checkpoint. */
record Comparison(int clients, List<Round> with, List<Round> without) {

  static Comparison of(int clients, List<Round> all) {
    List<Round> rounds = all.stream().filter(round -> round.clients() == clients).toList();
    return new Comparison(
        clients,
        rounds.stream().filter(Round::outbox).toList(),
        rounds.stream().filter(round -> !round.outbox()).toList());
  }

  double rateWith() {
    return median(with.stream().mapToDouble(Round::rate).sorted().toArray());
  }

  double rateWithout() {
    return median(without.stream().mapToDouble(Round::rate).sorted().toArray());
  }

  double ratio() {
    return rateWith() / rateWithout();
  }

  /** More than a batch of the relay would mean that it does not keep up. */
  long mostUntold() {
    return with.stream().mapToLong(Round::untold).max().orElse(0);
  }

  long longestDrainMillis() {
    return with.stream().mapToLong(Round::drainMillis).max().orElse(0);
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
