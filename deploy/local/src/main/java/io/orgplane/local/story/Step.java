package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One sentence of the story: the requests that make it happen, the events that follow, and what
 * must be true afterwards.
 */
final class Step {
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Telling telling;
  private final EventWatch events;
  private long begun = System.nanoTime();

  Step(Telling telling, EventWatch events) {
    this.telling = telling;
    this.events = events;
  }

  /**
   * Tells the request. An answer with another status ends the story: what follows would be about
   * something that did not happen.
   */
  Answer answers(int status, Answer answer) {
    begun = answer.sentAt();
    telling.request(answer);
    if (answer.status() != status) {
      throw new StoryBroken(
          "%s %s answers %d instead of %d: %s"
              .formatted(answer.method(), answer.path(), answer.status(), status, answer.body()));
    }
    return answer;
  }

  /** Tells a request that must be refused with this problem. */
  void refused(int status, String code, Answer answer) {
    begun = answer.sentAt();
    telling.request(answer);
    is("it is refused as " + code, answer.status() + " " + answer.code(), status + " " + code);
  }

  /** Waits for an event that this step brings about. */
  void event(String type, String organization) {
    event(type, organization, value -> true);
  }

  void event(String type, String organization, Predicate<JsonNode> matching) {
    Optional<EventWatch.Heard> heard = events.await(type, organization, matching);
    if (heard.isPresent()) {
      telling.event(type, Math.max(0, (heard.get().at() - begun) / 1_000_000));
    } else {
      telling.differs("event " + type, "none", "one");
    }
  }

  /** Tells something that happened beside requests and events. */
  void effect(String what) {
    telling.effect(what, (System.nanoTime() - begun) / 1_000_000);
  }

  void is(String fact, Object actual, Object expected) {
    if (same(actual, expected)) {
      telling.holds(fact);
    } else {
      telling.differs(fact, actual, expected);
    }
  }

  void holds(String fact, boolean actual) {
    is(fact, actual, true);
  }

  /**
   * For what follows an event instead of an answer: waits a bounded time, and tells how long it
   * took.
   */
  void becomes(String fact, Supplier<Object> actual, Object expected) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    Object seen = actual.get();
    while (!same(seen, expected) && System.nanoTime() < deadline) {
      Pauses.brief();
      seen = actual.get();
    }
    if (same(seen, expected)) {
      telling.holds("%s (%d ms)".formatted(fact, (System.nanoTime() - begun) / 1_000_000));
    } else {
      telling.differs(fact, seen, expected);
    }
  }

  /** Numbers are the same by value: 600 and 600.000 are. */
  private static boolean same(Object actual, Object expected) {
    if (actual instanceof BigDecimal left && expected instanceof BigDecimal right) {
      return left.compareTo(right) == 0;
    }
    return Objects.equals(actual, expected);
  }
}
