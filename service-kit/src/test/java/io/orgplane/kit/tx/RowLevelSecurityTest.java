package io.orgplane.kit.tx;

import static io.orgplane.kit.probe.Suite.id;
import static io.orgplane.kit.probe.Suite.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.kit.KitTest;
import io.orgplane.kit.probe.Suite;
import io.orgplane.testing.Database;
import io.orgplane.testing.People;
import io.orgplane.testing.Person;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@KitTest
class RowLevelSecurityTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final Person ANN = People.aPerson("Ann");

  @Test
  void a_query_without_its_condition_finds_nothing_of_another_organization() throws Exception {
    String acme = SUITE.anOrganizationOf(ANN);
    String globex = SUITE.anOrganizationOf(ANN);
    write(ANN, acme, "ours", 1).then().statusCode(200);
    write(ANN, globex, "theirs", 1).then().statusCode(200);
    try (Connection service = Database.of("kit", "kit").connect();
        Statement statement = service.createStatement()) {
      assertThat(countOfNotes(statement)).as("without a setting").isZero();
      statement.execute(
          "SELECT set_config('orgplane.organization', '%s', false)".formatted(id(acme)));
      assertThat(countOfNotes(statement)).as("of one organization").isEqualTo(1);
      statement.execute("SET orgplane.organization = '*'");
      assertThat(countOfNotes(statement)).as("across organizations").isGreaterThanOrEqualTo(2);
    }
  }

  private static long countOfNotes(Statement statement) throws Exception {
    try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM notes")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
