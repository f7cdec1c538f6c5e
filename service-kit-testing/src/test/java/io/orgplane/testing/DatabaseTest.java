package io.orgplane.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  private static final Database PROBE = Database.of("probe");

  @BeforeAll
  static void aTableOfTheOwner() throws Exception {
    SharedPostgres.createService("probe");
    try (Connection owner = Database.of("probe", "probe_owner").connect();
        Statement statement = owner.createStatement()) {
      statement.execute("CREATE TABLE note(id uuid PRIMARY KEY, text text)");
    }
  }

  @Test
  void rows_of_one_transaction_share_their_xmin_and_others_do_not() throws Exception {
    UUID first = Uuids.v7();
    UUID second = Uuids.v7();
    UUID later = Uuids.v7();
    try (Connection connection = PROBE.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO note VALUES ('%s', 'a')".formatted(first));
      statement.execute("INSERT INTO note VALUES ('%s', 'b')".formatted(second));
      connection.commit();
    }
    PROBE.update("INSERT INTO note VALUES (?, ?)", later, null);

    assertThat(PROBE.xmin("note", "id = ?", first))
        .isEqualTo(PROBE.xmin("note", "id = ?", second))
        .isNotEqualTo(PROBE.xmin("note", "id = ?", later));
  }

  @Test
  void rows_are_read_counted_and_demanded() {
    UUID id = Uuids.v7();
    PROBE.update("INSERT INTO note VALUES (?, ?)", id, "hello");

    assertThat(PROBE.single("SELECT text FROM note WHERE id = ?", id))
        .containsEntry("text", "hello");
    assertThat(PROBE.count("note WHERE id = ?", id)).isEqualTo(1);
    assertThatThrownBy(() -> PROBE.single("SELECT 1 FROM note WHERE id = ?", Uuids.v7()))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void the_services_own_role_is_who_it_says() {
    assertThat(Database.of("probe", "probe").single("SELECT current_user AS me"))
        .containsEntry("me", "probe");
  }
}
