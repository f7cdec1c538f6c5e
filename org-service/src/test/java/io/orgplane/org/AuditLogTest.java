package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Person;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit feed as it is read. */
@OrgTest
class AuditLogTest {

  private static final Instant AT = Instant.parse("2026-03-01T08:30:00.123456Z");

  @RegisterExtension static final Suite SUITE = new Suite();

  @Test
  void what_the_other_services_change_is_in_the_feed_once_however_often_it_is_delivered() {
    Acme acme = Acme.founded(SUITE.events);
    OutgoingEvent role = told(acme, "membership", "member-role-changed", "bob", AT);
    OutgoingEvent plan = told(acme, "billing", "plan-changed", acme.id);
    OutgoingEvent key = told(acme, "byok", "byok-activated", acme.id);
    for (OutgoingEvent event : List.of(role, plan, role, key, plan, key)) {
      SUITE.events.publish(event);
    }
    for (OutgoingEvent event : List.of(role, plan, key)) {
      awaitEntry(event);
    }

    Response feed = read(acme, Map.of());

    assertThat(feed.<List<Integer>>path("items.position")).containsExactly(1, 2, 3, 4);
    assertThat(feed.<List<String>>path("items.source.service"))
        .containsExactlyInAnyOrder("org", "membership", "billing", "byok");
    Map<String, Object> entry = feed.path("items.find { it.action == 'member-role-changed' }");
    assertThat(entry)
        .containsEntry("id", role.id())
        .containsEntry("before", Map.of("role", "viewer"))
        .containsEntry("after", Map.of("role", "admin"))
        .containsEntry("source", Map.of("service", "membership", "address", "2001:db8::7"))
        .containsEntry("subject", Map.of("type", "member", "id", "bob", "name", "Bob"));
    assertThat(entry.get("time"))
        .asString()
        .satisfies(
            time -> assertThat(Instant.parse(time)).isCloseTo(AT, within(1, ChronoUnit.MICROS)));
  }

  @Test
  void owners_and_admins_read_it_and_nobody_else() {
    Acme acme = Acme.founded(SUITE.events);

    for (String format : List.of("application/json", "text/csv")) {
      assertThat(readAs(acme.owner, acme, format)).isEqualTo(200);
      assertThat(readAs(acme.joins("admin"), acme, format)).isEqualTo(200);
      assertThat(readAs(acme.joins("developer"), acme, format)).isEqualTo(403);
      assertThat(readAs(acme.joins("viewer"), acme, format)).isEqualTo(403);
      assertThat(readAs(aPerson("Stranger"), acme, format)).isEqualTo(404);
    }
  }

  @Test
  void a_follower_goes_on_where_the_last_answer_ended() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    acme.aWorkspace("1");
    acme.aWorkspace("2");

