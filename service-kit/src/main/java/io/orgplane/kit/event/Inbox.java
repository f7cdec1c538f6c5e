package io.orgplane.kit.event;

import io.orgplane.kit.problem.DatabaseUnavailable;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The way an event comes in. Every consumer applies it once: the claim and the effect commit
 * together, so a redelivery finds the claim and a crash leaves neither.
 *
 * <p>A failure of the event is tried again a few times and then parks the event's key; the events
 * behind it wait there in order while other keys go on. A failure of the database is no fault of
 * the event: it is waited out. Either way {@link #receive} only completes when nothing can be lost
 * any more, and only then may the offset be committed.
 */
@ApplicationScoped
public class Inbox {

  private static final Logger LOG = Logger.getLogger(Inbox.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private static final String CLAIM =
      """
      INSERT INTO inbox (organization_id, consumer, event_id) VALUES ($1, $2, $3)
      ON CONFLICT DO NOTHING
      """;

  private final Transactions transactions;
  private final Consumers consumers;
  private final ParkedEvents parked;
  private final EventsConfig.Inbox config;
  private final HeartbeatListener heartbeats;

  Inbox(
      Transactions transactions,
      Consumers consumers,
      ParkedEvents parked,
      EventsConfig config,
      HeartbeatListener heartbeats) {
    this.transactions = transactions;
    this.consumers = consumers;
    this.parked = parked;
    this.config = config.inbox();
    this.heartbeats = heartbeats;
  }

  /** Takes a record from Kafka to every consumer that wants it. Never fails. */
  public Uni<Void> receive(ConsumerRecord<byte[], byte[]> consumed) {
    IncomingRecord incoming = IncomingRecord.of(consumed);
    if (incoming.isHeartbeat()) {
      heartbeats.beat(incoming);
      return Uni.createFrom().voidItem();
    }
    return Multi.createFrom()
        .iterable(consumers.interestedIn(incoming.declaredType()))
        .onItem()
        .transformToUniAndConcatenate(consumer -> deliver(consumer, incoming))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> deliver(String consumer, IncomingRecord incoming) {
    return attempt(consumer, incoming)
        .onFailure(Inbox::mayPass)
        .retry()
        .withBackOff(config.backoff(), LONGEST_PAUSE)
        .atMost(config.attempts() - 1L)
        .onFailure(failure -> !DatabaseUnavailable.is(failure))
        .recoverWithUni(failure -> park(consumer, incoming, failure))
        .onFailure()
        .invoke(failure -> LOG.warnf("%s waits: %s", incoming.describe(), failure.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(config.backoff(), LONGEST_PAUSE)
        .indefinitely();
  }

  private Uni<Void> attempt(String consumer, IncomingRecord incoming) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Received<byte[]> event = incoming.envelope();
              return transactions.in(
                  event.organization(), tx -> unlessParked(tx, consumer, incoming, event));
            });
  }

  private Uni<Void> unlessParked(
      Tx tx, String consumer, IncomingRecord incoming, Received<byte[]> event) {
    return parked
        .joinQueue(tx, consumer, incoming)
        .chain(waits -> waits ? Uni.createFrom().voidItem() : once(tx, consumer, event));
  }

  /** Claims the event and applies it, or does nothing when it was claimed before. */
  Uni<Void> once(Tx tx, String consumer, Received<byte[]> event) {
    return tx.execute(CLAIM, event.organization(), consumer, event.id())
        .chain(
            claimed ->
                claimed == 0 ? Uni.createFrom().voidItem() : consumers.apply(consumer, tx, event));
  }

  private Uni<Void> park(String consumer, IncomingRecord incoming, Throwable failure) {
    LOG.errorf(failure, "%s is parked for %s", incoming.describe(), consumer);
    return transactions.acrossOrganizations(
        tx -> parked.park(tx, consumer, incoming, failure, config.attempts()));
  }

  private static boolean mayPass(Throwable failure) {
    return !(failure instanceof UnreadableEvent) && !DatabaseUnavailable.is(failure);
  }
}
