package io.orgplane.billing.usage;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.credit.Hold;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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
  private static final String FIND = COLUMNS + "WHERE organization_id = $1 AND id = ANY($2)";

  private static final String INSERT =
      """
      INSERT INTO reservations (organization_id, created_at, id, workspace_id, kind, credits, source,
        status, settled, remaining, expires_at)
      SELECT $1, $2, fresh.* FROM unnest($3::text[], $4::uuid[], $5::text[], $6::bigint[], $7::text[],
        $8::text[], $9::bigint[], $10::bigint[], $11::timestamptz[]) AS fresh
      """;

  private static final String UPDATE =
      """
      UPDATE reservations AS kept
      SET source = now.source, status = now.status, settled = now.settled, remaining = now.remaining
      FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
        AS now (id, source, status, settled, remaining)
      WHERE kept.organization_id = $1 AND kept.id = now.id AND kept.status IN ('open', 'expired')
      """;

  private static final String INSERT_HOLDS =
      """
      INSERT INTO reservation_holds (organization_id, reservation_id, ordinal, grant_id, credits)
      SELECT $1, fresh.* FROM unnest($2::text[], $3::int[], $4::uuid[], $5::bigint[]) AS fresh
      """;

  private static final String HOLDS =
      """
      SELECT reservation_id, grant_id, credits FROM reservation_holds
      WHERE organization_id = $1 AND reservation_id = ANY($2) ORDER BY reservation_id, ordinal
      """;

  private static final String REMOVE_HOLDS =
      "DELETE FROM reservation_holds WHERE organization_id = $1 AND reservation_id = ANY($2)";

  /** The first of them may be waiting for their pool; a batch bounds what one turn takes on. */
  private static final String OVERDUE =
      COLUMNS + "WHERE status = 'open' AND expires_at <= $1 ORDER BY expires_at LIMIT $2";

  /** Those of these ids, by id. */
  Uni<Map<String, Reservation>> find(Tx tx, OrganizationId organization, String[] ids) {
    return tx.list(FIND, Reservations::reservation, organization, ids)
        .map(
            found ->
                found.stream().collect(Collectors.toMap(Reservation::id, Function.identity())));
  }

  /** What those of these ids have set aside, in the order in which it is drawn. */
  Uni<Map<String, List<Hold>>> holds(Tx tx, OrganizationId organization, String[] ids) {
    return tx.list(HOLDS, Held::of, organization, ids)
        .map(
            found ->
                found.stream()
                    .collect(
                        Collectors.groupingBy(
                            Held::reservation,
                            Collectors.mapping(Held::hold, Collectors.toList()))));
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
  Uni<Void> add(Tx tx, OrganizationId organization, Books books) {
    return insert(tx, organization, books.reserved(), books.now())
        .chain(() -> insertHolds(tx, organization, books))
        .chain(() -> update(tx, organization, books.ended()));
  }

  private static Uni<Void> insert(
      Tx tx, OrganizationId organization, List<Reservation> fresh, Instant now) {
    return fresh.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.execute(
                INSERT,
                organization,
                now,
                texts(fresh, Reservation::id),
                fresh.stream().map(each -> each.workspace().value()).toArray(UUID[]::new),
                texts(fresh, Reservation::kind),
                longs(fresh, each -> each.credits().thousandths()),
                texts(fresh, each -> each.source().toString()),
                texts(fresh, each -> each.status().toString()),
                longs(fresh, Reservations::settled),
                longs(fresh, each -> each.remaining().thousandths()),
                fresh.stream()
                    .map(each -> each.expiresAt().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new))
            .replaceWithVoid();
  }

  private static Uni<Void> insertHolds(Tx tx, OrganizationId organization, Books books) {
    List<Held> held = new ArrayList<>();
    List<Integer> ordinals = new ArrayList<>();
    for (Reservation reservation : books.reserved()) {
      List<Hold> holds = books.holdsOf(reservation);
      for (int i = 0; i < holds.size(); i++) {
        held.add(new Held(reservation.id(), holds.get(i)));
        ordinals.add(i);
      }
    }
    return held.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.execute(
                INSERT_HOLDS,
                organization,
                texts(held, Held::reservation),
                ordinals.toArray(Integer[]::new),
                held.stream().map(each -> each.hold().grantId()).toArray(UUID[]::new),
                longs(held, each -> each.hold().credits().thousandths()))
            .replaceWithVoid();
  }

  private static Uni<Void> update(Tx tx, OrganizationId organization, List<Reservation> ended) {
    if (ended.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String[] ids = texts(ended, Reservation::id);
    return tx.execute(
            UPDATE,
            organization,
            ids,
            texts(ended, each -> each.source().toString()),
            texts(ended, each -> each.status().toString()),
            longs(ended, Reservations::settled),
            longs(ended, each -> each.remaining().thousandths()))
        .invoke(written -> requireAll(ids.length, written))
        .chain(() -> tx.execute(REMOVE_HOLDS, organization, ids))
        .replaceWithVoid();
  }

  private static void requireAll(int expected, int written) {
    if (written != expected) {
      throw new IllegalStateException(
          "a reservation has ended elsewhere: %d of %d rows".formatted(written, expected));
    }
  }

  private static @Nullable Long settled(Reservation reservation) {
    Credits settled = reservation.settled();
    return settled == null ? null : settled.thousandths();
  }

  private static <E> String[] texts(List<E> rows, Function<E, String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  private static <E> @Nullable Long[] longs(List<E> rows, Function<E, @Nullable Long> column) {
    return rows.stream().map(column).toArray(Long[]::new);
  }

  private record Held(String reservation, Hold hold) {
    static Held of(Row row) {
      return new Held(
          row.getString("reservation_id"),
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
