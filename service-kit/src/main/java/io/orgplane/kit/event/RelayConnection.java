package io.orgplane.kit.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens the relay's connection past every pool: it holds the locks, so closing it must end the
 * session and not hand the locks to whoever borrows it next.
 */
@ApplicationScoped
class RelayConnection {

  private static final int TIMEOUT_SECONDS = 15;

  private final PGSimpleDataSource database = new PGSimpleDataSource();

  RelayConnection(
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    database.setURL(url);
    database.setUser(user);
    database.setPassword(password);
    database.setApplicationName("outbox-relay");
    database.setTcpKeepAlive(true);
    database.setConnectTimeout(TIMEOUT_SECONDS);
    database.setSocketTimeout(TIMEOUT_SECONDS);
  }

  Connection open() throws SQLException {
    return database.getConnection();
  }
}