    read(acme, Map.of("after", 0, "limit", 2))
        .then()
        .body("items.position", contains(1, 2))
        .body("nextAfter", equalTo(2));
    read(acme, Map.of("after", 2, "limit", 2))
        .then()
        .body("items.position", contains(3))
        .body("nextCursor", nullValue())
        .body("nextAfter", equalTo(3));
    read(acme, Map.of("after", 3))
        .then()
        .body("items", empty())
        .body("nextCursor", nullValue())
        .body("nextAfter", equalTo(3));
    acme.aWorkspace("3");
    read(acme, Map.of("after", 3))
        .then()
        .body("items.subject.name", contains("3"))
        .body("nextAfter", equalTo(4));
  }

  @Test
  void with_a_filter_a_follower_is_not_sent_over_the_same_entries_again() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    acme.aWorkspace("1");
    acme.aWorkspace("2");

    read(acme, Map.of("after", 0, "action", "organization-created"))
        .then()
        .body("items", hasSize(1))
        .body("nextAfter", equalTo(3));
  }

  @Test
  void an_empty_stretch_of_a_feed_answers_too() {
    Acme acme = Acme.founded(SUITE.events);

    read(acme, Map.of("after", 1_000))
        .then()
        .body("items", empty())
        .body("nextAfter", equalTo(1_000));
  }

  @Test
  void it_is_filtered_by_actor_action_subject_and_time() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    Person admin = acme.joins("admin");
    String first = acme.aWorkspace("First");
    String middle = Instant.now().toString();
    acme.open(admin, "Second").then().statusCode(201);
    as(admin).body(Map.of("name", "Third")).patch(acme.workspace(first)).then().statusCode(200);

    assertThat(positions(acme, Map.of("actor", admin.userId()))).containsExactly(3, 4);
    assertThat(positions(acme, Map.of("action", "workspace-created"))).containsExactly(2, 3);
    assertThat(positions(acme, Map.of("subject", first))).containsExactly(2, 4);
    assertThat(positions(acme, Map.of("from", middle))).containsExactly(3, 4);
    assertThat(positions(acme, Map.of("to", middle))).containsExactly(1, 2);
    assertThat(positions(acme, Map.of("from", middle, "to", middle))).isEmpty();
    assertThat(positions(acme, Map.of("actor", admin.userId(), "subject", first)))
        .containsExactly(4);
    assertThat(positions(acme, Map.of("actor", "nobody"))).isEmpty();
  }

  @Test
  void what_comes_late_is_found_by_the_time_at_which_it_was_done() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    acme.aWorkspace("Before");
    Instant anHourAgo = Instant.now().minusSeconds(3_600);
    OutgoingEvent late = told(acme, "membership", "member-role-changed", "bob", anHourAgo);
    SUITE.events.publish(late);
    awaitEntry(late);
    acme.aWorkspace("After");

    assertThat(positions(acme, Map.of("to", anHourAgo.plusSeconds(1).toString())))
        .containsExactly(3);
    assertThat(positions(acme, Map.of("from", anHourAgo.plusSeconds(1).toString())))
        .containsExactly(1, 2, 4);
    assertThat(
            positions(
                acme,
                Map.of("from", anHourAgo.toString(), "to", anHourAgo.plusSeconds(60).toString())))
        .containsExactly(3);
  }

  @Test
  void it_is_paged_from_either_end() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    acme.aWorkspace("1");
    acme.aWorkspace("2");

    Response newest = read(acme, Map.of("order", "newest", "limit", 2));
    newest.then().body("items.position", contains(3, 2)).body("nextAfter", nullValue());
    read(acme, Map.of("order", "newest", "limit", 2, "cursor", newest.<String>path("nextCursor")))
        .then()
        .body("items.position", contains(1))
        .body("nextCursor", nullValue());

    Response oldest = read(acme, Map.of("limit", 2));
    oldest.then().body("items.position", contains(1, 2));
    read(acme, Map.of("limit", 2, "after", 0, "cursor", oldest.<String>path("nextCursor")))
        .then()
        .body("items.position", contains(3))
        .body("nextCursor", nullValue());
  }

  @Test
  void it_is_exported_as_csv_whole_and_harmless() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    acme.aWorkspace("=HYPERLINK(\"http://evil\",\"x\")");
    DATABASE.update(
        """
        INSERT INTO audit_entries
        SELECT organization_id, 2 + n, gen_random_uuid(), occurred_at, recorded_at, service, action,
               actor_type, actor_id, actor_email, address, subject_type, subject_id, 'Row, ' || n
        FROM audit_entries, generate_series(1, 2500) AS n
        WHERE organization_id = ? AND position = 1
        """,
        acme.uuid());
    DATABASE.update(
        "UPDATE audit_feeds SET last_position = 2502 WHERE organization_id = ?", acme.uuid());

    Response export = as(acme.owner).accept("text/csv").get(acme.path() + "/audit-log");

    export
        .then()
        .statusCode(200)
        .contentType(containsString("text/csv"))
        .header("Content-Disposition", containsString("audit-log-" + acme.id + ".csv"));
    List<String> lines = List.of(export.asString().split("\r\n"));
    assertThat(lines).hasSize(2_503);
    assertThat(lines.getFirst()).startsWith("position,time,id,action,actorType,actorId,");
    assertThat(lines.get(2)).contains("\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"");
    assertThat(lines.subList(1, lines.size()).stream().map(line -> line.split(",", 2)[0]))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 2_502).mapToObj(String::valueOf).toList());
    assertThat(lines.getLast()).contains("\"Row, 2500\"");

    String filtered =
        as(acme.owner)
            .accept("text/csv")
            .queryParam("action", "workspace-created")
            .get(acme.path() + "/audit-log")
            .asString();
    assertThat(filtered.split("\r\n")).hasSize(2);
  }

  @Test
  void whoever_does_not_say_gets_json() {
    Acme acme = Acme.founded(SUITE.events);

    for (String accept : List.of("*/*", "application/*", "text/csv;q=0.1, application/json")) {
      as(acme.owner)
          .accept(accept)
          .get(acme.path() + "/audit-log")
          .then()
          .statusCode(200)
          .contentType(containsString("application/json"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "after, -1, after",
    "after, abc, after",
    "after, 9223372036854775807, after",
    "after, 99999999999999999999, after",
    "from, yesterday, 'from, to'",
    "to, 2026-13-01T00:00:00Z, 'from, to'",
    "from, +999999999-01-01T00:00:00Z, 'from, to'",
    "order, sideways, order",
    "limit, 201, limit",
    "limit, 0, limit",
    "cursor, nonsense, cursor",
    "cursor, LTE, cursor",
  })
  void a_question_that_cannot_be_answered_says_why(String parameter, String value, String field) {
    Acme acme = Acme.founded(SUITE.events);

    read(acme, Map.of(parameter, value))
        .then()
        .statusCode(400)
        .body("code", equalTo("validation-failed"))
        .body("violations[0].field", equalTo(field));
  }

  @Test
  void following_backwards_is_refused() {
    Acme acme = Acme.founded(SUITE.events);

    read(acme, Map.of("after", 1, "order", "newest")).then().statusCode(400);
  }

  @Test
  void entries_of_one_organization_are_in_no_other_feed() {
    Acme acme = Acme.founded(SUITE.events);
    Acme other = Acme.founded(SUITE.events);
    other.aWorkspace("Theirs");

    read(acme, Map.of("actor", other.owner.userId())).then().body("items", empty());
    read(acme, Map.of()).then().body("items", hasSize(1));
  }

  private static Response read(Acme acme, Map<String, ?> parameters) {
    return as(acme.owner).queryParams(parameters).get(acme.path() + "/audit-log");
  }

  private static List<Integer> positions(Acme acme, Map<String, ?> filter) {
    return read(acme, filter).then().statusCode(200).extract().path("items.position");
  }

  private static int readAs(Person person, Acme acme, String format) {
    return as(person).accept(format).get(acme.path() + "/audit-log").statusCode();
  }

  private static void awaitEntry(OutgoingEvent event) {
    Acme.until(() -> DATABASE.count("audit_entries WHERE entry_id = ?::uuid", event.id()) == 1);
  }

  private static OutgoingEvent told(Acme acme, String service, String action, String subject) {
    return told(acme, service, action, subject, Instant.now());
  }

  private static OutgoingEvent told(
      Acme acme, String service, String action, String subject, Instant at) {
    return OutgoingEvent.of(
            service + "-events",
            "audit-recorded",
            acme.id,
            Map.of(
                "organizationId", acme.id,
                "actor",
                    Map.of(
                        "type",
                        "user",
                        "id",
                        acme.owner.userId(),
                        "email",
                        acme.owner.email(),
                        "address",
                        "2001:db8::7"),
                "service", service,
                "action", action,
                "subject", Map.of("type", "member", "id", subject, "name", "Bob"),
                "before", Map.of("role", "viewer"),
                "after", Map.of("role", "admin")))
        .withHeader("ce_time", at.toString());
  }
}
