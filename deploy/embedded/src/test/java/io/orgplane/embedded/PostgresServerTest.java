package io.orgplane.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PostgresServerTest {
  private static PostgresServer server;

  @BeforeAll
  static void start() {
    server = PostgresServer.start(PostgresServer.Options.defaults().durable(false));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void a_new_table_of_the_owner_is_the_applications_to_use_but_not_to_change() throws SQLException {
    server.createService("rights");
    asOwner("rights", "CREATE TABLE thing (id bigint GENERATED ALWAYS AS IDENTITY, name text)");

    as("rights", "INSERT INTO thing (name) VALUES ('a')");

    assertThat(count("rights", "SELECT count(*) FROM thing")).isEqualTo(1);
    assertThatThrownBy(() -> as("rights", "DROP TABLE thing"))
        .hasMessageContaining("must be owner");
    assertThatThrownBy(() -> as("rights", "CREATE TABLE other (id int)"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void row_level_security_binds_the_application_role() throws SQLException {
    server.createService("tenants");
    asOwner(
        "tenants",
        "CREATE TABLE secret (organization_id text)",
        "ALTER TABLE secret ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON secret USING (organization_id = current_setting('orgplane.organization', true))",
        "INSERT INTO secret VALUES ('one'), ('two')");

    assertThat(count("tenants", "SELECT count(*) FROM secret")).isZero();
    assertThat(count("tenants", "SET orgplane.organization = 'one'", "SELECT count(*) FROM secret"))
        .isEqualTo(1);
    assertThat(
            count(
                "tenants",
                "SELECT count(*) FROM pg_roles WHERE rolname = 'tenants' AND (rolsuper OR rolbypassrls)"))
        .isZero();
  }

  @Test
  void a_wrong_password_and_another_services_role_are_refused() {
    server.createService("mine");
    server.createService("theirs");

    assertThatThrownBy(() -> server.connect("mine", "mine", "wrong"))
        .hasMessageContaining("password authentication");
    assertThatThrownBy(() -> server.connect("mine", "theirs", "theirs"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void setting_a_service_up_again_changes_nothing() throws SQLException {
    server.createService("twice");
    asOwner("twice", "CREATE TABLE kept (id int)");

    server.createService("twice");

    assertThat(count("twice", "SELECT count(*) FROM kept")).isZero();
  }

  @Test
  void a_name_that_could_carry_sql_is_refused() {
    assertThatThrownBy(() -> server.createService("x\" OWNER postgres"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void port_and_committed_data_survive_a_restart_and_a_kill(@TempDir Path data)
      throws SQLException {
    try (PostgresServer own =
        PostgresServer.start(PostgresServer.Options.defaults().dataDirectory(data))) {
      int port = own.port();
      execute(own, "CREATE TABLE kept (id int)");
      own.restart();
      execute(own, "INSERT INTO kept VALUES (1)");
      long killed = own.pid();

      own.kill();

      assertThat(ProcessHandle.of(killed).flatMap(process -> process.info().command())).isEmpty();
      own.start();
      assertThat(own.port()).isEqualTo(port);
      assertThat(rows(own)).isEqualTo(1);
    }
  }

  @Test
  void a_kept_folder_is_taken_up_again_and_a_used_one_is_refused(@TempDir Path data)
      throws SQLException {
    PostgresServer.Options options = PostgresServer.Options.defaults().dataDirectory(data);
    try (PostgresServer first = PostgresServer.start(options)) {
      execute(first, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (1)");
      assertThatThrownBy(() -> PostgresServer.start(options))
          .hasMessageContaining("in use by another process");
    }
    try (PostgresServer second = PostgresServer.start(options)) {
      assertThat(rows(second)).isEqualTo(1);
    }
  }

  @Test
  void a_pid_file_that_names_somebody_else_does_not_stop_the_start(@TempDir Path data)
      throws Exception {
    PostgresServer.Options options =
        PostgresServer.Options.defaults().dataDirectory(data).durable(false);
    PostgresServer.start(options).close();
    Files.writeString(
        data.resolve("cluster/postmaster.pid"), "%d%n".formatted(ProcessHandle.current().pid()));

    try (PostgresServer again = PostgresServer.start(options)) {
      assertThat(again.pid()).isNotEqualTo(ProcessHandle.current().pid());
    }
  }

  @Test
  void durability_is_on_unless_it_is_given_up(@TempDir Path data) throws SQLException {
    try (PostgresServer durable =
        PostgresServer.start(PostgresServer.Options.defaults().dataDirectory(data))) {
      assertThat(setting(durable, "fsync")).isEqualTo("on");
      assertThat(setting(durable, "synchronous_commit")).isEqualTo("on");
    }
    assertThat(setting(server, "fsync")).isEqualTo("off");
  }

  private static String setting(PostgresServer of, String name) throws SQLException {
    try (Connection connection = of.connectAsSuperuser("postgres");
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("SHOW " + name)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static void execute(PostgresServer on, String... statements) throws SQLException {
    try (Connection connection = on.connectAsSuperuser("postgres")) {
      execute(connection, statements);
    }
  }

  private static int rows(PostgresServer of) throws SQLException {
    try (Connection connection = of.connectAsSuperuser("postgres")) {
      return count(connection, "SELECT count(*) FROM kept");
    }
  }

  private static void asOwner(String service, String... statements) throws SQLException {
    String owner = service + "_owner";
    try (Connection connection = server.connect(service, owner, owner)) {
      execute(connection, statements);
    }
  }

  private static void as(String service, String... statements) throws SQLException {
    try (Connection connection = server.connect(service, service, service)) {
      execute(connection, statements);
    }
  }

  private static int count(String service, String... statements) throws SQLException {
    try (Connection connection = server.connect(service, service, service)) {
      for (int i = 0; i < statements.length - 1; i++) {
        execute(connection, statements[i]);
      }
      return count(connection, statements[statements.length - 1]);
    }
  }

  private static int count(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      answer.next();
      return answer.getInt(1);
    }
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
