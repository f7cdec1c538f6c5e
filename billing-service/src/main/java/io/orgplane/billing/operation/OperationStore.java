package io.orgplane.billing.operation;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Operations in the database. Leases and pauses are measured by the database's clock: they are
 * about processes, not about the time that the suite is told it is.
 */
@ApplicationScoped
class OperationStore {

  private static final String COLUMNS =
      "organization_id, id, kind, request, attempts, round, actor";

  private static final String INSERT =
      """
      INSERT INTO payment_operations
        (organization_id, id, kind, request, actor, status, leased_until)
      VALUES ($1, $2, $3, $4, $5, 'open', '-infinity')
      """;

  private static final String CLAIM =
      """
      UPDATE payment_operations
      SET leased_until = clock_timestamp() + $3 * interval '1 ms', attempts = attempts + 1
      WHERE organization_id = $1 AND id = $2 AND status = 'open' AND leased_until < clock_timestamp()
      RETURNING\s"""
          + COLUMNS;

  private static final String END =
      """
      UPDATE payment_operations SET status = $3, answer = $4, ended_at = clock_timestamp()
      WHERE organization_id = $1 AND id = $2 AND status = 'open'
      """;

  private static final String POSTPONE =
      """
      UPDATE payment_operations
      SET round = round + $3, last_error = $4, leased_until = '-infinity',
        next_attempt_at = clock_timestamp() + $5 * interval '1 ms'
      WHERE organization_id = $1 AND id = $2 AND status = 'open'
      """;

  private static final String LEFT_BEHIND =
      """
      SELECT organization_id, id FROM payment_operations
      WHERE status = 'open' AND leased_until < clock_timestamp()
        AND next_attempt_at < clock_timestamp() - $1 * interval '1 ms'
      ORDER BY next_attempt_at LIMIT $2
      """;

  /** An open operation by its name. */
  record Key(OrganizationId organization, UUID id) {}

  Uni<Void> add(Tx tx, Key key, String kind, JsonObject request, Actor actor) {
    return tx.execute(
            INSERT, key.organization(), key.id(), kind, request, JsonObject.mapFrom(actor))
        .replaceWithVoid();
  }

  Uni<Boolean> hasOpen(Tx tx, OrganizationId organization) {
    return tx.find(
            """
            SELECT 1 AS one FROM payment_operations WHERE organization_id = $1 AND status = 'open'
            """,
            row -> true,
            organization)
        .map(Optional::isPresent);
  }

  Uni<Optional<Operation>> last(Tx tx, OrganizationId organization, String... kinds) {
    return tx.find(
        "SELECT "
            + COLUMNS
            + """
             FROM payment_operations WHERE organization_id = $1 AND kind = ANY($2)
            ORDER BY begun_at DESC LIMIT 1
            """,
        OperationStore::operation,
        organization,
        kinds);
  }

  /** The newest of these kinds, unless it has been done. */
  Uni<Optional<Operation>> unfulfilled(Tx tx, OrganizationId organization, String... kinds) {
    return tx.find(
            "SELECT "
                + COLUMNS
                + """
                 , status = 'done' AS done FROM payment_operations
                WHERE organization_id = $1 AND kind = ANY($2) ORDER BY begun_at DESC LIMIT 1
                """,
            row ->
                row.getBoolean("done") ? Optional.<Operation>empty() : Optional.of(operation(row)),
            organization,
            kinds)
        .map(found -> found.flatMap(Function.identity()));
  }

  Uni<Optional<Operation>> open(Tx tx, OrganizationId organization) {
    return tx.find(
        "SELECT "
            + COLUMNS
            + " FROM payment_operations WHERE organization_id = $1 AND status = 'open'",
        OperationStore::operation,
        organization);
  }

  /** Empty when it has ended, or somebody else is at it. */
  Uni<Optional<Operation>> claim(Tx tx, Key key, Duration lease) {
    return tx.find(
        CLAIM, OperationStore::operation, key.organization(), key.id(), (double) lease.toMillis());
  }

  Uni<Optional<Ending>> ending(Tx tx, Key key) {
    return tx.find(
        """
        SELECT status, answer FROM payment_operations
        WHERE organization_id = $1 AND id = $2 AND status <> 'open'
        """,
        OperationStore::ending,
        key.organization(),
        key.id());
  }

  /** Whether it was still open. */
  Uni<Boolean> end(Tx tx, Operation operation, Ending ending) {
    return switch (ending) {
      case Ending.Done done -> end(tx, operation, "done", done.answer());
      case Ending.Refused refused -> end(tx, operation, "refused", refused.json());
    };
  }

  private static Uni<Boolean> end(Tx tx, Operation operation, String status, JsonObject answer) {
    return tx.execute(END, operation.organization(), operation.id(), status, answer)
        .map(ended -> ended == 1);
  }

  Uni<Void> postpone(Tx tx, Operation operation, boolean nextRound, String why, Duration pause) {
    return tx.execute(
            POSTPONE,
            operation.organization(),
            operation.id(),
            nextRound ? 1 : 0,
            why,
            (double) pause.toMillis())
        .replaceWithVoid();
  }

  Uni<List<Key>> leftBehind(Tx tx, Duration fresh, int limit) {
    return tx.list(
        LEFT_BEHIND,
        row -> new Key(Rows.organization(row), row.getUUID("id")),
        (double) fresh.toMillis(),
        limit);
  }

  private static Operation operation(Row row) {
    return new Operation(
        Rows.organization(row),
        row.getUUID("id"),
        row.getString("kind"),
        row.getJsonObject("request"),
        row.getInteger("attempts"),
        row.getInteger("round"),
        actor(row.getJsonObject("actor")));
  }

  private static Actor actor(@Nullable JsonObject actor) {
    return actor == null
        ? Actor.system("billing")
        : new Actor(
            Actor.Type.valueOf(actor.getString("type").toUpperCase(Locale.ROOT)),
            actor.getString("id"),
            actor.getString("email"),
            actor.getString("address"));
  }

  private static Ending ending(Row row) {
    JsonObject answer = row.getJsonObject("answer");
    return row.getString("status").equals("done")
        ? new Ending.Done(answer)
        : Ending.Refused.of(answer);
  }
}
