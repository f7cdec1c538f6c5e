package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Credits that were given, and what is left of them. They were given at once, unless the grant is
 * open: then it grows by what is drawn from it.
 */
final class Grant {

  private final UUID id;
  private final Bucket bucket;
  private final Instant grantedAt;
  private @Nullable Instant expiresAt;
  private final String sourceKey;
  private final String reason;
  private final Balance loaded;
  private Credits granted;
  private boolean open;
  private Credits remaining;
  private Credits held;
  private Credits expired;

  /** What it was given for, and why. */
  record Source(String key, String reason) {}

  /** What it holds, as it was read: whoever writes has seen exactly this. */
  record Balance(Credits remaining, Credits held, Credits expired) {

    static final Balance EMPTY = new Balance(Credits.NONE, Credits.NONE, Credits.NONE);
  }

  Grant(
      UUID id,
      Bucket bucket,
      Credits granted,
      Instant grantedAt,
      @Nullable Instant expiresAt,
      Source source,
      Balance balance,
      boolean open) {
    this.id = id;
    this.bucket = bucket;
    this.granted = granted;
    this.grantedAt = grantedAt;
    this.expiresAt = expiresAt;
    this.sourceKey = source.key();
    this.reason = source.reason();
    this.loaded = balance;
    this.remaining = balance.remaining();
    this.held = balance.held();
    this.expired = balance.expired();
    this.open = open;
  }

  static Grant fresh(
      UUID id,
      Bucket bucket,
      Credits credits,
      Instant now,
      @Nullable Instant expiresAt,
      Source source) {
    Balance full = new Balance(credits, Credits.NONE, Credits.NONE);
    return new Grant(id, bucket, credits, now, expiresAt, source, full, false);
  }

  /** One that grows, and holds nothing yet. */
  static Grant growing(UUID id, Bucket bucket, Instant now, Instant expiresAt, Source source) {
    return new Grant(id, bucket, Credits.NONE, now, expiresAt, source, Balance.EMPTY, true);
  }

  void grow(Credits more) {
    granted = granted.plus(more);
    remaining = remaining.plus(more);
  }

  boolean isOpen() {
    return open;
  }

  /** It grows no more. */
  void close() {
    open = false;
  }

  /** What was drawn from it. */
  Credits drawn() {
    return granted.minus(remaining).minus(expired);
  }

  /** It ends earlier than it was meant to. */
  void endAt(Instant now) {
    expiresAt = now;
  }

  Credits expired() {
    return expired;
  }

  Balance loaded() {
    return loaded;
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
    expired = expired.plus(ended);
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
