package io.orgplane.billing.usage;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.credit.Hold;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Columns;
import io.orgplane.kit.tx.Owned;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
  private static final String FIND =
      COLUMNS
          + """
          JOIN unnest($1::uuid[], $2::text[]) AS wanted (organization_id, id)
            USING (organization_id, id)
          """;

  private static final String INSERT =
      """
      INSERT INTO reservations (organization_id, created_at, id, workspace_id, kind, credits, source,
        status, settled, remaining, expires_at)
      SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::uuid[], $5::text[],
        $6::bigint[], $7::text[], $8::text[], $9::bigint[], $10::bigint[], $11::timestamptz[])
      """;

  private static final String UPDATE =
      """
      UPDATE reservations AS kept
      SET source = now.source, status = now.status, settled = now.settled, remaining = now.remaining
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
        AS now (organization_id, id, source, status, settled, remaining)
      WHERE kept.organization_id = now.organization_id AND kept.id = now.id
        AND kept.status IN ('open', 'expired')
      """;

  private static final String INSERT_HOLDS =
      """
      INSERT INTO reservation_holds (organization_id, reservation_id, ordinal, grant_id, credits)
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::uuid[], $5::bigint[])
      """;

  private static final String HOLDS =
      """
      SELECT organization_id, reservation_id, ordinal, grant_id, credits
      FROM reservation_holds JOIN unnest($1::uuid[], $2::text[])
        AS wanted (organization_id, reservation_id) USING (organization_id, reservation_id)
      ORDER BY organization_id, reservation_id, ordinal
      """;

  private static final String REMOVE_HOLDS =
      """
      DELETE FROM reservation_holds AS held
      USING unnest($1::uuid[], $2::text[]) AS ended (organization_id, reservation_id)
      WHERE held.organization_id = ended.organization_id
        AND held.reservation_id = ended.reservation_id
      """;

  /** The first of them may be waiting for their pool; a batch bounds what one turn takes on. */
  private static final String OVERDUE =
      COLUMNS + "WHERE status = 'open' AND expires_at <= $1 ORDER BY expires_at LIMIT $2";

  /** Those of these ids that are there. */
  Uni<List<Owned<Reservation>>> find(Tx tx, List<Owned<String>> ids) {
    return tx.listForAll(FIND, Owned.row(Reservations::reservation), idColumns(ids));
  }

  /** What those of these ids have set aside, each in the order in which it is drawn. */
  Uni<List<Owned<Held>>> holds(Tx tx, List<Owned<String>> ids) {
    return tx.listForAll(HOLDS, Owned.row(Held::of), idColumns(ids));
  }

  private static Columns<Owned<String>> idColumns(List<Owned<String>> ids) {
    return Columns.ofOwned(ids).texts(Owned::value);
  }

  /** The organizations that have a reservation of this id. */
  Uni<List<OrganizationId>> owners(Tx tx, String id) {
    return tx.list(
        "SELECT organization_id FROM reservations WHERE id = $1 LIMIT 2", Rows::organization, id);
  }

  Uni<List<Reservation>> overdue(Tx tx, Instant now, int limit) {
    return tx.list(OVERDUE, Reservations::reservation, now, limit);
  }

  /** Writes what has become of them on these books. */
  Uni<Void> add(Tx tx, List<Books> books, Instant now) {
    return insert(tx, books, now)
        .chain(() -> insertHolds(tx, books))
        .chain(() -> update(tx, books));
  }

  private static Uni<Integer> insert(Tx tx, List<Books> books, Instant now) {
    return tx.executeAll(
        INSERT,
        Columns.ofOwned(all(books, Books::reserved))
            .times(it -> now)
            .texts(it -> it.value().id())
            .uuids(it -> it.value().workspace().value())
            .texts(it -> it.value().kind())
            .longs(it -> it.value().credits().thousandths())
            .texts(it -> it.value().source().toString())
            .texts(it -> it.value().status().toString())
            .longsOrNull(it -> settled(it.value()))
            .longs(it -> it.value().remaining().thousandths())
            .times(it -> it.value().expiresAt()));
  }

  private static Uni<Integer> insertHolds(Tx tx, List<Books> books) {
    return tx.executeAll(
        INSERT_HOLDS,
        Columns.ofOwned(all(books, Reservations::held))
            .texts(it -> it.value().reservation())
            .integers(it -> it.value().ordinal())
            .uuids(it -> it.value().hold().grantId())
            .longs(it -> it.value().hold().credits().thousandths()));
  }

  private static Uni<Void> update(Tx tx, List<Books> books) {
    List<Owned<Reservation>> ended = all(books, Books::ended);
    return tx.executeForAll(
            UPDATE,
            Columns.ofOwned(ended)
                .texts(it -> it.value().id())
                .texts(it -> it.value().source().toString())
                .texts(it -> it.value().status().toString())
                .longsOrNull(it -> settled(it.value()))
                .longs(it -> it.value().remaining().thousandths()),
            "a reservation has ended elsewhere")
        .chain(
            () -> tx.executeAll(REMOVE_HOLDS, Columns.ofOwned(ended).texts(it -> it.value().id())))
        .replaceWithVoid();
  }

  private static <E> List<Owned<E>> all(List<Books> books, Function<Books, List<E>> rows) {
    return books.stream()
        .flatMap(each -> Owned.each(each.organization(), rows.apply(each)))
        .toList();
  }

  private static List<Held> held(Books books) {
    List<Held> held = new ArrayList<>();
    for (Reservation reservation : books.reserved()) {
      List<Hold> holds = books.holdsOf(reservation);
      for (int i = 0; i < holds.size(); i++) {
        held.add(new Held(reservation.id(), i, holds.get(i)));
      }
    }
    return held;
  }

  private static @Nullable Long settled(Reservation reservation) {
    Credits settled = reservation.settled();
    return settled == null ? null : settled.thousandths();
  }

  /**
   * A part of what a reservation has set aside.
   *
   * @param ordinal when it is drawn among all parts, from zero
   */
  record Held(String reservation, int ordinal, Hold hold) {
    private static Held of(Row row) {
      return new Held(
          row.getString("reservation_id"),
          row.getInteger("ordinal"),
          new Hold(row.getUUID("grant_id"), new Credits(row.getLong("credits"))));
    }
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
