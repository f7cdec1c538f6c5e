package io.orgplane.testing.violations.tx;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;

class BeginsByItself {
  Future<Integer> inPool(Pool pool) {
    return pool.withTransaction(connection -> Future.succeededFuture(1));
  }

  Future<Transaction> onConnection(SqlConnection connection) {
    return connection.begin();
  }
}
