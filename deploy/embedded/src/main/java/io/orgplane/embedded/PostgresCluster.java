package io.orgplane.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One data folder and the programs that work on it. Knows processes and files, no SQL. */
final class PostgresCluster {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(4);

  private final PostgresAccount account;
  private final Path binaries;
  private final Path root;
  private final Path cluster;
  private final Path log;

  PostgresCluster(Path root, PostgresAccount account) {
    this.account = account;
    this.binaries = PostgresBinaries.unpacked(account.cache()).resolve("bin");
    this.root = Directories.create(root);
    this.cluster = this.root.resolve("cluster");
    this.log = this.root.resolve("postgres.log");
  }

  /**
   * The locale is the built-in one, so that sorting does not depend on what the machine has
   * installed.
   */
  void initialize(String superuser, String password) {
    if (Files.exists(cluster.resolve("PG_VERSION"))) {
      return;
    }
    Path passwordFile = root.resolve("initial-password");
    try {
      Directories.deleteRecursively(cluster);
      Files.writeString(passwordFile, password);
      account.own(root);
      CommandLine.run(
          account.command(
              binaries.resolve("initdb"),
              "-D",
              cluster.toString(),
              "-U",
              superuser,
              "--pwfile=" + passwordFile,
              "-A",
              "scram-sha-256",
              "-E",
              "UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--no-instructions"));
      Files.deleteIfExists(passwordFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when the server accepts connections. */
  void start(String settings) {
    endLeftover();
    account.own(root);
    CommandLine.Result started =
        CommandLine.tryRun(
            account.command(
                binaries.resolve("pg_ctl"),
                "-D",
                cluster.toString(),
                "-l",
                log.toString(),
                "-o",
                settings,
                "-w",
                "-t",
                "60",
                "start"));
    if (started.exit() != 0) {
      throw new IllegalStateException(
          "PostgreSQL did not start: %s%n%s".formatted(started.output().strip(), tailOfLog()));
    }
  }

  /**
   * Ends sessions, writes a checkpoint, goes. Where that takes too long, the processes are killed.
   */
  void stop() {
    if (postmaster().isEmpty()) {
      return;
    }
    CommandLine.tryRun(
        account.command(
            binaries.resolve("pg_ctl"),
            "-D",
            cluster.toString(),
            "-m",
            "fast",
            "-w",
            "-t",
            String.valueOf(STOP_PATIENCE.toSeconds()),
            "stop"));
    kill();
  }

  /** As a loss of power would: no checkpoint, no farewell. */
  void kill() {
    Optional<ProcessHandle> postmaster = postmaster();
    if (postmaster.isEmpty()) {
      return;
    }
    List<ProcessHandle> family = postmaster.get().descendants().toList();
    postmaster.get().destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(postmaster.get());
    family.forEach(PostgresCluster::awaitEnd);
  }

  /**
   * Where nobody collects orphans (a container without an init), an ended process stays as a
   * zombie, without a command.
   */
  private static void awaitEnd(ProcessHandle process) {
    long deadline = System.nanoTime() + STOP_PATIENCE.toNanos();
    while (process.isAlive() && process.info().command().isPresent()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("process %d does not end".formatted(process.pid()));
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  /**
   * What a launcher that was killed has left: a server that still runs is ended, and a pid file
   * without its server is removed (PostgreSQL would take a reused process id for a living server
   * and refuse to start).
   */
  private void endLeftover() {
    stop();
    try {
      Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line of the server's own pid file. */
  Optional<Long> pid() {
    try {
      return Files.readString(cluster.resolve("postmaster.pid"))
          .lines()
          .findFirst()
          .map(Long::valueOf);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Path log() {
    return log;
  }

  private String tailOfLog() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    } catch (IOException e) {
      return "(no log at " + log + ")";
    }
  }

  /**
   * The server of this folder. A pid file may outlive it and name somebody else, who must not be
   * signalled.
   */
  private Optional<ProcessHandle> postmaster() {
    return pid()
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive)
        .filter(this::servesThisFolder);
  }

  private boolean servesThisFolder(ProcessHandle process) {
    List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
    boolean postgres =
        process.info().command().filter(command -> command.endsWith("postgres")).isPresent();
    return postgres && (arguments.isEmpty() || arguments.contains(cluster.toString()));
  }
}
