package io.orgplane.org.auditlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of the feeds. Whoever appends holds the row of the organization's counter until
 * they commit, so the next position is given out only after this one is visible: a reader who has
 * seen a position has seen all before it. Appending is therefore the last thing that a transaction
 * does, or the organization's changes wait for each other longer than they have to.
 */
@ApplicationScoped
class Feeds {

  private static final String APPEND =
      """
      WITH turn AS (
        INSERT INTO audit_feeds AS feed
          (organization_id, last_position, recorded_at, shortest_delay, longest_delay)
        VALUES ($1, 1, $4, extract(epoch FROM $4::timestamptz - $3::timestamptz),
                extract(epoch FROM $4::timestamptz - $3::timestamptz))
        ON CONFLICT (organization_id) DO UPDATE
        SET last_position = feed.last_position + 1,
            recorded_at = greatest(feed.recorded_at, excluded.recorded_at),
            shortest_delay = least(feed.shortest_delay,
              extract(epoch FROM greatest(feed.recorded_at, excluded.recorded_at) - $3)),
            longest_delay = greatest(feed.longest_delay,
              extract(epoch FROM greatest(feed.recorded_at, excluded.recorded_at) - $3))
        RETURNING last_position, recorded_at)
      INSERT INTO audit_entries
        (organization_id, position, entry_id, occurred_at, recorded_at, service, action, actor_type,
         actor_id, actor_email, address, subject_type, subject_id, subject_name, before, after)
      SELECT $1, turn.last_position, $2, $3, turn.recorded_at, $5, $6, $7,
             $8, $9, $10, $11, $12, $13, $14::text::jsonb, $15::text::jsonb
      FROM turn
      """;

  private final ObjectMapper json;
  private final Clock clock;

  Feeds(ObjectMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  Uni<Void> append(Tx tx, RecordedChange change) {
    AuditEntry entry = change.entry();
    Actor actor = entry.actor();
    return tx.execute(
            APPEND,
            entry.organization(),
            change.id(),
            change.occurredAt(),
            clock.instant(),
            change.service(),
            entry.action(),
            actor.type(),
            actor.id(),
            actor.email(),
            actor.address(),
            entry.subject().type(),
            entry.subject().id(),
            entry.subject().name(),
            written(entry.before()),
            written(entry.after()))
        .replaceWithVoid();
  }

  private @Nullable String written(@Nullable Map<String, ?> fields) {
    if (fields == null) {
      return null;
    }
    try {
      return json.writeValueAsString(fields);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("changed fields cannot be written as JSON", unwritable);
    }
  }
}
