package io.orgplane.bench.latency;

import io.orgplane.local.SuiteService;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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
      FROM %s WHERE version > 0
      """;

  private CommitTimes() {}

  /** Of the changes themselves, in membership-service. */
  static Times ofChanges(MeasuredServices services, Set<Change> changes) throws SQLException {
    return read(services, SuiteService.MEMBERSHIP, "members", changes);
  }

  /** Of their effects in a service that follows; waits until all are there. */
  static Times ofEffects(MeasuredServices services, SuiteService service, Set<Change> changes)
      throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Times found = read(services, service, "membership_projection", changes);
      if (found.count() == changes.size()) {
        return found;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "%d of %d changes had an effect".formatted(found.count(), changes.size()));
      }
      Thread.sleep(PAUSE);
    }
  }

  private static Times read(
      MeasuredServices services, SuiteService service, String table, Set<Change> changes)
      throws SQLException {
    Map<Change, Long> micros = new HashMap<>();
    try (Connection database = services.database(service);
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(TIMES.formatted(table))) {
      while (rows.next()) {
        Change change =
            new Change(rows.getObject("organization_id", UUID.class), rows.getString("user_id"));
        if (changes.contains(change)) {
          micros.put(change, rows.getLong("micros"));
        }
      }
    }
    return new Times(micros);
  }
}
