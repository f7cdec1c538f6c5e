package io.orgplane.bench.latency;

import io.orgplane.bench.Benchmark;
import io.orgplane.bench.report.Percentiles;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.report.Table;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A member's role changes in membership-service; org-service authorizes by it as soon as its own
 * copy has changed. In turns with each change a bare record goes through the same broker.
 */
public final class CommitToEffect implements Benchmark {

  private static final int ORGANIZATIONS = 20;
  private static final int CHANGES_A_SECOND = 60;
  private static final int WARM_UP_SECONDS = 25;
  private static final int MEASURED_SECONDS = 36;
  private static final int WARM_UP = CHANGES_A_SECOND * WARM_UP_SECONDS;
  private static final int ALL = WARM_UP + CHANGES_A_SECOND * MEASURED_SECONDS;

  private static final String BARE_TOPIC = "bench-round-trips";
  private static final int PARTITIONS = 4;
  private static final double POLL_INTERVAL_MILLIS = 75;
  private static final int ROUND_TRIPS_ALLOWED = 3;
  private static final int OK = 200;

  private final Path samples;

  public CommitToEffect(Path folder) {
    this.samples = folder.resolve("latency-samples.csv");
  }

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public Section run() throws IOException, SQLException, InterruptedException {
    try (MeasuredServices services =
        MeasuredServices.start(EnumSet.of(SuiteService.ORG, SuiteService.MEMBERSHIP))) {
      Ann ann = new Ann(services.stack().addresses());
      List<Change> changes =
          new Population(services, List.of(SuiteService.ORG))
              .settle(ann, ORGANIZATIONS, ALL / ORGANIZATIONS);
      services.stack().kafka().createTopics(Map.of(BARE_TOPIC, PARTITIONS));
      try (EventTimes events = new EventTimes(services.stack().addresses().kafka())) {
        List<Long> bare = load(services, ann, changes, events);
        return section(services, changes.subList(0, ALL), events, bare);
      }
    }
  }

  private static List<Long> load(
      MeasuredServices services, Ann ann, List<Change> changes, EventTimes events)
      throws InterruptedException {
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    answers.add(ann.changeRole(changes.getFirst()));
    try (RoundTrips bare =
        new RoundTrips(services.stack().addresses().kafka(), BARE_TOPIC, events.first())) {
      Pace pace = Pace.perSecond(CHANGES_A_SECOND);
      pace.keep(
          1,
          WARM_UP,
          turn -> answers.add(ann.changeRole(changes.get(turn))),
          turn -> bare.send(changes.get(turn).organization()));
      bare.startCounting();
      pace.keep(
          WARM_UP,
          ALL,
          turn -> answers.add(ann.changeRole(changes.get(turn))),
          turn -> bare.send(changes.get(turn).organization()));
      requireOk(answers);
      return bare.micros();
    }
  }

  private static void requireOk(List<CompletableFuture<Integer>> answers) {
    long refused = answers.stream().filter(answer -> answer.join() != OK).count();
    if (refused > 0) {
      throw new IllegalStateException(refused + " of " + answers.size() + " changes were refused");
    }
  }

  private Section section(
      MeasuredServices services, List<Change> changes, EventTimes events, List<Long> bareMicros)
      throws SQLException, InterruptedException, IOException {
    Set<Change> all = Set.copyOf(changes);
    List<Change> measured = changes.subList(WARM_UP, ALL);
    Times effects = CommitTimes.ofEffects(services, SuiteService.ORG, all);
    Times commits = CommitTimes.ofChanges(services, all);
    Times sends = events.await(ALL);
    write(measured, commits, sends, effects);
    Percentiles whole = commits.until(effects, measured);
    Percentiles bare = new Percentiles(bareMicros);
    Table table =
        new Table("milliseconds", "samples", "p50", "p90", "p99", "longest")
            .row(whole.row("commit in membership-service to effect in org-service"))
            .row(commits.until(sends, measured).row("- of it from the commit to the send"))
            .row(sends.until(effects, measured).row("- of it from the send to the effect"))
            .row(bare.row("bare Kafka, from the send to the poll that brings it"));
    double allowed = ROUND_TRIPS_ALLOWED * bare.millis(0.99) + POLL_INTERVAL_MILLIS;
    double found = whole.millis(0.99);
    return new Section(
        "From a commit to its effect in another service, at %d changes a second"
            .formatted(CHANGES_A_SECOND),
        table,
        "Goal: p99 within %d bare round trips plus the poll interval, %.1f ms here. Found: %.1f ms, %s; %.1f round trips."
            .formatted(
                ROUND_TRIPS_ALLOWED,
                allowed,
                found,
                found <= allowed ? "reached" : "missed",
                found / bare.millis(0.99)));
  }

  /** For those who want to know when it was slow, not only how often. */
  private void write(List<Change> measured, Times commits, Times sends, Times effects)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("committed at,micros to the send,micros to the effect");
    for (Change change : measured) {
      long committed = commits.of(change);
      lines.add(
          "%d,%d,%d"
              .formatted(committed, sends.of(change) - committed, effects.of(change) - committed));
    }
    Files.write(samples, lines);
  }
}
