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
import org.jspecify.annotations.Nullable;

/**
 * A service's database as a test looks at it: a connection for each statement, on the shared
 * server. Ids are passed as {@link java.util.UUID}, times as {@link Instant}.
 */
public final class Database {

  private final String name;
  private final @Nullable String role;

  private Database(String name, @Nullable String role) {
    this.name = name;
    this.role = role;
  }

  /** As the superuser: sees every tenant's rows. */
  public static Database of(String service) {
    return new Database(service, null);
  }

  /** As one of the service's own roles, bound by row-level security; the password is its name. */
  public static Database of(String service, String role) {
    return new Database(service, role);
  }

  public Connection connect() throws SQLException {
    return role == null
        ? SharedPostgres.connectAsSuperuser(name)
        : SharedPostgres.connect(name, role, role);
  }

  public List<Map<String, @Nullable Object>> query(String sql, @Nullable Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = prepared(connection, sql, parameters);
        ResultSet found = statement.executeQuery()) {
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(row(found));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
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

  /** The transaction that wrote the one row: two rows with the same one were committed together. */
  public long xmin(String table, String where, @Nullable Object... parameters) {
    return number(
        "SELECT xmin::text::bigint AS n FROM %s WHERE %s".formatted(table, where), parameters);
  }

  /** Changes rows behind the service's back. */
  public int update(String sql, @Nullable Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = prepared(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private long number(String sql, @Nullable Object... parameters) {
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
