package io.orgplane.billing.usage;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.credit.Hold;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reservations and their holds. Changed under the pool's lock only. */
@ApplicationScoped
class Reservations {

  private static final String COLUMNS =
      """
      SELECT organization_id, id, workspace_id, kind, credits, source, status, settled, remaining,
        expires_at
      FROM reservations
      """;
  private static final String FIND = COLUMNS + "WHERE organization_id = $1 AND id = $2";

  private static final String INSERT =
      """
      INSERT INTO reservations (organization_id, id, workspace_id, kind, credits, source, status,
        settled, remaining, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      """;

  private static final String UPDATE =
      """
      UPDATE reservations SET source = $3, status = $4, settled = $5, remaining = $6
      WHERE organization_id = $1 AND id = $2
      """;

  private static final String INSERT_HOLD =
      """
      INSERT INTO reservation_holds (organization_id, reservation_id, ordinal, grant_id, credits)
      VALUES ($1, $2, $3, $4, $5)
      """;

  private static final String HOLDS =
      """
      DELETE FROM reservation_holds WHERE organization_id = $1 AND reservation_id = $2
      RETURNING ordinal, grant_id, credits
      """;

  /** The first of them may be waiting for their pool; a batch bounds what one turn takes on. */
  private static final String OVERDUE =
      COLUMNS + "WHERE status = 'open' AND expires_at <= $1 ORDER BY expires_at LIMIT $2";

  Uni<Optional<Reservation>> find(Tx tx, OrganizationId organization, String id) {
    return tx.find(FIND, Reservations::reservation, organization, id);
  }

  Uni<Reservation> require(Tx tx, OrganizationId organization, String id) {
    return find(tx, organization, id).map(found -> found.orElseThrow(NotFound::new));
  }

  /** The organizations that have a reservation of this id. */
  Uni<List<OrganizationId>> owners(Tx tx, String id) {
    return tx.list(
        "SELECT organization_id FROM reservations WHERE id = $1 LIMIT 2", Rows::organization, id);
  }

  /** Which of these ids are reservations. */
  Uni<Set<String>> among(Tx tx, OrganizationId organization, List<String> ids) {
    return tx.list(
            "SELECT id FROM reservations WHERE organization_id = $1 AND id = ANY($2)",
            row -> row.getString("id"),
            organization,
            ids.toArray(String[]::new))
        .map(Set::copyOf);
  }

  Uni<List<Reservation>> overdue(Tx tx, Instant now, int limit) {
    return tx.list(OVERDUE, Reservations::reservation, now, limit);
  }

  Uni<Void> add(Tx tx, Reservation reservation, List<Hold> holds, Instant now) {
    return tx.execute(
            INSERT,
            reservation.organization(),
            reservation.id(),
            reservation.workspace(),
            reservation.kind(),
            reservation.credits().thousandths(),
            reservation.source(),
            reservation.status(),
            null,
            reservation.remaining().thousandths(),
            now,
            reservation.expiresAt())
        .chain(() -> tx.executeEach(INSERT_HOLD, rows(reservation, holds)));
  }

  Uni<Void> save(Tx tx, Reservation reservation) {
    Credits settled = reservation.settled();
    return tx.execute(
            UPDATE,
            reservation.organization(),
            reservation.id(),
            reservation.source(),
            reservation.status(),
            settled == null ? null : settled.thousandths(),
            reservation.remaining().thousandths())
        .replaceWithVoid();
  }

  /** What it has set aside, in order, and no longer has. */
  Uni<List<Hold>> takeHolds(Tx tx, Reservation reservation) {
    return tx.list(HOLDS, Reservations::ordered, reservation.organization(), reservation.id())
        .map(
            found ->
                found.stream()
                    .sorted((one, other) -> Integer.compare(one.ordinal, other.ordinal))
                    .map(Ordered::hold)
                    .collect(Collectors.toList()));
  }

  private record Ordered(int ordinal, Hold hold) {}

  private static Ordered ordered(Row row) {
    return new Ordered(
        row.getInteger("ordinal"),
        new Hold(row.getUUID("grant_id"), new Credits(row.getLong("credits"))));
  }

  private static List<@Nullable Object[]> rows(Reservation reservation, List<Hold> holds) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Hold hold : holds) {
      rows.add(
          new @Nullable Object[] {
            reservation.organization(),
            reservation.id(),
            rows.size(),
            hold.grantId(),
            hold.credits().thousandths()
          });
    }
    return rows;
  }

  private static Reservation reservation(Row row) {
    Long settled = row.getLong("settled");
    return new Reservation(
        Rows.organization(row),
        row.getString("id"),
        Rows.workspace(row, "workspace_id"),
        row.getString("kind"),
        new Credits(row.getLong("credits")),
        Source.named(row.getString("source")),
        Reservation.Status.named(row.getString("status")),
        settled == null ? null : new Credits(settled),
        new Credits(row.getLong("remaining")),
        Rows.instant(row, "expires_at"));
  }
}
