package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One sentence of the story: the requests that make it happen, the events that follow, and what
 * must be true afterwards.
 */
final class Step {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Telling telling;
  private final EventWatch events;
  private final Causes causes;

  Step(Telling telling, EventWatch events, Causes causes) {
    this.telling = telling;
    this.events = events;
    this.causes = causes;
  }

  /**
   * Tells the request. An answer with another status ends the story: what follows would be about
   * something that did not happen.
   */
  Answer answers(int status, Answer answer) {
    tell(answer);
    if (answer.status() != status) {
      throw new StoryBroken(
          "%s %s answers %d instead of %d: %s"
              .formatted(answer.method(), answer.path(), answer.status(), status, answer.body()));
    }
    return answer;
  }

  /** Tells a request that must be refused with this problem. */
  void refused(int status, String code, Answer answer) {
    tell(answer);
    is("it is refused as " + code, answer.status() + " " + answer.code(), status + " " + code);
  }

  private void tell(Answer answer) {
    causes.note(answer);
    telling.request(answer);
  }

  /** Waits for an event that has been brought about. */
  void event(String type, String organization) {
    event(type, organization, value -> true);
  }

  void event(String type, String organization, Predicate<JsonNode> matching) {
    event(type, type, organization, matching);
  }

  /** Waits until a service says that it has done its part. */
  void acknowledgement(String participant, String organization, Predicate<JsonNode> matching) {
    event(
        "participant-acknowledged by " + participant,
        "participant-acknowledged",
        organization,
        matching.and(value -> value.path("participant").asText().equals(participant)));
  }

  private void event(String label, String type, String organization, Predicate<JsonNode> matching) {
    Optional<EventWatch.Heard> heard = events.await(type, organization, matching);
    if (heard.isPresent()) {
      telling.event(label, causes.millisUntil(heard.get().at()));
    } else {
      telling.differs("event " + label, "none", "one");
    }
  }

  /** Tells something that happened beside requests and events. */
  void effect(String what) {
    telling.effect(what, causes.millisUntil(System.nanoTime()));
  }

  void holds(String fact, boolean actual) {
    is(fact, actual, true);
  }

  void is(String fact, Object actual, Object expected) {
    if (same(actual, expected)) {
      telling.holds(fact);
    } else {
      telling.differs(fact, actual, expected);
    }
  }

  /** For what follows an event instead of an answer: waits, and tells how long it took. */
  void becomes(String fact, Supplier<Object> actual, Object expected) {
    becomes(PATIENCE, fact, actual, expected);
  }

  void becomes(Duration within, String fact, Supplier<Object> actual, Object expected) {
    long deadline = System.nanoTime() + within.toNanos();
    Object seen = actual.get();
    while (!same(seen, expected) && System.nanoTime() < deadline) {
      Pauses.brief();
      seen = actual.get();
    }
    if (same(seen, expected)) {
      telling.holds("%s (%d ms)".formatted(fact, causes.millisUntil(System.nanoTime())));
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
