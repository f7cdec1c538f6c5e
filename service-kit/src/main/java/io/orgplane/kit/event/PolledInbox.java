package io.orgplane.kit.event;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * A way in for events that come by the thousand and are recognised by an id of their own: those of
 * a poll are applied together, one call for each organization, without a claim for each.
 *
 * <p>It is for the good case alone. Whatever cannot be read, waits behind a parked event or fails
 * goes through {@link Inbox}, one by one and in order, and is retried and parked there as
 * elsewhere.
 */
@ApplicationScoped
public class PolledInbox {

  private static final Logger LOG = Logger.getLogger(PolledInbox.class);
  private static final int ORGANIZATIONS_AT_ONCE = 16;
  private static final String PARKED =
      "SELECT record_key FROM parked_keys WHERE consumer = $1 AND record_key = ANY($2)";

  private final Inbox inbox;
  private final Transactions transactions;
  private final ObjectMapper json;

  PolledInbox(Inbox inbox, Transactions transactions, ObjectMapper json) {
    this.inbox = inbox;
    this.transactions = transactions;
    this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /**
   * Applies events together. It answers behind its commit, and does nothing the second time because
   * it recognises what the events tell of; the {@link EventConsumer} of the same name does the same
   * for a single one.
   */
  public interface Together<E> {

    /** The name of the consumer that takes them one by one. */
    String name();

    Class<E> type();

    Uni<Void> apply(OrganizationId organization, List<Received<E>> events);
  }

  /** Takes a poll's records to a consumer. Never fails. */
  public <E> Uni<Void> receive(
      Iterable<ConsumerRecord<byte[], byte[]>> polled, Together<E> consumer) {
    Map<Buffer, Queue<E>> queues = new LinkedHashMap<>();
    ObjectReader reader = json.readerFor(consumer.type());
    EventType type = EventType.of(consumer.type());
    for (ConsumerRecord<byte[], byte[]> each : polled) {
      IncomingRecord incoming = IncomingRecord.of(each);
      queues
          .computeIfAbsent(Buffer.buffer(incoming.key()), key -> new Queue<>())
          .add(each, incoming, type, reader);
    }
    return parked(consumer.name(), queues.keySet())
        .onFailure()
        .recoverWithItem(Set.of())
        .chain(parked -> apply(queues, parked, consumer));
  }

  private <E> Uni<Void> apply(
      Map<Buffer, Queue<E>> queues, Set<Buffer> parked, Together<E> consumer) {
    return Multi.createFrom()
        .iterable(queues.entrySet())
        .onItem()
        .transformToUni(each -> apply(each.getValue(), parked.contains(each.getKey()), consumer))
        .merge(ORGANIZATIONS_AT_ONCE)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private <E> Uni<Void> apply(Queue<E> queue, boolean waits, Together<E> consumer) {
    return waits || !queue.isReadable()
        ? oneByOne(queue)
        : Uni.createFrom()
            .deferred(() -> consumer.apply(queue.organization(), queue.events))
            .onFailure()
            .invoke(failure -> LOG.debugf(failure, "one by one then"))
            .onFailure()
            .recoverWithUni(() -> oneByOne(queue));
  }

  private <E> Uni<Void> oneByOne(Queue<E> queue) {
    return Multi.createFrom()
        .iterable(queue.records)
        .onItem()
        .transformToUniAndConcatenate(inbox::receive)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Set<Buffer>> parked(String consumer, Set<Buffer> keys) {
    return transactions
        .acrossOrganizations(
            tx ->
                tx.list(
                    PARKED,
                    row -> Buffer.buffer(row.getBuffer("record_key").getBytes()),
                    consumer,
                    keys.toArray(Buffer[]::new)))
        .map(found -> found.stream().collect(Collectors.toSet()));
  }

  /** The records of one key, in order. */
  private static final class Queue<E> {

    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<Received<E>> events = new ArrayList<>();

    void add(
        ConsumerRecord<byte[], byte[]> polled,
        IncomingRecord incoming,
        EventType type,
        ObjectReader reader) {
      records.add(polled);
      try {
        if (type.equals(incoming.declaredType())) {
          Received<byte[]> envelope = incoming.envelope();
          events.add(envelope.as(reader.readValue(envelope.payload())));
        }
      } catch (UnreadableEvent | IOException poison) {
        LOG.debugf(poison, "%s goes alone", incoming.describe());
      }
    }

    /** Whether all of them are what the consumer takes. */
    boolean isReadable() {
      return events.size() == records.size();
    }

    OrganizationId organization() {
      return events.getFirst().organization();
    }
  }
}
