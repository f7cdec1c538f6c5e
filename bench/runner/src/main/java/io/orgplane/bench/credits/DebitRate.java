package io.orgplane.bench.credits;

import io.orgplane.bench.Benchmark;
import io.orgplane.bench.Scale;
import io.orgplane.bench.load.HttpLoad;
import io.orgplane.bench.load.HttpRequests;
import io.orgplane.bench.load.Outcome;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/** Strict debits on one hot organization, and spread over many, beside plain transactions. */
public final class DebitRate implements Benchmark {

  private static final int CLIENTS = 64;
  private static final int BATCH_CLIENTS = 8;
  private static final int BATCH = 500;
  private static final int MANY = 1_000;
  private static final int ROUNDS = 3;
  private static final long PLENTY = 1_000_000_000_000L;

  /** A service's code is compiled under load for more than a minute on two cores. */
  private final Duration warmUp = Scale.time(Duration.ofSeconds(75));

  private final Duration shortWarmUp = Scale.time(Duration.ofSeconds(30));
  private final Duration time = Duration.ofSeconds(8);
  private final Path folder;

  public DebitRate(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return "debit";
  }

  /**
   * All of it once, on the hot organization.
   *
   * @param batch records a second
   */
  private record Round(PlainTransactions.Result plain, Outcome single, double batch) {}

  @Override
  public Section run() throws Exception {
    try (Billing billing = Billing.start()) {
      String token = billing.platformToken();
      Debits debits = new Debits(new HttpRequests(billing.origin(), token));
      HttpLoad single = new HttpLoad(billing.origin(), CLIENTS, 201, "\"charged\":0.001");
      HttpLoad batch = new HttpLoad(billing.origin(), BATCH_CLIENTS, 200, "\"recorded\"");
      PlainTransactions plain = new PlainTransactions(billing.stack().postgres(), folder);
      plain.prepare();
      UUID hot = billing.organizations(1, PLENTY).getFirst();
      List<UUID> many = billing.organizations(MANY, PLENTY);
      single.asFastAsItGoes(debits.single(List.of(hot)), warmUp);
      batch.asFastAsItGoes(debits.batch(hot, BATCH), shortWarmUp);
      single.asFastAsItGoes(debits.single(many), shortWarmUp);
      Table table =
          new Table(
              "round",
              "plain, tx/s",
              "p99, ms",
              "HTTP single, /s",
              "p99, ms",
              "generator",
              "HTTP batch, /s");
      List<Round> rounds = new ArrayList<>();
      for (int number = 1; number <= ROUNDS; number++) {
        Round round =
            new Round(
                plain.run(1, CLIENTS, (int) time.toSeconds()),
                single.asFastAsItGoes(debits.single(List.of(hot)), time),
                batch.asFastAsItGoes(debits.batch(hot, BATCH), time).perSecond() * BATCH);
        String batched = "%.0f".formatted(round.batch());
        row(table, "hot " + number, round.plain(), round.single(), batched);
        rounds.add(round);
      }
      double spread = spread(single, debits, plain, many, table);
      Overspending.Found found = new Overspending(billing, debits, token).by(CLIENTS);
      return new Section(
          "Strict debits on one hot organization", table, verdict(rounds, spread, found));
    }
  }

  private static double mean(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return rounds.stream().mapToDouble(figure).average().orElseThrow();
  }

  private double spread(
      HttpLoad load, Debits debits, PlainTransactions plain, List<UUID> many, Table table)
      throws IOException, InterruptedException {
    PlainTransactions.Result peer = plain.run(MANY, CLIENTS, (int) time.toSeconds());
    Outcome single = load.asFastAsItGoes(debits.single(many), time);
    row(table, "spread over " + MANY, peer, single, "-");
    return single.perSecond() / peer.rate();
  }

  private static void row(
      Table table, String name, PlainTransactions.Result peer, Outcome single, String batch) {
    table.row(
        name,
        "%.0f".formatted(peer.rate()),
        "%.1f".formatted(peer.micros().millis(0.99)),
        "%.0f".formatted(single.perSecond()),
        "%.1f".formatted(single.latencies().millis(0.99)),
        "%.0f µs".formatted(single.ownMicros()),
        batch);
  }

  private static String verdict(List<Round> rounds, double spread, Overspending.Found found) {
    double plain = mean(rounds, it -> it.plain().rate());
    double single = mean(rounds, it -> it.single().perSecond()) / plain;
    double batch = mean(rounds, Round::batch) / plain;
    double p99 =
        mean(rounds, it -> it.single().latencies().millis(0.99))
            / mean(rounds, it -> it.plain().micros().millis(0.99));
    return "Single: %.1f × the plain transaction, goal 5: %s. Batch: %.0f ×, goal 30: %s. p99: %.2f of the plain one's, goal 0.5: %s. Spread over %d organizations: %.2f ×, goal 1: %s. Nothing overspent: %s (%s)."
        .formatted(
            single,
            reached(single >= 5),
            batch,
            reached(batch >= 30),
            p99,
            reached(p99 <= 0.5),
            MANY,
            spread,
            reached(spread >= 1),
            reached(found.isExact()),
            found);
  }

  private static String reached(boolean goal) {
    return goal ? "reached" : "missed";
  }
}
