package io.orgplane.org.registration;

import io.orgplane.kit.id.Ids;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * How far the search is, and who is at it. Whoever leads holds a lease in the row and not a lock of
 * a session: no connection and no transaction stays open while Keycloak is asked, and a replica
 * that was paused finds at its next step that another one has taken over. Two at once would do no
 * harm beyond the work done twice; the database admits one personal organization a person.
 */
@ApplicationScoped
class Progress {

  private static final String CLAIM =
      """
      UPDATE signup_reconciliation SET holder = $1, held_until = clock_timestamp() + $2::text::interval
      WHERE due_at <= clock_timestamp() AND held_until < clock_timestamp()
      RETURNING next_person
      """;

  private static final String ADVANCE =
      """
      UPDATE signup_reconciliation
      SET next_person = $2, held_until = clock_timestamp() + $3::text::interval
      WHERE holder = $1
      """;

  private static final String COMPLETE =
      """
      UPDATE signup_reconciliation
      SET next_person = 0, holder = NULL, held_until = '-infinity', completed_at = clock_timestamp(),
          due_at = clock_timestamp() + $2::text::interval
      WHERE holder = $1
      """;

  private static final String LET_GO =
      """
      UPDATE signup_reconciliation SET holder = NULL, held_until = '-infinity' WHERE holder = $1
      """;

  private static final String AGE =
      """
      SELECT coalesce(extract(epoch FROM clock_timestamp() - completed_at), -1)::float8 AS age
      FROM signup_reconciliation
      """;

  private final Transactions transactions;
  private final ReconciliationConfig config;

  Progress(Transactions transactions, ReconciliationConfig config) {
    this.transactions = transactions;
    this.config = config;
  }

  /**
   * One replica's turn, from where the last one ended.
   *
   * @param first how many people are behind it in this pass
   */
  record Turn(UUID holder, int first) {
    Turn after(int people) {
      return new Turn(holder, first + people);
    }
  }

  /** Empty when nothing is due, or another replica is at it. */
  Uni<Optional<Turn>> begin() {
    UUID holder = Ids.next();
    return transactions.acrossOrganizations(
        tx ->
            tx.find(
                CLAIM,
                row -> new Turn(holder, row.getInteger("next_person")),
                holder,
                text(config.lease())));
  }

  /** False when another replica has taken over meanwhile. */
  Uni<Boolean> reached(Turn turn) {
    return update(ADVANCE, turn.holder(), turn.first(), text(config.lease()));
  }

  Uni<Boolean> complete(Turn turn) {
    return update(COMPLETE, turn.holder(), text(config.pause()));
  }

  /** The next one goes on from where this turn got to. */
  Uni<Boolean> letGo(Turn turn) {
    return update(LET_GO, turn.holder());
  }

  /** Seconds since everybody was last looked at; negative when that has never been. */
  Uni<Double> age() {
    return transactions.acrossOrganizations(tx -> tx.one(AGE, row -> row.getDouble("age")));
  }

  private Uni<Boolean> update(String sql, Object... parameters) {
    return transactions
        .acrossOrganizations(tx -> tx.execute(sql, parameters))
        .map(updated -> updated == 1);
  }

  private static String text(Duration duration) {
    return duration.toString();
  }
}
