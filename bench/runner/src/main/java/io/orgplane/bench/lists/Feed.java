package io.orgplane.bench.lists;

import io.orgplane.bench.latency.MeasuredServices;
import io.orgplane.local.SuiteService;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Entries of an audit feed, put straight into org-service's database. */
final class Feed {

  static final int ACTORS = 100;
  static final String ACTOR = "bench-actor-";
  static final String ACTION = "member-role-changed";

  private static final String ENTRIES =
      """
      INSERT INTO audit_entries (organization_id, position, entry_id, occurred_at, recorded_at,
        service, action, actor_type, actor_id, actor_email, address, subject_type, subject_id,
        before, after)
      SELECT ?, n, gen_random_uuid(), clock_timestamp(), clock_timestamp(), 'membership',
        (ARRAY['member-role-changed', 'member-invited', 'workspace-created', 'member-removed'])[1 + n %% 4],
        'user', '%s' || n %% %d, 'somebody@example.com', '192.0.2.7', 'member', 'bench-' || n,
        '{"role": "viewer"}', '{"role": "developer"}'
      FROM generate_series(
        (SELECT coalesce(max(position), 0) + 1 FROM audit_entries WHERE organization_id = ?), ?) AS n
      """
          .formatted(ACTOR, ACTORS);

  private static final String HEAD =
      """
      INSERT INTO audit_feeds (organization_id, last_position, recorded_at, shortest_delay, longest_delay)
      VALUES (?, ?, clock_timestamp(), 0, 1)
      ON CONFLICT (organization_id) DO UPDATE
      SET last_position = excluded.last_position, recorded_at = excluded.recorded_at
      """;

  private Feed() {}

  static void fill(MeasuredServices services, UUID organization, int length) throws SQLException {
    try (Connection database = services.database(SuiteService.ORG);
        PreparedStatement entries = database.prepareStatement(ENTRIES);
        PreparedStatement head = database.prepareStatement(HEAD);
        Statement vacuum = database.createStatement()) {
      database.setAutoCommit(false);
      head.setObject(1, organization);
      head.setLong(2, length);
      head.executeUpdate();
      entries.setObject(1, organization);
      entries.setObject(2, organization);
      entries.setInt(3, length);
      entries.executeUpdate();
      database.commit();
      database.setAutoCommit(true);
      vacuum.execute("VACUUM ANALYZE audit_entries");
    }
  }
}
