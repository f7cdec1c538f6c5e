package io.orgplane.local.part;

import io.orgplane.embedded.KafkaBroker;
import io.orgplane.embedded.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Kafka, in the launcher's own process, with the suite's topics. */
public final class KafkaPart implements Part {
  private final KafkaBroker.Options options;
  private final int partitions;
  private @Nullable KafkaBroker broker;

  public KafkaPart(int port, Path data, int partitions) {
    this.options = new KafkaBroker.Options(port, data.resolve("kafka"));
    this.partitions = partitions;
  }

  @Override
  public String name() {
    return "Kafka";
  }

  @Override
  public String where() {
    return "localhost:" + options.port();
  }

  @Override
  public void start() {
    KafkaBroker started = KafkaBroker.start(options);
    broker = started;
    started.createTopics(Topics.all(partitions));
  }

  public KafkaBroker broker() {
    return Objects.requireNonNull(broker, "Kafka has not been started");
  }

  @Override
  public void stop(Duration patience) {
    if (broker != null) {
      broker.close();
      broker = null;
    }
  }

  @Override
  public OptionalLong memory() {
    return OptionalLong.empty();
  }
}
