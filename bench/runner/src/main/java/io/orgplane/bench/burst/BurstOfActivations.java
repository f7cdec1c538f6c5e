package io.orgplane.bench.burst;

import io.orgplane.bench.Benchmark;
import io.orgplane.bench.Scale;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.report.Table;
import java.util.Map;

/**
 * A thousand members become active at once in an organization that expands automatically: how many
 * calls of the payment provider that takes, and how long until seats, money and credits are at
 * rest. Beside it, one member alone.
 */
public final class BurstOfActivations implements Benchmark {

  private static final int MEMBERS = Scale.count(1_000);
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 10;

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public Section run() throws Exception {
    try (ExpandingOrganization organization = ExpandingOrganization.onTeam()) {
      for (int i = 0; i < Scale.count(WARM_UP); i++) {
        var unused = organization.join(1);
      }
      Table table =
          new Table("round", "joined at once", "calls", "of them that change", "to rest, ms");
      double alone = 0;
      double together = 0;
      long calls = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        Rest one = organization.join(1);
        Rest all = organization.join(MEMBERS);
        table.row(cells(round, 1, one)).row(cells(round, MEMBERS, all));
        alone += one.millis() / ROUNDS;
        together += all.millis() / ROUNDS;
        calls = Math.max(calls, all.total());
      }
      return new Section(
          "A burst of %,d activations".formatted(MEMBERS),
          table,
          "At most %d calls for a burst; at rest after %.0f ms, beside %.0f ms for one alone."
              .formatted(calls, together, alone));
    }
  }

  private static Object[] cells(int round, int joined, Rest rest) {
    return new Object[] {
      round, joined, rest.total(), rest.changing(), "%.0f".formatted(rest.millis())
    };
  }

  /**
   * What there was until everything was at rest.
   *
   * @param calls by method and path
   */
  record Rest(Map<String, Long> calls, double millis) {

    long total() {
      return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    long changing() {
      return calls.entrySet().stream()
          .filter(each -> each.getKey().startsWith("POST"))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }
}
