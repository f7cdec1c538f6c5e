package io.orgplane.testing;

import io.orgplane.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one PostgreSQL of this JVM, started when first asked for. It does not wait for the disk:
 * tests about outages start a {@link PostgresServer} of their own.
 */
public final class SharedPostgres {

  public static final String HOST = "localhost";

  private static @Nullable PostgresServer server;

  private SharedPostgres() {}

  public static int port() {
    return Integer.parseInt(JvmWide.call(SharedPostgres.class, "portOfTheServer"));
  }

  /** Makes the service's database and both of its roles, unless they exist. */
  public static void createService(String service) {
    JvmWide.call(SharedPostgres.class, "makeDatabase", service);
  }

  /** A connection past row-level security. */
  public static Connection connectAsSuperuser(String database) throws SQLException {
    return connect(database, PostgresServer.SUPERUSER, PostgresServer.SUPERUSER_PASSWORD);
  }

  /**
   * Without {@code DriverManager}, which knows only the drivers of the class loader that woke it.
   */
  public static Connection connect(String database, String user, String password)
      throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {HOST});
    source.setPortNumbers(new int[] {port()});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    return source.getConnection();
  }

  static String portOfTheServer() {
    return String.valueOf(server().port());
  }

  static String makeDatabase(String service) {
    server().createService(service);
    return service;
  }

  private static synchronized PostgresServer server() {
    if (server == null) {
      PostgresServer started =
          PostgresServer.start(PostgresServer.Options.defaults().durable(false));
      Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop PostgreSQL"));
      server = started;
    }
    return server;
  }
}
