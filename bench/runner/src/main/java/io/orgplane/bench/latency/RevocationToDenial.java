package io.orgplane.bench.latency;

import io.orgplane.bench.Benchmark;
import io.orgplane.bench.Scale;
import io.orgplane.bench.latency.WithoutKafka.Denial;
import io.orgplane.bench.latency.WithoutKafka.Denials;
import io.orgplane.bench.report.Percentiles;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.report.Table;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * From the moment at which a removal was confirmed to its caller until org, billing and byok deny:
 * each does from the commit that takes the member out of its copy, since its gate reads that row
 * for every request. The commits are told by PostgreSQL, the confirmation by the caller, on one
 * clock. Meanwhile all three answer other requests.
 */
public final class RevocationToDenial implements Benchmark {

  static final List<SuiteService> FOLLOWING =
      List.of(SuiteService.ORG, SuiteService.BILLING, SuiteService.BYOK);

  private static final int ORGANIZATIONS = 20;
  private static final int REMOVALS_A_SECOND = 8;

  /** So long the compilers of four services take two cores for themselves. */
  private static final int WARM_UP = Scale.count(REMOVALS_A_SECOND * 150);

  private static final int MEASURED = Scale.count(2_000);
  private static final int MEMBERS_EACH = (WARM_UP + MEASURED) / ORGANIZATIONS + 1;
  private static final double GOAL_MILLIS = 250;
  private static final double GOAL_WITHOUT_KAFKA_MILLIS = 1_000;
  private static final double[] SHARES = {0.5, 0.99, 0.999, 1};

  @Override
  public String name() {
    return "revocation";
  }

  @Override
  public Section run() throws IOException, SQLException, InterruptedException {
    try (MeasuredServices services = MeasuredServices.start(EnumSet.allOf(SuiteService.class))) {
      Ann ann = new Ann(services.stack().addresses());
      Population population = new Population(services, FOLLOWING);
      List<Change> removals = population.settle(ann, ORGANIZATIONS, MEMBERS_EACH);
      Times confirmed = removeAll(ann, removals.subList(0, WARM_UP + MEASURED));
      Set<Change> all = Set.copyOf(removals.subList(0, WARM_UP + MEASURED));
      List<Change> measured = removals.subList(WARM_UP, WARM_UP + MEASURED);
      Table table =
          new Table("confirmed removal to denial, ms", "samples", "p50", "p99", "p99.9", "longest");
      double worst = 0;
      for (SuiteService service : FOLLOWING) {
        Times effects = CommitTimes.ofEffects(services, service, all);
        Percentiles found = confirmed.until(effects, measured);
        table.row(row(service.module(), found));
        worst = Math.max(worst, found.millis(0.999));
      }
      Denials without = new WithoutKafka(services.stack(), population, ann).denials();
      table.row(row("the three over HTTP, Kafka being away", without.percentiles()));
      return new Section(
          "From a confirmed removal to denial elsewhere, at %d removals a second among other requests"
              .formatted(REMOVALS_A_SECOND),
          table,
          verdict(worst, without.slowest()));
    }
  }

  /** One whose effect was there before its confirmation counts as nothing. */
  private static Times removeAll(Ann ann, List<Change> removals) throws InterruptedException {
    Map<Change, CompletableFuture<Long>> confirmations = new HashMap<>();
    List<CompletableFuture<Integer>> others = new ArrayList<>();
    Pace.perSecond(REMOVALS_A_SECOND)
        .keep(
            0,
            removals.size(),
            turn -> {
              Change removal = removals.get(turn);
              confirmations.put(removal, ann.remove(removal.organization(), removal.user()));
            },
            turn -> others.addAll(looks(ann, removals.get(turn).organization())));
    Map<Change, Long> micros = new HashMap<>();
    confirmations.forEach((removal, at) -> micros.put(removal, at.join()));
    others.forEach(CompletableFuture::join);
    return new Times(micros);
  }

  private static List<CompletableFuture<Integer>> looks(Ann ann, UUID organization) {
    String path = "/v1/organizations/" + organization;
    return List.of(
        ann.look(SuiteService.ORG, path),
        ann.look(SuiteService.BILLING, path + "/billing/subscription"),
        ann.look(SuiteService.BYOK, path + "/byok"));
  }

  private static Object[] row(String name, Percentiles found) {
    Object[] row = new Object[2 + SHARES.length];
    row[0] = name;
    row[1] = found.count();
    for (int i = 0; i < SHARES.length; i++) {
      row[2 + i] = "%.1f".formatted(Math.max(0, found.millis(SHARES[i])));
    }
    return row;
  }

  private static String verdict(double worst, Denial slowest) {
    double without = slowest.micros() / 1e3;
    return "Goals: p99.9 within %.0f ms; within %.0f ms without Kafka. Found: %.1f ms, %s; %.1f ms, %s (%s, behind answers of %s)."
        .formatted(
            GOAL_MILLIS,
            GOAL_WITHOUT_KAFKA_MILLIS,
            worst,
            worst <= GOAL_MILLIS ? "reached" : "missed",
            without,
            without <= GOAL_WITHOUT_KAFKA_MILLIS ? "reached" : "missed",
            slowest.page().getPath(),
            slowest.before());
  }
}
