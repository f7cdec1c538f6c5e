package io.orgplane.kit.event;

import io.orgplane.kit.id.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The relay's side of the outbox table, on a connection of its own. */
final class OutboxReader {

  /** First half of the advisory lock's key; the second is the partition. */
  private static final int LOCK_CLASS = 0x4F52_4750;

  /**
   * The connection is the lock. When its holder is paused or its machine is gone, the server ends
   * the session after this long, and another replica takes over.
   *
   * <p>A table whose rows come and go has statistics that are always wrong, and only a plain index
   * scan clears the entries of deleted rows out of its own way: with the other kinds of scan each
   * reading costs as much as all events since the last vacuum.
   */
  private static final String SESSION =
      """
      SET orgplane.organization = '*';
      SET idle_session_timeout = '10s';
      SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;
      SET synchronous_commit = off;
      SET enable_seqscan = off; SET enable_bitmapscan = off
      """;

  /**
   * Always from the lowest id that is left, never from a remembered position: a transaction that
   * took a low id and commits late would be skipped.
   */
  private static final String NEXT =
      """
      SELECT event.* FROM unnest(?) AS held (partition) CROSS JOIN LATERAL (
        SELECT organization_id, id, partition, topic, event_id, type, payload, occurred_at, traceparent
        FROM outbox WHERE outbox.partition = held.partition ORDER BY id LIMIT ?) AS event
      ORDER BY id LIMIT ?
      """;

  private static final String DELETE =
      """
      DELETE FROM outbox WHERE (partition, id) IN
        (SELECT * FROM unnest(?::int2[], ?::bigint[]))
      """;

  private final Connection connection;

  /**
   * A lost deletion is harmless, the events are published again and applied once; so the session
   * does not wait for the disk.
   */
  OutboxReader(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement session = connection.createStatement()) {
      session.execute(SESSION);
    }
  }

  boolean tryLock(int partition) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
      lock.setInt(1, LOCK_CLASS);
      lock.setInt(2, partition);
      try (ResultSet answer = lock.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  List<PendingEvent> next(Collection<Integer> partitions, int limit) throws SQLException {
    try (PreparedStatement next = connection.prepareStatement(NEXT)) {
      next.setArray(1, connection.createArrayOf("int2", partitions.toArray()));
      next.setInt(2, limit);
      next.setInt(3, limit);
      try (ResultSet rows = next.executeQuery()) {
        List<PendingEvent> events = new ArrayList<>();
        while (rows.next()) {
          events.add(event(rows));
        }
        return events;
      }
    }
  }

  void delete(List<PendingEvent> published) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setArray(
          1,
          connection.createArrayOf(
              "int2", published.stream().map(PendingEvent::partition).toArray()));
      delete.setArray(
          2, connection.createArrayOf("int8", published.stream().map(PendingEvent::id).toArray()));
      delete.executeUpdate();
    }
  }

  private static PendingEvent event(ResultSet row) throws SQLException {
    return new PendingEvent(
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        row.getLong("id"),
        row.getInt("partition"),
        row.getString("topic"),
        row.getObject("event_id", UUID.class),
        row.getString("type"),
        row.getBytes("payload"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getString("traceparent"));
  }
}
