package io.orgplane.kit.tx;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A running transaction: SQL in, rows out. It is handed to the work by {@link Transactions} and is
 * of no use afterwards.
 *
 * <p>Parameters may be of the types that PostgreSQL's client knows, and also {@code
 * OrganizationId}, {@code WorkspaceId}, {@code UserId}, {@code Instant} and enums (by {@code
 * toString}).
 */
public final class Tx {

  private final SqlConnection connection;
  private boolean appendedEvents;

  Tx(SqlConnection connection) {
    this.connection = connection;
  }

  /** How many rows the statement touched. */
  public Uni<Integer> execute(String sql, @Nullable Object... parameters) {
    return rows(sql, parameters).map(RowSet::rowCount);
  }

  /** The statement once, for all of these rows; not at all when there are none. */
  public Uni<Integer> executeAll(String sql, Columns<?> rows) {
    return rows.rows() == 0 ? Uni.createFrom().item(0) : execute(sql, rows.parameters());
  }

  /**
   * As {@link #executeAll}, where each row has to be reached.
   *
   * @throws IllegalStateException as a failure, when one is not; all of the work is undone
   */
  public Uni<Void> executeForAll(String sql, Columns<?> rows, String otherwise) {
    return executeAll(sql, rows)
        .invoke(reached -> requireAll(rows.rows(), reached, otherwise))
        .replaceWithVoid();
  }

  private static void requireAll(int expected, int reached, String otherwise) {
    if (reached != expected) {
      throw new IllegalStateException("%s: %d of %d rows".formatted(otherwise, reached, expected));
    }
  }

  /** The same statement once per row of parameters, in one round trip. */
  public Uni<Void> executeEach(String sql, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(sql)
        .executeBatch(rows.stream().map(Parameters::tuple).toList())
        .replaceWithVoid();
  }

  public <T> Uni<Optional<T>> find(
      String sql, Function<Row, T> mapping, @Nullable Object... parameters) {
    return rows(sql, parameters).map(found -> first(found, mapping));
  }

  /** For statements that always return a row, such as an aggregate or an insert with RETURNING. */
  public <T> Uni<T> one(String sql, Function<Row, T> mapping, @Nullable Object... parameters) {
    return rows(sql, parameters).map(found -> mapping.apply(found.iterator().next()));
  }

  public <T> Uni<List<T>> list(
      String sql, Function<Row, T> mapping, @Nullable Object... parameters) {
    return rows(sql, parameters).map(found -> all(found, mapping));
  }

  /** What is found for all of these rows; nothing is asked when there are none. */
  public <T> Uni<List<T>> listForAll(String sql, Function<Row, T> mapping, Columns<?> rows) {
    return rows.rows() == 0
        ? Uni.createFrom().item(List.of())
        : list(sql, mapping, rows.parameters());
  }

  /** Called by the outbox: after the commit, the relay is woken. */
  public void markEventsAppended() {
    appendedEvents = true;
  }

  boolean hasAppendedEvents() {
    return appendedEvents;
  }

  private Uni<RowSet<Row>> rows(String sql, @Nullable Object... parameters) {
    return connection.preparedQuery(sql).execute(Parameters.tuple(parameters));
  }

  private static <T> Optional<T> first(RowSet<Row> found, Function<Row, T> mapping) {
    RowIterator<Row> rows = found.iterator();
    return rows.hasNext() ? Optional.of(mapping.apply(rows.next())) : Optional.empty();
  }

  static <T> List<T> all(RowSet<Row> found, Function<Row, T> mapping) {
    List<T> mapped = new ArrayList<>(found.size());
    found.forEach(row -> mapped.add(mapping.apply(row)));
    return mapped;
  }
}
