package io.orgplane.journeys;

import io.orgplane.local.LocalStack;
import io.orgplane.local.LocalStackConfig;
import io.orgplane.local.StackAddresses;
import io.orgplane.local.SuiteService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The suite as a whole, started once for all journeys and ended after the last. */
public final class RunningSuite implements BeforeAllCallback {

  private static @Nullable LocalStack stack;

  @Override
  public void beforeAll(ExtensionContext context) {
    var unused =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .getOrComputeIfAbsent(Lifetime.class, key -> new Lifetime(), Lifetime.class);
  }

  static LocalStack stack() {
    if (stack == null) {
      throw new IllegalStateException("@ExtendWith(RunningSuite.class) is missing");
    }
    return stack;
  }

  static StackAddresses addresses() {
    return stack().addresses();
  }

  /** As the superuser, past row-level security: tests look at what is really there. */
  static List<Map<String, Object>> query(SuiteService service, String sql, Object... parameters) {
    try (Connection connection = connect(service);
        PreparedStatement statement = prepared(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<Map<String, Object>> found = new ArrayList<>();
      while (rows.next()) {
        Map<String, Object> row = new HashMap<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          row.put(rows.getMetaData().getColumnLabel(column), rows.getObject(column));
        }
        found.add(row);
      }
      return found;
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  static long count(SuiteService service, String from, Object... parameters) {
    Object n = query(service, "SELECT count(*) AS n FROM " + from, parameters).getFirst().get("n");
    return n instanceof Number number ? number.longValue() : 0;
  }

  static void update(SuiteService service, String sql, Object... parameters) {
    try (Connection connection = connect(service);
        PreparedStatement statement = prepared(connection, sql, parameters)) {
      statement.execute();
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  private static Connection connect(SuiteService service) throws SQLException {
    return DriverManager.getConnection(addresses().jdbc(service), "postgres", "postgres");
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int index = 0; index < parameters.length; index++) {
      statement.setObject(index + 1, parameters[index]);
    }
    return statement;
  }

  private static final class Lifetime implements AutoCloseable {

    Lifetime() {
      // An operator's new master key is found at once.
      stack =
          LocalStack.start(LocalStackConfig.forTests().environment("ORGPLANE_REWRAP_EVERY", "1s"));
    }

    @Override
    public void close() {
      stack().close();
    }
  }
}
