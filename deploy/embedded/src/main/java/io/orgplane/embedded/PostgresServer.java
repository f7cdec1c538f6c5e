package io.orgplane.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL of its own, on a port and a data folder of its own. Passwords are checked, so a
 * service with a wrong one fails here as it would in production.
 *
 * <p>A JVM that is killed cannot stop its server: the {@link Reaper} does. Where even that was
 * killed, the next start on the same data folder ends the leftover first. Two living servers never
 * share a folder.
 */
public final class PostgresServer implements AutoCloseable {
  public static final String SUPERUSER = "postgres";
  public static final String SUPERUSER_PASSWORD = "postgres";

  /**
   * How to run it.
   *
   * @param port 0 for any free one
   * @param dataDirectory kept after {@link #close}; null for a temporary one that goes with it
   * @param durable whether a commit waits for the disk. Off is for unit tests alone: figures and
   *     outage tests mean nothing then
   */
  public record Options(int port, @Nullable Path dataDirectory, boolean durable) {
    public static Options defaults() {
      return new Options(0, null, true);
    }

    public Options port(int port) {
      return new Options(port, dataDirectory, durable);
    }

    public Options dataDirectory(Path dataDirectory) {
      return new Options(port, dataDirectory, durable);
    }

    public Options durable(boolean durable) {
      return new Options(port, dataDirectory, durable);
    }
  }

  private final boolean temporary;
  private final boolean durable;
  private final Path directory;
  private final DirectoryLock lock;
  private final PostgresCluster cluster;
  private int port;
  private long watched;

  private PostgresServer(Options options, PostgresAccount account) {
    this.temporary = options.dataDirectory() == null;
    this.durable = options.durable();
    this.directory =
        options.dataDirectory() == null
            ? Directories.temporary("orgplane-postgres")
            : Directories.create(options.dataDirectory());
    this.lock = DirectoryLock.take(directory);
    this.cluster = new PostgresCluster(directory, account);
    this.port = options.port();
  }

  public static PostgresServer start(Options options) {
    return start(options, PostgresAccount.find());
  }

  static PostgresServer start(Options options, PostgresAccount account) {
    PostgresServer server = new PostgresServer(options, account);
    try {
      server.cluster.initialize(SUPERUSER, SUPERUSER_PASSWORD);
      server.launch();
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  public int port() {
    return port;
  }

  /** The process id of the server's main process. */
  public long pid() {
    return cluster.pid().orElseThrow(() -> new IllegalStateException("PostgreSQL does not run"));
  }

  public Path log() {
    return cluster.log();
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:%d/%s".formatted(port, database);
  }

  public Connection connect(String database, String user, String password) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), user, password);
  }

  public Connection connectAsSuperuser(String database) throws SQLException {
    return connect(database, SUPERUSER, SUPERUSER_PASSWORD);
  }

  /**
   * A service's database and its two roles, all named after it: {@code name_owner}, whose the
   * schema is and as whom it is migrated, and {@code name}, as which the service runs and which
   * row-level security binds. Passwords equal the names. Doing it again changes nothing.
   */
  public void createService(String name) {
    ServiceDatabase.named(name).create(this);
  }

  /** Ends the server; port and data stay for {@link #start()}. */
  public void stop() {
    cluster.stop();
    unwatch();
  }

  /** Starts it again after {@link #stop} or {@link #kill}, on the same port and data. */
  public void start() {
    launch();
  }

  public void restart() {
    stop();
    start();
  }

  /**
   * Ends it as {@code kill -9} of all its processes: what was committed durably must be there after
   * {@link #start()}.
   */
  public void kill() {
    cluster.kill();
    unwatch();
  }

  @Override
  public void close() {
    stop();
    lock.close();
    if (temporary) {
      Directories.removeTemporary(directory);
    }
  }

  private void unwatch() {
    if (watched != 0) {
      Reaper.shared().forget(watched);
      watched = 0;
    }
  }

  private void launch() {
    boolean anyPort = port == 0;
    for (int attempt = 1; ; attempt++) {
      int candidate = anyPort ? FreePorts.next() : port;
      try {
        cluster.start(PostgresSettings.of(candidate, durable));
        port = candidate;
        watched = pid();
        Reaper.shared().watch(watched, Reaper.Signal.INT);
        return;
      } catch (IllegalStateException e) {
        if (!anyPort || attempt == 3) {
          throw e;
        }
      }
    }
  }
}
