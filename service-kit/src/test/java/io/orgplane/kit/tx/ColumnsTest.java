package io.orgplane.kit.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.kit.KitTest;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.testing.Database;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@KitTest
class ColumnsTest {

  private static final Database DATABASE = Database.of("kit");
  private static final String INSERT =
      """
      INSERT INTO notes (organization_id, id, text, version)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[])
      """;
  private static final String CHANGE =
      """
      UPDATE notes SET text = new.text FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[])
        AS new (organization_id, id, text, version)
      WHERE notes.organization_id = new.organization_id AND notes.id = new.id
        AND notes.version = new.version
      """;
  private static final String FIND =
      """
      SELECT organization_id, text FROM notes JOIN unnest($1::uuid[], $2::uuid[])
        AS wanted (organization_id, id) USING (organization_id, id)
      ORDER BY version
      """;

  private final OrganizationId acme = OrganizationId.next();
  private final OrganizationId globex = OrganizationId.next();

  private record Note(UUID id, String text, long version) {}

  @Test
  void rows_of_several_organizations_are_one_statement() {
    Owned<Note> first = note(acme, "first", 1);
    Owned<Note> second = note(acme, "second", 2);
    Owned<Note> other = note(globex, "other", 1);

    int written = across(tx -> tx.executeAll(INSERT, columns(first, second, other)));

    assertThat(written).isEqualTo(3);

    assertThat(found(other, second, first))
        .isEqualTo(Map.of(acme, List.of("first", "second"), globex, List.of("other")));
  }

  @Test
  void for_no_rows_nothing_is_asked() {
    int written = across(tx -> tx.executeAll("no SQL", columns()));
    List<Row> found = across(tx -> tx.listForAll("no SQL", row -> row, columns()));

    assertThat(written).isZero();
    assertThat(found).isEmpty();
  }

  @Test
  void a_row_that_is_not_reached_undoes_all_of_it() {
    Owned<Note> there = note(acme, "there", 1);
    across(tx -> tx.executeAll(INSERT, columns(there)));
    Owned<Note> changed = new Owned<>(acme, new Note(there.value().id(), "changed", 1));

    assertThatThrownBy(
            () ->
                across(
                    tx ->
                        tx.executeForAll(
                            CHANGE, columns(changed, note(globex, "gone", 1)), "a note is gone")))
        .hasMessage("a note is gone: 1 of 2 rows");

    assertThat(found(there)).isEqualTo(Map.of(acme, List.of("there")));
    across(tx -> tx.executeForAll(CHANGE, columns(changed), "a note is gone").replaceWith(true));
    assertThat(found(there)).isEqualTo(Map.of(acme, List.of("changed")));
  }

  /** In the scope of one organization the rows of another one are refused. */
  @Test
  void a_row_of_somebody_else_is_not_written_in_the_scope_of_one() {
    Owned<Note> theirs = note(globex, "theirs", 1);

    assertThatThrownBy(
            () -> await(transactions().in(acme, tx -> tx.executeAll(INSERT, columns(theirs)))))
        .hasMessageContaining("row-level security");

    assertThat(DATABASE.count("notes WHERE id = ?", theirs.value().id())).isZero();
  }

  private Map<OrganizationId, List<String>> found(Owned<?>... notes) {
    List<Owned<UUID>> ids = new ArrayList<>();
    for (Owned<?> each : notes) {
      ids.add(new Owned<>(each.organization(), ((Note) each.value()).id()));
    }
    return Owned.byOrganization(
        across(
            tx ->
                tx.listForAll(
                    FIND,
                    Owned.row(row -> row.getString("text")),
                    Columns.ofOwned(ids).uuids(Owned::value))));
  }

  private static Owned<Note> note(OrganizationId organization, String text, long version) {
    return new Owned<>(organization, new Note(Ids.next(), text, version));
  }

  @SafeVarargs
  private static Columns<Owned<Note>> columns(Owned<Note>... notes) {
    return Columns.ofOwned(List.of(notes))
        .uuids(it -> it.value().id())
        .texts(it -> it.value().text())
        .longs(it -> it.value().version());
  }

  private static <T> T across(Function<Tx, Uni<T>> work) {
    return await(transactions().acrossOrganizations(work));
  }

  private static Transactions transactions() {
    return Arc.container().instance(Transactions.class).get();
  }

  private static <T extends @Nullable Object> T await(Uni<T> work) {
    return work.await().atMost(Duration.ofMinutes(1));
  }
}
