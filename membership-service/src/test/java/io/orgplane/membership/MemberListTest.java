package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.orgplane.testing.Database;
import io.orgplane.testing.Person;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@MembershipTest
class MemberListTest extends Scenario {

  @Test
  void somebody_is_found_by_how_a_word_of_their_name_or_address_begins() {
    Org org = aRoomyOrganization();
    Person jane = aPerson("Jane").withName("Jane van Doe-Smith");
    join(org, jane, "viewer");
    aMember(org, "viewer");

    for (String q : List.of("jane", "JANE VAN", "van doe", "smith", " Doe", jane.email())) {
      by(org.owner())
          .queryParam("q", q)
          .get(org.path() + "/members")
          .then()
          .body("items.userId", hasSize(1))
          .body("items[0].userId", is(jane.userId()));
    }
    by(org.owner())
        .queryParam("q", "ane")
        .get(org.path() + "/members")
        .then()
        .body("items", hasSize(0));
  }

  @Test
  void filters_are_met_all_together() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    Person inside = aMember(org, "developer", at(workspace));
    aMember(org, "developer");
    Person viewer = aMember(org, "viewer", at(workspace));

    by(org.owner())
        .queryParam("workspace", workspace)
        .get(org.path() + "/members")
        .then()
        .body(
            "items.userId",
            containsInAnyOrder(org.owner().userId(), inside.userId(), viewer.userId()));
    by(org.owner())
        .queryParam("workspace", workspace)
        .queryParam("role", "developer")
        .queryParam("q", "bob")
        .get(org.path() + "/members")
        .then()
        .body("items.userId", containsInAnyOrder(inside.userId()));
  }

  @Test
  void a_page_goes_on_where_it_was_while_members_come_and_go() {
    Org org = aRoomyOrganization();
    Person first = aMemberByLink(org, "viewer");
    Person second = aMemberByLink(org, "viewer");
    Person third = aMemberByLink(org, "viewer");
    Response page = by(org.owner()).queryParam("limit", 3).get(org.path() + "/members");
    assertThat(page.jsonPath().getList("items.userId"))
        .isEqualTo(List.of(org.owner().userId(), first.userId(), second.userId()));

    remove(org.owner(), org, second).then().statusCode(202);
    remove(org.owner(), org, first).then().statusCode(202);
    Person fourth = aMemberByLink(org, "viewer");

    Response next =
        by(org.owner())
            .queryParam("limit", 3)
            .queryParam("cursor", page.<String>path("nextCursor"))
            .get(org.path() + "/members");
    assertThat(next.jsonPath().getList("items.userId"))
        .isEqualTo(List.of(third.userId(), fourth.userId()));
  }

  /** A plan over the whole organization would read every member for somebody who is rare. */
  @Test
  void a_search_among_many_reads_few_rows() throws SQLException {
    Org org = aRoomyOrganization();
    DATABASE.update(
        """
        INSERT INTO members (organization_id, user_id, email, name, role, source, joined_at, version,
          changed_at, changed_by)
        SELECT ?, gen_random_uuid()::text, 'p' || n || '@example.com', 'Person ' || n, 'viewer',
          'invitation', now(), 2, now(), 'test' FROM generate_series(1, 3000) AS n
        """,
        org.uuid());
    DATABASE.update("ANALYZE members");
    DATABASE.update("ANALYZE member_search_keys");

    by(org.owner())
        .queryParam("q", "p2998@")
        .get(org.path() + "/members")
        .then()
        .body("items.email", containsInAnyOrder("p2998@example.com"));
    by(org.owner())
        .queryParam("q", "person")
        .get(org.path() + "/members")
        .then()
        .body("items", hasSize(50));

    assertThat(plan(org.uuid())).contains("member_search_keys_pkey").doesNotContain("Seq Scan");
  }

  /** As the service's own role, because row-level security decides which index may be used. */
  private static String plan(UUID org) throws SQLException {
    try (Connection connection = Database.of("membership", "membership").connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT set_config('orgplane.organization', '%s', false)".formatted(org));
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines =
          statement.executeQuery(
              """
              EXPLAIN SELECT * FROM members AS member WHERE member.organization_id = '%s'
                AND EXISTS (SELECT FROM member_search_keys AS sought
                  WHERE sought.organization_id = member.organization_id
                    AND sought.user_id = member.user_id AND sought.key >= lower('p2998@')
                    AND sought.key < lower('p2998@') || U&'\\+10FFFF')
              ORDER BY member.joined_at, member.user_id LIMIT 51
              """
                  .formatted(org))) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }
}
