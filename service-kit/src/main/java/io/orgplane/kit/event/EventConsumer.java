package io.orgplane.kit.event;

import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;

/**
 * What a feature hears from Kafka. Each consumer applies each event once and is parked on its own:
 * one that cannot go on holds up no other.
 *
 * <pre>{@code
 * public void listen(Listening to) {
 *   to.event(MemberActivated.class, this::recount);
 * }
 * }</pre>
 */
public interface EventConsumer {

  /** Stable: the inbox remembers under this name what has been applied. */
  String name();

  /** Says which events it wants, once, at start. */
  void listen(Listening to);

  /** Where a consumer says what it wants. */
  interface Listening {

    /**
     * The effect runs in the transaction in which the event is claimed, so both commit or neither.
     * It does nothing but talk to the database. Fields of the payload that {@code type} does not
     * know are ignored, so that producers can add some.
     */
    <E> Listening event(Class<E> type, Effect<E> effect);
  }

  /** The change that an event makes here. */
  @FunctionalInterface
  interface Effect<E> {
    Uni<Void> apply(Tx tx, Received<E> event);
  }
}
