package io.orgplane.kit.event;

import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait because one before them, of the same key and for the same consumer, cannot be
 * applied. The row in {@code parked_keys} is the queue's door: whoever joins, leaves or closes it
 * locks that row first, so no event slips past one that waits.
 */
@ApplicationScoped
class ParkedEvents {

  private static final int MAX_REASON = 500;
  private static final String BEHIND = "waits behind an event that cannot be applied";

  private static final String LOCK_KEY =
      "SELECT 1 FROM parked_keys WHERE consumer = $1 AND record_key = $2 FOR UPDATE";

  private static final String OPEN_QUEUE =
      "INSERT INTO parked_keys (consumer, record_key) VALUES ($1, $2) ON CONFLICT DO NOTHING";

  private static final String ADD =
      """
      INSERT INTO parked_events (consumer, record_key, topic, partition, kafka_offset, headers, payload, reason, attempts)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (consumer, topic, partition, kafka_offset) DO NOTHING
      """;

  private static final String FIRST =
      """
      SELECT id, topic, partition, kafka_offset, record_key, headers, payload
      FROM parked_events WHERE consumer = $1 AND record_key = $2 ORDER BY id LIMIT 1
      """;

  private static final String REMOVE =
      "DELETE FROM parked_events WHERE consumer = $1 AND record_key = $2 AND id = $3";

  private static final String CLOSE_QUEUE =
      "DELETE FROM parked_keys WHERE consumer = $1 AND record_key = $2";

  /**
   * Whether the record now waits in its key's queue; false when there is none and it may be
   * applied.
   */
  Uni<Boolean> joinQueue(Tx tx, String consumer, IncomingRecord incoming) {
    return isParked(tx, consumer, incoming.key())
        .call(
            waits -> waits ? add(tx, consumer, incoming, BEHIND, 0) : Uni.createFrom().voidItem());
  }

  Uni<Void> park(Tx tx, String consumer, IncomingRecord incoming, Throwable failure, int attempts) {
    return tx.execute(OPEN_QUEUE, consumer, incoming.key())
        .chain(() -> isParked(tx, consumer, incoming.key()))
        .chain(() -> add(tx, consumer, incoming, reason(failure), attempts));
  }

  /** Also takes the lock of the queue's door. */
  Uni<Boolean> isParked(Tx tx, String consumer, byte[] key) {
    return tx.find(LOCK_KEY, row -> true, consumer, key).map(Optional::isPresent);
  }

  Uni<Optional<Waiting>> first(Tx tx, String consumer, byte[] key) {
    return tx.find(FIRST, Waiting::of, consumer, key);
  }

  Uni<Void> remove(Tx tx, String consumer, Waiting event) {
    return tx.execute(REMOVE, consumer, event.incoming().key(), event.id()).replaceWithVoid();
  }

  Uni<Void> closeQueue(Tx tx, String consumer, byte[] key) {
    return tx.execute(CLOSE_QUEUE, consumer, key).replaceWithVoid();
  }

  Uni<Void> noteFailure(Tx tx, String consumer, byte[] key, Throwable failure) {
    return tx.execute(
            """
            UPDATE parked_events SET attempts = attempts + 1, reason = $3
            WHERE consumer = $1 AND record_key = $2 AND id =
              (SELECT min(id) FROM parked_events WHERE consumer = $1 AND record_key = $2)
            """,
            consumer,
            key,
            reason(failure))
        .replaceWithVoid();
  }

  Uni<List<ParkedKey>> list(Tx tx, int limit) {
    return tx.list(
        """
        SELECT k.consumer, k.record_key, k.parked_at, count(e.id) AS events,
               (array_agg(e.reason ORDER BY e.id))[1] AS reason,
               (array_agg(e.topic ORDER BY e.id))[1] AS topic,
               (array_agg(e.attempts ORDER BY e.id))[1] AS attempts
        FROM parked_keys k JOIN parked_events e USING (consumer, record_key)
        GROUP BY k.consumer, k.record_key ORDER BY k.parked_at LIMIT $1
        """,
        ParkedKey::of,
        limit);
  }

  private Uni<Void> add(
      Tx tx, String consumer, IncomingRecord incoming, String reason, int attempts) {
    byte[] payload = incoming.payload();
    return tx.execute(
            ADD,
            consumer,
            incoming.key(),
            incoming.topic(),
            incoming.partition(),
            incoming.offset(),
            new JsonObject(new HashMap<>(incoming.headers())),
            payload,
            reason,
            attempts)
        .replaceWithVoid();
  }

  /** The kind of failure and its message, cut; events carry no secrets, so neither do these. */
  private static String reason(Throwable failure) {
    String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    String clean = reason.replace('\0', '\uFFFD');
    return clean.length() > MAX_REASON ? clean.substring(0, MAX_REASON) : clean;
  }

  /** An event in its key's queue. */
  record Waiting(long id, IncomingRecord incoming) {

    static Waiting of(Row row) {
      Map<String, String> headers = new LinkedHashMap<>();
      row.getJsonObject("headers")
          .forEach(entry -> headers.put(entry.getKey(), entry.getValue().toString()));
      return new Waiting(
          row.getLong("id"),
          new IncomingRecord(
              row.getString("topic"),
              row.getInteger("partition"),
              row.getLong("kafka_offset"),
              row.getBuffer("record_key").getBytes(),
              headers,
              bytes(row)));
    }

    private static byte @Nullable [] bytes(Row row) {
      var payload = row.getBuffer("payload");
      return payload == null ? null : payload.getBytes();
    }
  }
}
