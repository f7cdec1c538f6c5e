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
 * @param version of the configuration that it is made of
 */
record Flight(long version, CompletableFuture<Lease> lease, AtomicReference<Instant> nextRefresh) {

  static Flight startingFor(long version) {
    return new Flight(version, new CompletableFuture<>(), new AtomicReference<>(Instant.MIN));
  }

  static Flight landed(long version, Lease lease) {
    return new Flight(
        version, CompletableFuture.completedFuture(lease), new AtomicReference<>(Instant.MIN));
  }

  /** Whether this is a session of that version which is under way, or good for long enough. */
  boolean serves(long wanted, Instant now, Duration leastLeft) {
    return version == wanted && (isUnderWay() || hasLeft(now, leastLeft));
  }

  boolean isUnderWay() {
    return !lease.isDone();
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
    return !lease.isCompletedExceptionally()
        && now.plus(atLeast).isBefore(lease.join().expiresAt());
  }
}
