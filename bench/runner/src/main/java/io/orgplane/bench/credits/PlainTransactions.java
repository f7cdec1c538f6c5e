package io.orgplane.bench.credits;

import io.orgplane.bench.report.Percentiles;
import io.orgplane.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The peer: PostgreSQL's own pgbench on the same server, each debit a plain transaction that locks
 * the pool, writes a line of the ledger and updates the balance.
 */
final class PlainTransactions {

  private static final String DATABASE = "plain";

  private static final String SCRIPT =
      """
      \\set org random(1, %d)
      BEGIN;
      SELECT balance FROM pool WHERE id = :org FOR UPDATE;
      INSERT INTO ledger (pool, request, credits) VALUES (:org, gen_random_uuid(), 1);
      UPDATE pool SET balance = balance - 1 WHERE id = :org AND balance >= 1;
      COMMIT;
      """;

  private final PostgresServer server;
  private final Path folder;

  PlainTransactions(PostgresServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  record Result(double rate, Percentiles micros) {}

  void prepare() throws SQLException {
    try (Connection connection = server.connectAsSuperuser("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE);
    }
    try (Connection connection = server.connectAsSuperuser(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE pool (id int PRIMARY KEY, balance bigint NOT NULL)");
      statement.execute(
          """
          CREATE TABLE ledger (pool int NOT NULL, request uuid NOT NULL, credits bigint NOT NULL,
            at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (pool, request))
          """);
      statement.execute("INSERT INTO pool SELECT n, 1000000000 FROM generate_series(1, 1000) AS n");
    }
  }

  Result run(int pools, int clients, int seconds) throws IOException, InterruptedException {
    Path logs = Files.createTempDirectory(folder, "pgbench-");
    Path script = Files.writeString(logs.resolve("debit.sql"), SCRIPT.formatted(pools));
    List<String> command =
        List.of(
            program(),
            "-h",
            "localhost",
            "-p",
            String.valueOf(server.port()),
            "-U",
            PostgresServer.SUPERUSER,
            "-n",
            "-M",
            "prepared",
            "-f",
            script.toString(),
            "-c",
            String.valueOf(clients),
            "-j",
            "2",
            "-T",
            String.valueOf(seconds),
            "-l",
            "--log-prefix=" + logs.resolve("tx"),
            DATABASE);
    ProcessBuilder pgbench =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(logs.resolve("output").toFile());
    pgbench.environment().put("PGPASSWORD", PostgresServer.SUPERUSER_PASSWORD);
    Process running = pgbench.start();
    if (!running.waitFor(seconds + 60L, TimeUnit.SECONDS) || running.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(logs.resolve("output")));
    }
    List<Long> micros = latencies(logs);
    return new Result(micros.size() / (double) seconds, new Percentiles(micros));
  }

  /** Of each transaction: client, number, microseconds and so on. */
  private static List<Long> latencies(Path logs) throws IOException {
    List<Long> micros = new ArrayList<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file :
          files.filter(each -> each.getFileName().toString().startsWith("tx")).toList()) {
        for (String line : Files.readAllLines(file)) {
          micros.add(Long.parseLong(line.split(" ", -1)[2]));
        }
      }
    }
    return micros;
  }

  /** The embedded PostgreSQL brings none; Debian's postgresql packages do. */
  private static String program() {
    return Stream.of(System.getenv().getOrDefault("PGBENCH", ""), "/usr/bin/pgbench")
        .filter(each -> !each.isEmpty() && Files.isExecutable(Path.of(each)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "pgbench is needed: install postgresql-contrib, or name it in PGBENCH"));
  }
}
