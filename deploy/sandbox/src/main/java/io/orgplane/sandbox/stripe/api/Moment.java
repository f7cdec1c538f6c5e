package io.orgplane.sandbox.stripe.api;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the stand-in believes to be now, and which request is being answered. Work that fell due
 * while the clock was moved runs at the time it was due, so that a jump of three months leaves
 * three invoices with three dates.
 */
public final class Moment {
  private final Clock clock;
  private @Nullable Instant asOf;
  private @Nullable String requestId;
  private @Nullable String idempotencyKey;

  public Moment(Clock clock) {
    this.clock = clock;
  }

  public long now() {
    return asOf != null ? asOf.getEpochSecond() : clock.instant().getEpochSecond();
  }

  public @Nullable String requestId() {
    return requestId;
  }

  public @Nullable String idempotencyKey() {
    return idempotencyKey;
  }

  /** Events that happen in here name the request as their cause. */
  void during(String request, @Nullable String key, Runnable work) {
    requestId = request;
    idempotencyKey = key;
    try {
      work.run();
    } finally {
      requestId = null;
      idempotencyKey = null;
    }
  }

  public void asOf(long second, Runnable work) {
    asOf = Instant.ofEpochSecond(second);
    try {
      work.run();
    } finally {
      asOf = null;
    }
  }
}
