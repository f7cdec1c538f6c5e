package io.orgplane.sandbox.stripe.api;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://docs.stripe.com/api/idempotent_requests">Idempotency keys</a>: the first outcome
 * of a request that began to execute is kept for a day and given again, a 500 included; other
 * parameters under the same key are refused.
 */
final class Idempotency {
  private static final long KEPT_SECONDS = 24 * 60 * 60;
  private static final int LONGEST = 255;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Moment moment;

  Idempotency(Moment moment) {
    this.moment = moment;
  }

  /** What a request came to; absent while it is still running. */
  record Outcome(int status, String body, String requestId) {}

  private static final class Entry {
    final String request;
    final long since;
    @Nullable Outcome outcome;

    Entry(String request, long since) {
      this.request = request;
      this.since = since;
    }
  }

  /** Claims the key, or gives the first outcome again. */
  @Nullable Outcome begin(String key, String request) {
    if (key.isBlank() || key.length() > LONGEST) {
      throw ApiError.idempotency("An idempotency key has 1 to " + LONGEST + " characters.");
    }
    entries.values().removeIf(this::isForgotten);
    Entry entry = entries.putIfAbsent(key, new Entry(request, moment.now()));
    if (entry == null) {
      return null;
    }
    if (!entry.request.equals(request)) {
      throw ApiError.idempotency(
          "The idempotency key '" + key + "' was first used for a request with other parameters.");
    }
    if (entry.outcome == null) {
      throw ApiError.keyInUse(
          "Another request with the idempotency key '" + key + "' is still in progress.");
    }
    return entry.outcome;
  }

  /** What is still running is not forgotten, however far the clock was moved meanwhile. */
  private boolean isForgotten(Entry entry) {
    return entry.outcome != null && entry.since + KEPT_SECONDS <= moment.now();
  }

  void keep(String key, Outcome outcome) {
    Entry entry = entries.get(key);
    if (entry != null) {
      entry.outcome = outcome;
    }
  }

  /** The request was refused before it executed: the key is free again. */
  void release(String key) {
    entries.remove(key);
  }
}
