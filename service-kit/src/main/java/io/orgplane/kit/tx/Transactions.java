package io.orgplane.kit.tx;

import io.orgplane.kit.id.OrganizationId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs work in a transaction of one organization. Row-level security sees the organization, so a
 * query that forgets its condition finds nothing of another tenant.
 *
 * <p>Work may be run again after a deadlock or a serialization failure: it does nothing but talk to
 * the database. Once begun it is carried to its commit or rollback even when nobody waits for it
 * any more; an HTTP client that disconnects would otherwise cancel it half-way and leak the
 * connection (quarkusio/quarkus#51576).
 */
@ApplicationScoped
public class Transactions {

  private static final String ALL = "*";
  private static final int RETRIES = 4;
  private static final Set<String> RETRYABLE =
      Set.of("40001" /* serialization_failure */, "40P01" /* deadlock_detected */);

  private final Pool pool;
  private final Event<EventsCommitted> committed;

  Transactions(Pool pool, Event<EventsCommitted> committed) {
    this.pool = pool;
    this.committed = committed;
  }

  public <T> Uni<T> in(OrganizationId organization, Function<Tx, Uni<T>> work) {
    return run(organization.toString(), work);
  }

  /** For jobs, and for questions such as "the organizations of this person". Use it sparingly. */
  public <T> Uni<T> acrossOrganizations(Function<Tx, Uni<T>> work) {
    return run(ALL, work);
  }

  private <T> Uni<T> run(String scope, Function<Tx, Uni<T>> work) {
    return Uncancellable.of(
        Uni.createFrom()
            .deferred(() -> pool.withTransaction(connection -> scoped(connection, scope, work)))
            .onFailure(Transactions::isRetryable)
            .retry()
            .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
            .atMost(RETRIES)
            .invoke(done -> announce(done.tx()))
            .map(Done::result));
  }

  /**
   * The setting travels in front of the first statement on the same wire: it costs no round trip.
   */
  private <T> Uni<Done<T>> scoped(
      SqlConnection connection, String scope, Function<Tx, Uni<T>> work) {
    Tx tx = new Tx(connection);
    Uni<Integer> setting =
        tx.execute("SELECT set_config('orgplane.organization', $1, true)", scope);
    Uni<T> working = Uni.createFrom().deferred(() -> work.apply(tx));
    return Uni.combine().all().unis(setting, working).with((set, result) -> new Done<>(tx, result));
  }

  private void announce(Tx tx) {
    if (tx.hasAppendedEvents()) {
      committed.fire(new EventsCommitted());
    }
  }

  private static boolean isRetryable(Throwable failure) {
    return failure instanceof PgException database && RETRYABLE.contains(database.getSqlState());
  }

  private record Done<T>(Tx tx, T result) {}
}
