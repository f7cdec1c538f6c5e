package io.orgplane.testing;

import io.orgplane.embedded.KafkaBroker;
import io.orgplane.embedded.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The one Kafka of this JVM, with the topics of the suite, started when first asked for. Tests that
 * stop a broker start a {@link KafkaBroker} of their own.
 */
public final class SharedKafka {

  /** As many as the local stack has, so that tests see keys on different partitions. */
  public static final int PARTITIONS = 4;

  private static @Nullable KafkaBroker broker;

  private SharedKafka() {}

  public static String bootstrapServers() {
    return JvmWide.call(SharedKafka.class, "addressOfTheBroker");
  }

  static synchronized String addressOfTheBroker() {
    if (broker == null) {
      KafkaBroker started = KafkaBroker.start(KafkaBroker.Options.defaults());
      Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop Kafka"));
      started.createTopics(Topics.all(PARTITIONS));
      broker = started;
    }
    return broker.bootstrapServers();
  }
}
