package io.orgplane.kit.tx;

/**
 * A transaction that appended to the outbox has committed; the relay need not wait for its next
 * poll.
 */
public record EventsCommitted() {}
