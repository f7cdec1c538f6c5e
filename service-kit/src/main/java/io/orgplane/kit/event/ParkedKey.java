package io.orgplane.kit.event;

import io.orgplane.kit.tx.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A key whose events wait, as an operator sees it.
 *
 * @param key the organization id where the key is one
 * @param keyHex the key's bytes, whatever they are; names the queue in a redrive
 * @param events how many wait, the failed one included
 * @param reason why the first of them could not be applied
 */
public record ParkedKey(
    String consumer,
    String key,
    String keyHex,
    String topic,
    long events,
    String reason,
    int attempts,
    Instant parkedAt) {

  static ParkedKey of(Row row) {
    byte[] key = row.getBuffer("record_key").getBytes();
    return new ParkedKey(
        row.getString("consumer"),
        new String(key, StandardCharsets.UTF_8),
        HexFormat.of().formatHex(key),
        row.getString("topic"),
        row.getLong("events"),
        row.getString("reason"),
        row.getInteger("attempts"),
        Rows.instant(row, "parked_at"));
  }
}
