package io.orgplane.bench.credits;

import io.orgplane.bench.Benchmark;
import io.orgplane.bench.latency.SignedIn;
import io.orgplane.bench.report.Percentiles;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.report.Table;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A year of ten million records, looked at over HTTP. The sums are made by SQL, as the service
 * would have made them: a line for each day, workspace, user and kind.
 */
public final class Trends implements Benchmark {

  private static final double GOAL_MILLIS = 50;
  private static final int WARM_UP = 300;
  private static final int ASKED = 200;

  private static final String YEAR =
      """
      INSERT INTO usage_days
      SELECT ?::uuid, '2026-01-01'::date + day, ('00000000-0000-7000-8000-' || lpad((person % 5)::text, 12, '0'))::uuid,
        'user-' || person, kind, 137, 137000, 137000
      FROM generate_series(0, 364) AS day, generate_series(1, 100) AS person,
        unnest(ARRAY['llm', 'operation']) AS kind
      """;

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  public String name() {
    return "trends";
  }

  @Override
  public Section run() throws Exception {
    try (Billing billing = Billing.start()) {
      SignedIn ann = SignedIn.as("ann", billing.stack().addresses());
      UUID organization = billing.organizations(1, 1_000).getFirst();
      fill(billing, organization, ann.userId());
      Table table = new Table("by", "asked", "p50, ms", "p90, ms", "p99, ms", "longest, ms");
      double worst = 0;
      for (String by : List.of("day", "workspace", "user", "kind")) {
        ask(billing, ann.token(), organization, by, WARM_UP / 4);
      }
      for (String by : List.of("day", "workspace", "user", "kind")) {
        Percentiles found = ask(billing, ann.token(), organization, by, ASKED);
        table.row(found.row(by));
        worst = Math.max(worst, found.millis(0.5));
      }
      long records =
          billing.number(
              "SELECT sum(records) FROM usage_days WHERE organization_id = '" + organization + "'");
      return new Section(
          "A year of %,d records".formatted(records),
          table,
          "Goal: below %.0f ms. Worst median here: %.1f ms, %s."
              .formatted(GOAL_MILLIS, worst, worst < GOAL_MILLIS ? "reached" : "missed"));
    }
  }

  private Percentiles ask(Billing billing, String token, UUID organization, String by, int times)
      throws IOException, InterruptedException {
    URI address =
        billing
            .origin()
            .resolve(
                "/v1/organizations/%s/billing/usage?from=2026-01-01&to=2027-01-01&groupBy=%s"
                    .formatted(organization, by));
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build();
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long begun = System.nanoTime();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      micros.add((System.nanoTime() - begun) / 1_000);
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.body());
      }
    }
    return new Percentiles(micros);
  }

  private static void fill(Billing billing, UUID organization, String owner) throws SQLException {
    try (Connection connection = billing.database();
        PreparedStatement year = connection.prepareStatement(YEAR);
        PreparedStatement member =
            connection.prepareStatement(
                """
                INSERT INTO membership_projection (organization_id, user_id, role, version)
                VALUES (?, ?, 'owner', 1)
                """);
        PreparedStatement statistics = connection.prepareStatement("ANALYZE usage_days")) {
      year.setString(1, organization.toString());
      year.executeUpdate();
      member.setObject(1, organization);
      member.setString(2, owner);
      member.executeUpdate();
      statistics.execute();
    }
  }
}
