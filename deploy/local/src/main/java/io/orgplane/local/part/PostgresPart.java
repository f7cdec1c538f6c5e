package io.orgplane.local.part;

import io.orgplane.embedded.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, durable as in production, with a database and roles per service. */
public final class PostgresPart implements Part {
  private final PostgresServer.Options options;
  private final List<String> databases;
  private @Nullable PostgresServer server;

  public PostgresPart(int port, Path data, List<String> databases) {
    this.options = new PostgresServer.Options(port, data.resolve("postgres"), true);
    this.databases = databases;
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public String where() {
    return "localhost:" + options.port();
  }

  @Override
  public void start() {
    PostgresServer started = PostgresServer.start(options);
    server = started;
    databases.forEach(started::createService);
  }

  public PostgresServer server() {
    return Objects.requireNonNull(server, "PostgreSQL has not been started");
  }

  /** It has a patience of its own, shorter than any that is asked for. */
  @Override
  public void stop(Duration patience) {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  @Override
  public OptionalLong memory() {
    return server == null ? OptionalLong.empty() : Memory.of(server.pid());
  }
}
