package io.orgplane.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Reads every topic of the suite from its beginning, and publishes in the place of services that do
 * not run in the test. Every event that passes while the probe listens is checked against
 * contracts/; as an extension it fails the test in which one did not conform.
 *
 * <pre>{@code
 * @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();
 * }</pre>
 */
public final class EventProbe
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final @Nullable String configuredBroker;
  private @Nullable EventLog log;
  private @Nullable EventPublisher publisher;

  private EventProbe(@Nullable String bootstrapServers) {
    this.configuredBroker = bootstrapServers;
  }

  /** For {@code RegisterExtension}; listens from before the first test to after the last one. */
  public static EventProbe ofSharedKafka() {
    return new EventProbe(null);
  }

  /** Listens at once, until closed; for any broker. */
  public static EventProbe start(String bootstrapServers) {
    EventProbe probe = new EventProbe(bootstrapServers);
    probe.listen();
    return probe;
  }

  /** Waits for the first event of this type about this organization. */
  public RecordedEvent awaitEvent(String type, String organizationId) {
    return awaitEvent(type, organizationId, any -> true);
  }

  public RecordedEvent awaitEvent(
      String type, String organizationId, Predicate<RecordedEvent> wanted) {
    return awaitEvent(type, organizationId, PATIENCE, wanted);
  }

  public RecordedEvent awaitEvent(
      String type, String organizationId, Duration patience, Predicate<RecordedEvent> wanted) {
    return log()
        .await(
            seen -> seen.stream().filter(event -> is(event, type, organizationId)).anyMatch(wanted),
            "%s about %s".formatted(type, organizationId),
            organizationId,
            patience)
        .stream()
        .filter(event -> is(event, type, organizationId))
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  /** Waits until there are this many, and answers all that there are. */
  public List<RecordedEvent> awaitEvents(String type, String organizationId, int atLeast) {
    return log()
        .await(
            seen ->
                seen.stream().filter(event -> is(event, type, organizationId)).count() >= atLeast,
            "%d times %s about %s".formatted(atLeast, type, organizationId),
            organizationId,
            PATIENCE)
        .stream()
        .filter(event -> is(event, type, organizationId))
        .toList();
  }

  /**
   * Tells of each event that comes from now on, in the order of its topic's log: for playing a
   * service that answers events. The follower must not hold up who reads.
   */
  public void follow(Consumer<RecordedEvent> follower) {
    log().follow(follower);
  }

  /** What has been seen so far, in the order in which it came; within a topic that of its log. */
  public List<RecordedEvent> eventsOf(String organizationId) {
    return log().seen().stream().filter(event -> event.isAbout(organizationId)).toList();
  }

  public List<RecordedEvent> eventsOf(String organizationId, String type) {
    return eventsOf(organizationId).stream().filter(event -> event.type().equals(type)).toList();
  }

  /**
   * Everything about this organization that is on the topics by now: waits until the probe has read
   * up to the present ends. For saying that something was not, or only once, published.
   */
  public List<RecordedEvent> allEventsOf(String organizationId) {
    log().catchUp(PATIENCE);
    return eventsOf(organizationId);
  }

  /**
   * Publishes a well-formed event, after checking it against its contract, and waits for Kafka.
   *
   * @param json JSON as text, as a tree, or anything that Jackson can write
   */
  public OutgoingEvent publish(String topic, String type, String organizationId, Object json) {
    OutgoingEvent event = OutgoingEvent.of(topic, type, organizationId, json);
    publish(event);
    return event;
  }

  /** Publishes again what was published, or an event with headers of one's own. */
  public void publish(OutgoingEvent event) {
    List<String> faults = EventConformity.faultsOf(event);
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "%s breaks its contract:%n  %s%n%s"
              .formatted(event.type(), String.join("\n  ", faults), event.data().toPrettyString()));
    }
    publisher().send(event);
  }

  /** Publishes what no service should: it is seen, and not held against anybody. */
  public void publishRaw(
      String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
    publisher().sendRaw(topic, key == null ? null : key.getBytes(UTF_8), value, headers);
  }

  /** A well-formed envelope with a payload that breaks the contract. */
  public void publishUnchecked(OutgoingEvent event) {
    publishRaw(
        event.topic(), event.key(), event.data().toString().getBytes(UTF_8), event.headers());
  }

  /** A heartbeat of membership-service on every partition, as of now. */
  public void publishHeartbeat() {
    publisher().sendHeartbeat();
  }

  /** Fails when an event that came since the last call broke its contract. */
  public void assertEventsConform() {
    List<String> violations = log().takeViolations();
    if (!violations.isEmpty()) {
      throw new AssertionError("events broke their contracts:\n" + String.join("\n", violations));
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    listen();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertEventsConform();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    if (log != null) {
      log.close();
      log = null;
    }
    if (publisher != null) {
      publisher.close();
      publisher = null;
    }
  }

  private void listen() {
    String broker = configuredBroker == null ? SharedKafka.bootstrapServers() : configuredBroker;
    log = EventLog.of(broker);
    publisher = new EventPublisher(broker);
  }

  private EventLog log() {
    if (log == null) {
      throw new IllegalStateException("the probe does not listen: annotate it @RegisterExtension");
    }
    return log;
  }

  private EventPublisher publisher() {
    if (publisher == null) {
      throw new IllegalStateException("the probe does not listen: annotate it @RegisterExtension");
    }
    return publisher;
  }

  private static boolean is(RecordedEvent event, String type, String organizationId) {
    return event.type().equals(type) && event.isAbout(organizationId);
  }
}
