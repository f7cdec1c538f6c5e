package io.orgplane.kit.tx;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads with a single statement, for what is asked with every request: one round trip, where {@link
 * Transactions} take three. Row-level security shows no organization's rows to such a statement. It
 * calls a function of the schema, which sets what it needs to see for as long as it runs.
 */
@ApplicationScoped
public class Reads {

  private final Pool pool;

  Reads(Pool pool) {
    this.pool = pool;
  }

  /**
   * @param parameters as for {@link Tx}
   */
  public <T> Uni<List<T>> list(
      String sql, Function<Row, T> mapping, @Nullable Object... parameters) {
    return Uncancellable.of(
        Uni.createFrom()
            .deferred(() -> pool.preparedQuery(sql).execute(Parameters.tuple(parameters)))
            .map(found -> Tx.all(found, mapping)));
  }

  /** What is found for all of these rows, which the statement unnests. */
  public <T> Uni<List<T>> listForAll(String sql, Function<Row, T> mapping, Columns<?> rows) {
    return list(sql, mapping, rows.parameters());
  }
}
