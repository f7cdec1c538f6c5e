package io.orgplane.bench.outbox;

import io.orgplane.bench.Benchmark;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.report.Table;
import io.orgplane.local.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The rate of a business transaction with its event, against the same without. */
public final class OutboxCost implements Benchmark {

  private static final double GOAL = 0.85;

  private final TransactionService service;

  public OutboxCost(Repository repository, Path folder) {
    this.service = new TransactionService(repository, folder);
  }

  @Override
  public String name() {
    return "outbox";
  }

  @Override
  public Section run() throws IOException, InterruptedException {
    List<Round> rounds = service.rounds();
    Table table =
        new Table(
            "clients",
            "rounds each",
            "without outbox, tx/s",
            "with outbox, tx/s",
            "ratio",
            "most left to relay",
            "drained in, ms");
    double worst = Double.POSITIVE_INFINITY;
    for (int clients : rounds.stream().map(Round::clients).distinct().sorted().toList()) {
      Comparison found = Comparison.of(clients, rounds);
      worst = Math.min(worst, found.ratio());
      table.row(
          clients,
          found.with().size(),
          "%.0f".formatted(found.rateWithout()),
          "%.0f".formatted(found.rateWith()),
          "%.2f".formatted(found.ratio()),
          found.mostUntold(),
          found.longestDrainMillis());
    }
    return new Section(
        "What the outbox costs a business transaction",
        table,
        "Goal: a ratio of at least %.2f. Worst here: %.2f, %s."
            .formatted(GOAL, worst, worst >= GOAL ? "reached" : "missed"));
  }
}
