package io.orgplane.kit.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way an event leaves: into a table, in the transaction of the change that it tells of. There
 * is no other, so that a change and its event exist both or neither.
 *
 * <p>Events that depend on each other are appended under the same row lock; then the order of their
 * ids is the order of their commits, and the order in which everybody sees them.
 */
@ApplicationScoped
public class Outbox {

  /** Bytes of one payload; half of what a broker takes by default. */
  static final int MAX_PAYLOAD = 512 * 1024;

  private static final String APPEND =
      """
      INSERT INTO outbox (organization_id, partition, topic, event_id, type, payload, occurred_at, traceparent)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  private final EventsConfig config;
  private final ObjectMapper json;
  private final Clock clock;

  Outbox(EventsConfig config, ObjectMapper json, Clock clock) {
    this.config = config;
    this.json = json;
    this.clock = clock;
  }

  public Uni<Void> append(Tx tx, DomainEvent... events) {
    return append(tx, Arrays.asList(events));
  }

  /**
   * Appends in the given order.
   *
   * @throws IllegalArgumentException when a payload is larger than a broker would take: better to
   *     fail the change than to block every later event
   */
  public Uni<Void> append(Tx tx, List<? extends DomainEvent> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    tx.markEventsAppended();
    Instant now = clock.instant();
    String traceparent = TraceParent.current();
    return tx.executeEach(
        APPEND, events.stream().map(event -> row(event, now, traceparent)).toList());
  }

  private @Nullable Object[] row(DomainEvent event, Instant now, @Nullable String traceparent) {
    return new @Nullable Object[] {
      event.organizationId(),
      (short) Partitions.of(event.organizationId(), config.partitions()),
      config.topic(),
      Ids.next(),
      EventType.of(event.getClass()).value(),
      payload(event),
      now,
      traceparent
    };
  }

  private byte[] payload(DomainEvent event) {
    byte[] payload = written(event);
    if (payload.length > MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          EventType.of(event.getClass()) + " is larger than " + MAX_PAYLOAD + " bytes");
    }
    return payload;
  }

  private byte[] written(DomainEvent event) {
    try {
      return json.writeValueAsBytes(event);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException(
          EventType.of(event.getClass()) + " cannot be written as JSON", unwritable);
    }
  }
}
