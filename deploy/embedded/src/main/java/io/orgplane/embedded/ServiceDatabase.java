package io.orgplane.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;

/** The database and roles of one service, as {@link PostgresServer#createService} promises them. */
record ServiceDatabase(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

  ServiceDatabase {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name for a database and its roles: " + name);
    }
  }

  static ServiceDatabase named(String name) {
    return new ServiceDatabase(name);
  }

  String owner() {
    return name + "_owner";
  }

  void create(PostgresServer server) {
    try {
      try (Connection admin = server.connectAsSuperuser("postgres")) {
        createRole(admin, owner());
        createRole(admin, name);
        createDatabase(admin);
      }
      try (Connection inside = server.connectAsSuperuser(name)) {
        execute(inside, rights());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot set up the database " + name, e);
    }
  }

  private static void createRole(Connection admin, String role) throws SQLException {
    if (!exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
      execute(
          admin,
          List.of(
              "CREATE ROLE %s LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '%s'"
                  .formatted(quoted(role), role)));
    }
  }

  private void createDatabase(Connection admin) throws SQLException {
    if (!exists(admin, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
      execute(
          admin, List.of("CREATE DATABASE %s OWNER %s".formatted(quoted(name), quoted(owner()))));
    }
  }

  /**
   * No other service's role may even connect, and new tables of the owner are at once the
   * application's to use.
   */
  private List<String> rights() {
    String app = quoted(name);
    String future =
        "ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA public GRANT ".formatted(quoted(owner()));
    return List.of(
        "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(app),
        "GRANT CONNECT ON DATABASE %s TO %s".formatted(app, app),
        "ALTER SCHEMA public OWNER TO %s".formatted(quoted(owner())),
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO %s".formatted(app),
        future + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + app,
        future + "USAGE, SELECT ON SEQUENCES TO " + app);
  }

  private static boolean exists(Connection connection, String query, String value)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, value);
      try (ResultSet found = statement.executeQuery()) {
        return found.next();
      }
    }
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Safe because {@link #NAME} admits no quote. */
  private static String quoted(String identifier) {
    return '"' + identifier + '"';
  }
}
