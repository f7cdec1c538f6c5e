package io.orgplane.bench.latency;

import io.orgplane.local.SuiteService;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * When the server committed a change and its effect, by its own account: what was written last to
 * each row. Nothing is looked at while the load runs, so looking disturbs nothing.
 */
final class CommitTimes {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final String TIMES =
      """
      SELECT organization_id, user_id,
        (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000000)::bigint AS micros
      FROM %s WHERE user_id LIKE 'bench-%%' AND version > 0
      """;

  private CommitTimes() {}

  /** Of the changes themselves, in membership-service. */
  static Times ofChanges(TwoServices services) throws SQLException {
    return read(services, SuiteService.MEMBERSHIP, "members");
  }

  /** Of their effects in org-service; waits until this many are there. */
  static Times ofEffects(TwoServices services, int expected)
      throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Times found = read(services, SuiteService.ORG, "membership_projection");
      if (found.count() >= expected) {
        return found;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "%d of %d changes had an effect".formatted(found.count(), expected));
      }
      Thread.sleep(PAUSE);
    }
  }

  private static Times read(TwoServices services, SuiteService service, String table)
      throws SQLException {
    Map<Change, Long> micros = new HashMap<>();
    try (Connection database = services.database(service);
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(TIMES.formatted(table))) {
      while (rows.next()) {
        micros.put(
            new Change(rows.getObject("organization_id", UUID.class), rows.getString("user_id")),
            rows.getLong("micros"));
      }
    }
    return new Times(micros);
  }
}
