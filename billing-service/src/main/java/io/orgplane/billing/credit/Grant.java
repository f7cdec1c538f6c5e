package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Credits that were given once, and what is left of them. */
final class Grant {

  private final UUID id;
  private final Bucket bucket;
  private final Credits granted;
  private final Instant grantedAt;
  private final @Nullable Instant expiresAt;
  private final String sourceKey;
  private final String reason;
  private Credits remaining;
  private Credits held;

  /** What it was given for, and why. */
  record Source(String key, String reason) {}

  Grant(
      UUID id,
      Bucket bucket,
      Credits granted,
      Instant grantedAt,
      @Nullable Instant expiresAt,
      Source source,
      Credits remaining,
      Credits held) {
    this.id = id;
    this.bucket = bucket;
    this.granted = granted;
    this.grantedAt = grantedAt;
    this.expiresAt = expiresAt;
    this.sourceKey = source.key();
    this.reason = source.reason();
    this.remaining = remaining;
    this.held = held;
  }

  static Grant fresh(
      UUID id,
      Bucket bucket,
      Credits credits,
      Instant now,
      @Nullable Instant expiresAt,
      Source source) {
    return new Grant(id, bucket, credits, now, expiresAt, source, credits, Credits.NONE);
  }

  /** Takes as much as there is of what is wanted, and answers how much that was. */
  Credits draw(Credits wanted) {
    Credits taken = wanted.min(available());
    remaining = remaining.minus(taken);
    return taken;
  }

  /** Sets aside as much as there is of what is wanted. */
  Credits hold(Credits wanted) {
    Credits taken = wanted.min(available());
    held = held.plus(taken);
    return taken;
  }

  /** Gives a hold back. */
  void release(Credits hold) {
    held = held.minus(hold);
  }

  /** Ends what nobody has set aside, and answers how much that was. */
  Credits expire() {
    Credits ended = available();
    remaining = held;
    return ended;
  }

  boolean hasExpired(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now);
  }

  /** What can still be drawn. */
  Credits available() {
    return remaining.minus(held);
  }

  UUID id() {
    return id;
  }

  Bucket bucket() {
    return bucket;
  }

  Credits granted() {
    return granted;
  }

  Instant grantedAt() {
    return grantedAt;
  }

  @Nullable Instant expiresAt() {
    return expiresAt;
  }

  String sourceKey() {
    return sourceKey;
  }

  String reason() {
    return reason;
  }

  Credits remaining() {
    return remaining;
  }

  Credits held() {
    return held;
  }
}
