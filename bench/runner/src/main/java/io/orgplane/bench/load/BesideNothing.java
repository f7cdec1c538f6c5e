package io.orgplane.bench.load;

import io.orgplane.bench.Scale;
import io.orgplane.bench.report.Table;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One server, asked for something and, in turns, for nothing: the call of the same service that
 * does no more than let the token be verified.
 */
public final class BesideNothing {

  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(3);

  /**
   * For so long a service's code is compiled under load on two cores, half of it on the shorter
   * path; until then more of the longer one is interpreted.
   */
  private static final Duration WARM_UP = Duration.ofMinutes(3);

  private static final Duration AT_HALF_LOAD = Duration.ofSeconds(8);

  private final HttpLoad nothing;
  private final HttpLoad something;

  /**
   * @param expectedText somewhere in each answer with 200 to what is measured
   */
  public BesideNothing(URI server, String expectedText) {
    this.nothing = new HttpLoad(server, CONNECTIONS, 204, "204");
    this.something = new HttpLoad(server, CONNECTIONS, 200, expectedText);
  }

  /** The two calls, with a token that has not ended. */
  public record Calls(Requests nothing, Requests something) {}

  /** Both calls at full speed in each round. */
  public record Round(Outcome nothing, Outcome something) {
    public double ratio() {
      return something.perSecond() / nothing.perSecond();
    }
  }

  /**
   * What was found.
   *
   * @param median the round of the median ratio
   */
  public record Found(Round median, Outcome nothingAtHalfLoad, Outcome somethingAtHalfLoad) {

    /**
     * @param what the calls are named in the headings
     */
    public static Table table(String what) {
      return new Table(
          "organizations",
          "nothing/s",
          what + "/s",
          "ratio",
          "nothing p50 / p99 at half load",
          what + " p50 / p99 at half load",
          "generator");
    }

    public Object[] row(String name) {
      return new Object[] {
        name,
        "%.0f".formatted(median.nothing().perSecond()),
        "%.0f".formatted(median.something().perSecond()),
        "%.2f".formatted(median.ratio()),
        percentiles(nothingAtHalfLoad),
        percentiles(somethingAtHalfLoad),
        "%.0f µs".formatted(median.something().ownMicros())
      };
    }

    private static String percentiles(Outcome outcome) {
      return "%.1f / %.1f"
          .formatted(outcome.latencies().millis(0.5), outcome.latencies().millis(0.99));
    }
  }

  /** Before anything is measured, with each of these in turns. */
  public void warmUp(List<Calls> all) throws IOException {
    Duration each = Scale.time(WARM_UP).dividedBy(2L * all.size());
    for (Calls calls : all) {
      nothing.asFastAsItGoes(calls.nothing(), each);
      something.asFastAsItGoes(calls.something(), each);
    }
  }

  public Found of(Calls calls) throws IOException {
    List<Round> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(
          new Round(
              nothing.asFastAsItGoes(calls.nothing(), Scale.time(ROUND)),
              something.asFastAsItGoes(calls.something(), Scale.time(ROUND))));
    }
    rounds.sort(Comparator.comparing(Round::ratio));
    Round median = rounds.get(ROUNDS / 2);
    double half = median.something().perSecond() / 2;
    return new Found(
        median,
        nothing.paced(calls.nothing(), Scale.time(AT_HALF_LOAD), half),
        something.paced(calls.something(), Scale.time(AT_HALF_LOAD), half));
  }
}
