package io.orgplane.kit.event;

import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes a parked key's events up again, in order, until all are applied or one fails once more. */
@ApplicationScoped
class Redrive {

  private final Transactions transactions;
  private final ParkedEvents parked;
  private final Inbox inbox;

  Redrive(Transactions transactions, ParkedEvents parked, Inbox inbox) {
    this.transactions = transactions;
    this.parked = parked;
    this.inbox = inbox;
  }

  /** How many events were applied; those that remain are still parked, with the new reason. */
  Uni<Outcome> of(String consumer, byte[] key, boolean skipFirst) {
    return (skipFirst ? skip(consumer, key) : Uni.createFrom().voidItem())
        .chain(() -> drive(consumer, key, 0));
  }

  private Uni<Outcome> drive(String consumer, byte[] key, int applied) {
    return transactions
        .acrossOrganizations(tx -> applyFirst(tx, consumer, key))
        .chain(
            progress ->
                progress
                    ? drive(consumer, key, applied + 1)
                    : Uni.createFrom().item(new Outcome(applied, true)))
        .onFailure()
        .recoverWithUni(failure -> stop(consumer, key, applied, failure));
  }

  /** False when the queue is empty, and then closed. */
  private Uni<Boolean> applyFirst(Tx tx, String consumer, byte[] key) {
    return parked
        .isParked(tx, consumer, key)
        .chain(() -> parked.first(tx, consumer, key))
        .chain(
            first ->
                first
                    .map(event -> apply(tx, consumer, event).replaceWith(true))
                    .orElseGet(() -> parked.closeQueue(tx, consumer, key).replaceWith(false)));
  }

  private Uni<Void> apply(Tx tx, String consumer, ParkedEvents.Waiting event) {
    return Uni.createFrom()
        .deferred(() -> inbox.once(tx, consumer, event.incoming().envelope()))
        .chain(() -> parked.remove(tx, consumer, event));
  }

  private Uni<Void> skip(String consumer, byte[] key) {
    return transactions.acrossOrganizations(
        tx ->
            parked
                .isParked(tx, consumer, key)
                .chain(() -> parked.first(tx, consumer, key))
                .chain(
                    first ->
                        first
                            .map(event -> parked.remove(tx, consumer, event))
                            .orElseGet(() -> Uni.createFrom().voidItem())));
  }

  private Uni<Outcome> stop(String consumer, byte[] key, int applied, Throwable failure) {
    return transactions
        .acrossOrganizations(tx -> parked.noteFailure(tx, consumer, key, failure))
        .replaceWith(new Outcome(applied, false));
  }

  /** What a redrive came to. */
  record Outcome(int applied, boolean empty) {}
}
