package io.orgplane.kit.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How this service publishes and receives. */
@ConfigMapping(prefix = "orgplane.events")
public interface EventsConfig {

  /** The topic that this service publishes to. */
  String topic();

  /** CloudEvents {@code source}: who speaks, such as {@code /orgplane/billing}. */
  String source();

  /** The service's own short name, such as {@code billing}. */
  default String service() {
    return source().substring(source().lastIndexOf('/') + 1);
  }

  /**
   * Partitions of every topic. The outbox is divided in the same way, so the figure is decided when
   * an installation is made: changing it later reorders what is under way.
   */
  @Positive
  @WithDefault("4")
  int partitions();

  Relay relay();

  Inbox inbox();

  /** The relay from the outbox to Kafka. */
  interface Relay {

    /** Whether this process relays. Off, events wait in the outbox until another process does. */
    @WithDefault("true")
    boolean enabled();

    /** The longest that a committed event waits when the signal of its commit got lost. */
    @WithDefault("75ms")
    Duration pollInterval();

    /**
     * The shortest time from one trip to the next while events keep coming, so that they share its
     * cost: reading, sending and deleting one takes hardly less than a dozen. The first event after
     * a pause goes at once.
     */
    @WithDefault("10ms")
    Duration gather();

    /** Events read, sent and deleted at a time. */
    @Positive
    @WithDefault("500")
    int batchSize();

    /** How often to try for the partitions that another replica holds. */
    @WithDefault("1s")
    Duration takeoverInterval();

    /** Whether to publish heartbeats after everything before them: membership-service does. */
    @WithDefault("false")
    boolean heartbeat();

    /** Time between two heartbeats on a partition. */
    @WithDefault("200ms")
    Duration heartbeatInterval();
  }

  /** What comes from Kafka. */
  interface Inbox {

    /** How often an event that fails is tried in place before its key is parked. */
    @Positive
    @WithDefault("4")
    int attempts();

    /** The pause after the first failure; it doubles with each further one. */
    @WithDefault("50ms")
    Duration backoff();

    /** How long an applied event is remembered; longer than Kafka keeps it. */
    @WithDefault("14d")
    Duration remember();
  }
}
