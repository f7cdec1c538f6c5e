package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static io.orgplane.org.Acme.create;
import static io.orgplane.org.Acme.until;
import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.orgplane.testing.InParallel;
import io.orgplane.testing.Person;
import io.orgplane.testing.SuiteClock;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OrgTest
class FoundingTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final String KEY = "Idempotency-Key";

  /** Right after a start, consumers are still joining their groups. */
  @BeforeEach
  void everybodyListens() {
    Person first = aPerson("First");
    String id = create(first, "First").path("id");
    until(() -> "active".equals(as(first).get("/v1/organizations/" + id).path("status")));
  }

  @Test
  void the_creator_is_owner_and_can_use_it_at_once() {
    Person ann = aPerson("Ann");

    String id =
        as(ann)
            .body(Map.of("name", "  Acme  ", "description", "Rockets"))
            .post("/v1/organizations")
            .then()
            .statusCode(201)
            .body("name", equalTo("Acme"))
            .body("description", equalTo("Rockets"))
            .body("personal", equalTo(false))
            .body("status", equalTo("active"))
            .extract()
            .path("id");

    as(ann).get("/v1/organizations/" + id).then().statusCode(200);
    as(ann).get("/v1/organizations/" + id + "/workspaces").then().body("items", hasSize(0));
    as(ann)
        .get("/v1/organizations")
        .then()
        .body("items.find { it.id == '" + id + "' }.name", equalTo("Acme"));
  }

  @Test
  void it_is_answered_as_provisioning_while_a_service_is_away_and_becomes_active_later() {
    SUITE.without("byok");
    Person ann = aPerson("Ann");

    Response answer = create(ann, "Acme");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.<String>path("status")).isEqualTo("provisioning");
    assertThat(answer.time()).isBetween(2_500L, 6_000L);
    String id = answer.path("id");
    as(ann).get("/v1/organizations/" + id).then().body("status", equalTo("provisioning"));

    SUITE.acknowledge(id, "byok");

    until(() -> "active".equals(as(ann).get("/v1/organizations/" + id).path("status")));
  }

  @Test
  void one_participant_that_answers_three_times_does_not_stand_for_the_others() {
    SUITE.without("billing", "byok");
    Person ann = aPerson("Ann");
    String id = create(ann, "Acme").path("id");

    SUITE.acknowledge(id, "membership");
    SUITE.acknowledge(id, "membership");
    SUITE.acknowledge(id, "billing");

    until(
        () ->
            DATABASE.count(
                    "provisioning_acknowledgements WHERE organization_id = ?", UUID.fromString(id))
                == 2);
    as(ann).get("/v1/organizations/" + id).then().body("status", equalTo("provisioning"));
  }

  /** The table is held until all three are at work on it, so that they go on together. */
  @Test
  void three_acknowledgements_at_once_are_not_each_blind_to_the_others() throws SQLException {
    SUITE.without("membership", "billing", "byok");
    Person ann = aPerson("Ann");
    List<String> late =
        InParallel.times(3, index -> create(ann, "Late").<String>path("id")).succeeded();
    for (String id : late) {
      try (Connection holder = DATABASE.connect();
          Statement statement = holder.createStatement()) {
        holder.setAutoCommit(false);
        statement.execute("LOCK TABLE provisioning_acknowledgements IN EXCLUSIVE MODE");
        List.of("membership", "billing", "byok")
            .forEach(participant -> SUITE.acknowledge(id, participant));
        until(() -> DATABASE.count("pg_stat_activity WHERE wait_event_type = 'Lock'") == 3);
        holder.commit();
      }
    }

    until(
        () ->
            DATABASE.count("organizations WHERE created_by = ? AND status = 'active'", ann.userId())
                == late.size());
  }

  @Test
  void nobody_is_kept_waiting_for_an_organization_that_has_been_late_for_long() {
    SUITE.without("billing");
    Person john = aPerson("John");
    as(john).get("/v1/me").then().statusCode(200);
    SuiteClock.advance(Duration.ofMinutes(1));

    until(() -> as(john).get("/v1/me").time() < 1_000);
  }

  @Test
  void the_same_key_gives_the_same_organization() {
    Person ann = aPerson("Ann");

    Response first = withKey(ann, "k-1", "Acme");
    Response second = withKey(ann, "k-1", "Acme");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(madeBy(ann)).isEqualTo(1);
  }

  @Test
  void the_same_key_with_another_body_is_refused() {
    Person ann = aPerson("Ann");
    withKey(ann, "k-1", "Acme");

    withKey(ann, "k-1", "Other")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"));

    assertThat(madeBy(ann)).isEqualTo(1);
  }

  @Test
  void the_same_key_of_two_people_is_two_keys() {
    Person ann = aPerson("Ann");
    Person bob = aPerson("Bob");

    assertThat(withKey(ann, "k-1", "Acme").<String>path("id"))
        .isNotEqualTo(withKey(bob, "k-1", "Acme").<String>path("id"));
  }

  @Test
  void the_same_key_many_times_at_once_has_one_effect_and_one_answer() {
    for (int round = 0; round < 5; round++) {
      Person ann = aPerson("Ann");
      String key = "race-" + round;

      List<String> answers =
          InParallel.times(
                  20,
                  index -> withKey(ann, key, "Acme").then().statusCode(201).extract().asString())
              .succeeded();

      assertThat(answers).containsOnly(answers.getFirst());
      assertThat(madeBy(ann)).isEqualTo(1);
    }
  }

  @Test
  void the_list_is_paged_and_complete() {
    Person ann = aPerson("Ann");
    Set<String> made = new HashSet<>();
    InParallel.times(7, index -> create(ann, "Acme " + index).<String>path("id"))
        .succeeded()
        .forEach(made::add);

    Set<String> seen = new HashSet<>();
    String cursor = null;
    int pages = 0;
    do {
      var request = as(ann).queryParam("limit", 3);
      Response page =
          (cursor == null ? request : request.queryParam("cursor", cursor))
              .get("/v1/organizations");
      assertThat(page.statusCode()).isEqualTo(200);
      seen.addAll(page.<List<String>>path("items.id"));
      cursor = page.path("nextCursor");
      pages++;
    } while (cursor != null);

    assertThat(seen).isEqualTo(made);
    assertThat(pages).isEqualTo(3);
  }

  private static Response withKey(Person person, String key, String name) {
    return as(person).header(KEY, key).body(Map.of("name", name)).post("/v1/organizations");
  }

  private static long madeBy(Person person) {
    return DATABASE.count("organizations WHERE created_by = ?", person.userId());
  }
}
