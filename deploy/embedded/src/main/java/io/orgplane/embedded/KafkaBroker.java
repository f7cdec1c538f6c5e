package io.orgplane.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka of one node, broker and KRaft controller in this JVM, on ports and a data folder of
 * its own.
 */
public final class KafkaBroker implements AutoCloseable {

  /**
   * How to run it.
   *
   * @param port 0 for any free one
   * @param dataDirectory kept after {@link #close}; null for a temporary one that goes with it
   */
  public record Options(int port, @Nullable Path dataDirectory) {
    public static Options defaults() {
      return new Options(0, null);
    }

    public Options port(int port) {
      return new Options(port, dataDirectory);
    }

    public Options dataDirectory(Path dataDirectory) {
      return new Options(port, dataDirectory);
    }
  }

  private static final int ATTEMPTS = 3;

  private final boolean temporary;
  private final Path directory;
  private final DirectoryLock lock;
  private int port;
  private @Nullable KafkaRaftServer server;

  private KafkaBroker(Options options) {
    this.temporary = options.dataDirectory() == null;
    this.directory =
        options.dataDirectory() == null
            ? Directories.temporary("orgplane-kafka")
            : Directories.create(options.dataDirectory());
    this.lock = DirectoryLock.take(directory);
    this.port = options.port();
  }

  public static KafkaBroker start(Options options) {
    KafkaLogging.quiet();
    KafkaBroker broker = new KafkaBroker(options);
    try {
      KafkaStorage.format(broker.directory);
      broker.launch(options.port() == 0);
      return broker;
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  public String bootstrapServers() {
    return "localhost:" + port;
  }

  public int port() {
    return port;
  }

  public boolean running() {
    return server != null;
  }

  /** Topic names to partitions. Those that exist stay as they are. */
  public void createTopics(Map<String, Integer> partitions) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
      Set<String> existing = admin.listTopics().names().get();
      admin
          .createTopics(
              partitions.entrySet().stream()
                  .filter(wanted -> !existing.contains(wanted.getKey()))
                  .map(wanted -> new NewTopic(wanted.getKey(), wanted.getValue(), (short) 1))
                  .toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("cannot create topics", e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    }
  }

  /** Ends the broker cleanly; port and data stay for {@link #start()}. */
  public void stop() {
    KafkaRaftServer running = server;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
      server = null;
    }
  }

  /** Starts it again after {@link #stop}, on the same port and data. */
  public void start() {
    if (server == null) {
      launch(false);
    }
  }

  @Override
  public void close() {
    stop();
    lock.close();
    if (temporary) {
      Directories.removeTemporary(directory);
    }
  }

  private void launch(boolean anyPort) {
    for (int attempt = 1; ; attempt++) {
      int candidate = anyPort ? FreePorts.next() : port;
      try {
        server = started(KafkaStorage.settings(directory, candidate, FreePorts.next()));
        port = candidate;
        return;
      } catch (RuntimeException e) {
        if (!anyPort || attempt == ATTEMPTS) {
          throw new IllegalStateException("Kafka did not start on port " + candidate, e);
        }
      }
    }
  }

  private static KafkaRaftServer started(Properties settings) {
    KafkaRaftServer candidate = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    try {
      candidate.startup();
      return candidate;
    } catch (RuntimeException e) {
      candidate.shutdown();
      candidate.awaitShutdown();
      throw e;
    }
  }
}
