package io.orgplane.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A service's database as a test looks at it: a connection for each statement, on the shared
 * server. Ids are passed as {@link java.util.UUID}, times as {@link Instant}.
 */
public final class Database {

  private final String name;
  private final @Nullable String role;
  private final @Nullable Queue<Connection> kept;

  private Database(String name, @Nullable String role, @Nullable Queue<Connection> kept) {
    this.name = name;
    this.role = role;
    this.kept = kept;
  }

  /** As the superuser: sees every tenant's rows. */
  public static Database of(String service) {
    return new Database(service, null, null);
  }

  /** As one of the service's own roles, bound by row-level security; the password is its name. */
  public static Database of(String service, String role) {
    return new Database(service, role, null);
  }

  /**
   * The same, with connections that stay open for the next statement: of hundreds of rounds their
   * handshakes would be the larger part.
   */
  public Database keepingConnections() {
    return new Database(name, role, new ConcurrentLinkedQueue<>());
  }

  public Connection connect() throws SQLException {
    return role == null
        ? SharedPostgres.connectAsSuperuser(name)
        : SharedPostgres.connect(name, role, role);
  }

  public List<Map<String, @Nullable Object>> query(String sql, @Nullable Object... parameters) {
    return on(sql, Database::rows, parameters);
  }

  /** The only row; fails when there is none or another. */
  public Map<String, @Nullable Object> single(String sql, @Nullable Object... parameters) {
    List<Map<String, @Nullable Object>> rows = query(sql, parameters);
    if (rows.size() != 1) {
      throw new AssertionError("expected one row and found " + rows.size() + ": " + sql);
    }
    return rows.getFirst();
  }

  /**
   * Rows of what could follow {@code FROM}: {@code count("members WHERE organization_id = ?", id)}.
   */
  public long count(String from, @Nullable Object... parameters) {
    return number("SELECT count(*) AS n FROM " + from, parameters);
  }

  /**
   * Tables with an organization in their rows that row-level security does not keep apart, or by a
   * policy that reads the scope for every row.
   */
  public List<String> unprotectedTables() {
    return query(
            """
            SELECT relname FROM pg_class
            JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'organization_id'
            WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
              AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (
                SELECT FROM pg_policy WHERE polrelid = pg_class.oid
                  AND pg_get_expr(polqual, polrelid) ~ 'organization_id = \\( SELECT \\(NULLIF\\(NULLIF\\(current_setting'))
            """)
        .stream()
        .map(row -> String.valueOf(row.get("relname")))
        .toList();
  }

  /** Every row of every table as text, behind its table's name; bytes appear in hexadecimal. */
  public List<String> dump() {
    List<String> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> each :
        query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
      String table = String.valueOf(each.get("table_name"));
      query("SELECT row::text AS row FROM \"%s\" AS row".formatted(table))
          .forEach(row -> rows.add(table + ": " + row.get("row")));
    }
    return rows;
  }

  /** The transaction that wrote the one row: two rows with the same one were committed together. */
  public long xmin(String table, String where, @Nullable Object... parameters) {
    return number(
        "SELECT xmin::text::bigint AS n FROM %s WHERE %s".formatted(table, where), parameters);
  }

  /** Changes rows behind the service's back. */
  public int update(String sql, @Nullable Object... parameters) {
    return on(sql, PreparedStatement::executeUpdate, parameters);
  }

  /** What is done with a statement. */
  private interface Work<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private <T> T on(String sql, Work<T> work, @Nullable Object... parameters) {
    try {
      Connection connection = borrowed();
      boolean done = false;
      try (PreparedStatement statement = prepared(connection, sql, parameters)) {
        T result = work.of(statement);
        done = true;
        return result;
      } finally {
        giveBack(connection, done);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private Connection borrowed() throws SQLException {
    Connection idle = kept == null ? null : kept.poll();
    return idle == null ? connect() : idle;
  }

  private void giveBack(Connection connection, boolean isSound) throws SQLException {
    if (kept == null || !isSound) {
      connection.close();
    } else {
      kept.add(connection);
    }
  }

  private static List<Map<String, @Nullable Object>> rows(PreparedStatement statement)
      throws SQLException {
    try (ResultSet found = statement.executeQuery()) {
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(row(found));
      }
      return rows;
    }
  }

  /** The one number of a query that calls it {@code n}. */
  public long number(String sql, @Nullable Object... parameters) {
    Object value = single(sql, parameters).get("n");
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw new AssertionError("no number: " + sql);
  }

  private static PreparedStatement prepared(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      statement.setObject(
          i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
    return statement;
  }

  private static Map<String, @Nullable Object> row(ResultSet found) throws SQLException {
    ResultSetMetaData columns = found.getMetaData();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      row.put(columns.getColumnLabel(i), found.getObject(i));
    }
    return row;
  }
}
