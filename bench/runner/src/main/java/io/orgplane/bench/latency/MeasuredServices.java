package io.orgplane.bench.latency;

import io.orgplane.embedded.PostgresServer;
import io.orgplane.local.LocalStack;
import io.orgplane.local.LocalStackConfig;
import io.orgplane.local.Ports;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The service that changes memberships and those that follow, with all that they need around them.
 * Their PostgreSQL keeps the time of every commit, and as all databases are on one server, times of
 * different services are of one clock.
 */
public final class MeasuredServices implements AutoCloseable {

  /** As in production, where the second compiler runs: figures of warm services are wanted. */
  private static final List<String> JAVA_OPTIONS = List.of("-Xmx384m", "-XX:+UseSerialGC");

  private final Path data;
  private final LocalStack stack;

  private MeasuredServices(Path data, LocalStack stack) {
    this.data = data;
    this.stack = stack;
  }

  public static MeasuredServices start(Set<SuiteService> services)
      throws IOException, SQLException {
    Path data = Files.createTempDirectory("orgplane-bench-");
    try {
      keepCommitTimes(data.resolve("postgres"));
      return new MeasuredServices(
          data,
          LocalStack.start(
              LocalStackConfig.usual()
                  .ports(Ports.anyFree())
                  .data(data)
                  .javaOptions(JAVA_OPTIONS)
                  .services(services)));
    } catch (SQLException | RuntimeException failure) {
      remove(data);
      throw failure;
    }
  }

  public LocalStack stack() {
    return stack;
  }

  /** Past row-level security. */
  public Connection database(SuiteService service) throws SQLException {
    return stack.postgres().connectAsSuperuser(service.id());
  }

  /** A setting that takes a start of the server, so it is made before the stack has its own. */
  private static void keepCommitTimes(Path folder) throws SQLException {
    try (PostgresServer server =
            PostgresServer.start(PostgresServer.Options.defaults().dataDirectory(folder));
        Connection connection = server.connectAsSuperuser("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET track_commit_timestamp = on");
    }
  }

  @Override
  public void close() throws IOException {
    stack.close();
    remove(data);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> content = Files.walk(folder)) {
      content.sorted(Comparator.reverseOrder()).forEach(MeasuredServices::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
