package io.orgplane.bench.outbox;

import io.orgplane.embedded.KafkaBroker;
import io.orgplane.embedded.PostgresServer;
import io.orgplane.embedded.Topics;
import io.orgplane.local.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service of bench/transactions, a process of its own on a database and broker of its own. */
final class TransactionService {

  private static final int PARTITIONS = 4;
  private static final String DATABASE = "bench";
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final String JAR = "bench/transactions/target/quarkus-app/quarkus-run.jar";

  private final Path jar;
  private final Path folder;

  TransactionService(Repository repository, Path folder) {
    this.jar = repository.root().resolve(JAR);
    this.folder = folder;
  }

  /** Its rounds, on a PostgreSQL that waits for the disk. */
  List<Round> rounds() throws IOException, InterruptedException {
    Path figures = folder.resolve("outbox-rounds.csv");
    try (PostgresServer postgres = PostgresServer.start(PostgresServer.Options.defaults());
        KafkaBroker kafka = KafkaBroker.start(KafkaBroker.Options.defaults())) {
      postgres.createService(DATABASE);
      kafka.createTopics(Topics.all(PARTITIONS));
      run(
          Map.of(
              "ORGPLANE_ENVIRONMENT",
              "local",
              "ORGPLANE_DATABASE_PORT",
              String.valueOf(postgres.port()),
              "ORGPLANE_DATABASE_PASSWORD",
              DATABASE,
              "ORGPLANE_DATABASE_OWNER_PASSWORD",
              DATABASE + "_owner",
              "ORGPLANE_PLATFORM_CLIENT_ID",
              "nobody",
              "ORGPLANE_PLATFORM_CLIENT_SECRET",
              "nobody",
              "ORGPLANE_EVENTS_PARTITIONS",
              String.valueOf(PARTITIONS),
              "ORGPLANE_BENCH_FIGURES",
              figures.toString(),
              "KAFKA_BOOTSTRAP_SERVERS",
              kafka.bootstrapServers()));
    }
    return Files.readAllLines(figures).stream().map(Round::parse).toList();
  }

  private void run(Map<String, String> environment) throws IOException, InterruptedException {
    Path log = folder.resolve("outbox-service.log");
    ProcessBuilder service =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    service.environment().putAll(environment);
    Process running = service.start();
    try {
      if (!running.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) || running.exitValue() != 0) {
        throw new IllegalStateException("the service did not end its rounds well: " + log);
      }
    } finally {
      running.destroyForcibly();
    }
  }
}
