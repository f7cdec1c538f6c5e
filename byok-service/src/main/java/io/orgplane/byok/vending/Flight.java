package io.orgplane.byok.vending;

import io.orgplane.byok.cloud.CloudAccess.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One fetching of a session and, once it has come, the session: whoever wants it meanwhile waits
 * for the same one.
 *
 * @param generation of the configuration that it is made of
 * @param began by our clock
 */
record Flight(
    long generation,
    Instant began,
    CompletableFuture<Vended> session,
    AtomicReference<Instant> nextRefresh) {

  static Flight startingFor(long generation, Instant now) {
    return new Flight(
        generation, now, new CompletableFuture<>(), new AtomicReference<>(Instant.MIN));
  }

  /** Whether this is a session of that generation which is under way, or good for long enough. */
  boolean serves(long wanted, Instant now, Duration leastLeft) {
    return generation == wanted && (isUnderWay() || hasLeft(now, leastLeft));
  }

  boolean isUnderWay() {
    return !session.isDone();
  }

  /** True for one caller only, who then renews it; and again after the pause. */
  boolean claimsRefresh(Instant now, Duration refreshBefore, Duration pause) {
    Instant due = nextRefresh.get();
    return !isUnderWay()
        && !hasLeft(now, refreshBefore)
        && !now.isBefore(due)
        && nextRefresh.compareAndSet(due, now.plus(pause));
  }

  private boolean hasLeft(Instant now, Duration atLeast) {
    return !session.isCompletedExceptionally()
        && now.plus(atLeast).isBefore(ends(session.join().lease()));
  }

  /**
   * Where we asked for a length of time, it is counted from when we asked: AWS's clock and ours
   * need not agree, and a session must be neither kept beyond its end nor renewed all the time.
   */
  private Instant ends(Lease lease) {
    Duration lasts = lease.lasts();
    return lasts == null ? lease.expiresAt() : began.plus(lasts);
  }
}
