package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every change in org-service leaves its entry, and a refused one leaves none. */
@OrgTest
class AuditTrailTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  @Test
  void an_organization_that_is_made_edited_and_deleted() {
    Acme acme = Acme.founded(SUITE.events);
    as(acme.owner)
        .body(Map.of("name", "Apex", "description", "Climbing"))
        .patch(acme.path())
        .then()
        .statusCode(200);
    List<JsonNode> feed = feed(acme);

    assertThat(actions(feed)).containsExactly("organization-created", "organization-updated");
    JsonNode created = feed.getFirst();
    assertThat(created.get("position").asLong()).isEqualTo(1);
    assertThat(created.get("actor"))
        .isEqualTo(
            Json.parse(
                "{\"type\":\"user\",\"id\":\"%s\",\"email\":\"%s\"}"
                    .formatted(acme.owner.userId(), acme.owner.email())));
    assertThat(created.get("subject"))
        .isEqualTo(
            Json.parse(
                "{\"type\":\"organization\",\"id\":\"%s\",\"name\":\"Acme\"}".formatted(acme.id)));
    assertThat(created.get("source").get("service").asText()).isEqualTo("org");
    assertThat(created.get("source").get("address").asText()).isEqualTo("127.0.0.1");
    assertThat(created.has("before")).isFalse();
    assertThat(created.get("after").get("name").asText()).isEqualTo("Acme");
    assertThat(feed.get(1).get("before"))
        .isEqualTo(Json.parse("{\"name\":\"Acme\",\"description\":\"\"}"));
    assertThat(feed.get(1).get("after"))
        .isEqualTo(Json.parse("{\"name\":\"Apex\",\"description\":\"Climbing\"}"));

    as(acme.owner).delete(acme.path()).then().statusCode(204);
    as(acme.owner).get(acme.path() + "/audit-log").then().statusCode(404);
    assertThat(
            DATABASE.single(
                """
                SELECT action, before ->> 'name' AS name, after FROM audit_entries
                WHERE organization_id = ? AND position = 3
                """,
                acme.uuid()))
        .containsEntry("action", "organization-deleted")
        .containsEntry("name", "Apex")
        .containsEntry("after", null);
  }

  @Test
  void workspaces_that_come_change_and_go_and_the_default_that_moves() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    Person admin = acme.joins("admin");
    String first = acme.aWorkspace("First");
    String second = acme.open(admin, "Second").then().statusCode(201).extract().path("id");
    as(admin).body(Map.of("description", "Live")).patch(acme.workspace(second));
    as(admin).delete(acme.workspace(first)).then().statusCode(204);

    List<JsonNode> feed = feed(acme);

    assertThat(actions(feed))
        .containsExactly(
            "organization-created",
            "workspace-created",
            "workspace-created",
            "workspace-updated",
            "workspace-deleted",
            "workspace-updated");
    assertThat(feed.get(1).get("subject").get("id").asText()).isEqualTo(first);
    assertThat(feed.get(1).get("after"))
        .isEqualTo(
            Json.parse(
                """
                {"name": "First", "description": "", "cloudProvider": "aws", "default": true}
                """));
    assertThat(feed.get(2).get("actor").get("id").asText()).isEqualTo(admin.userId());
    assertThat(feed.get(3).get("before")).isEqualTo(Json.parse("{\"description\":\"\"}"));
    assertThat(feed.get(3).get("after")).isEqualTo(Json.parse("{\"description\":\"Live\"}"));
    assertThat(feed.get(4).get("before").get("name").asText()).isEqualTo("First");
    assertThat(feed.get(5).get("subject").get("id").asText()).isEqualTo(second);
    assertThat(feed.get(5).get("after")).isEqualTo(Json.parse("{\"default\":true}"));
  }

  @Test
  void a_personal_organization_begins_its_feed_with_itself_and_its_workspace() {
    Person john = aPerson("John");
    UUID personal = UUID.fromString(as(john).get("/v1/me").path("personalOrganizationId"));

    assertThat(
            DATABASE.query(
                "SELECT action, actor_id FROM audit_entries WHERE organization_id = ? ORDER BY position",
                personal))
        .containsExactly(
            Map.of("action", "organization-created", "actor_id", john.userId()),
            Map.of("action", "workspace-created", "actor_id", john.userId()));
  }

  @Test
  void what_is_refused_or_changes_nothing_leaves_no_entry() {
    Acme acme = Acme.founded(SUITE.events);
    String main = acme.aWorkspace("Main");
    Person viewer = acme.joins("viewer", main);
    Person stranger = aPerson("Stranger");
    Map<String, String> other = Map.of("name", "Other");

    assertThat(as(viewer).body(other).patch(acme.path()).statusCode()).isEqualTo(403);
    assertThat(as(viewer).delete(acme.path()).statusCode()).isEqualTo(403);
    assertThat(as(stranger).delete(acme.path()).statusCode()).isEqualTo(404);
    assertThat(as(viewer).body(other).patch(acme.workspace(main)).statusCode()).isEqualTo(403);
    assertThat(acme.open(acme.joins("admin"), "Beyond").statusCode()).isEqualTo(409);
    assertThat(as(acme.owner).delete(acme.workspace(main)).statusCode()).isEqualTo(409);
    assertThat(
            as(acme.owner).header("If-Match", "\"99\"").body(other).patch(acme.path()).statusCode())
        .isEqualTo(412);
    assertThat(as(acme.owner).body(Map.of("name", "Acme")).patch(acme.path()).statusCode())
        .isEqualTo(200);
    assertThat(as(acme.owner).body(Map.of("name", "")).patch(acme.path()).statusCode())
        .isEqualTo(400);

    assertThat(actions(feed(acme))).containsExactly("organization-created", "workspace-created");
  }

  @Test
  void a_repeated_call_with_the_same_key_leaves_one_entry() {
    Acme acme = Acme.founded(SUITE.events);
    for (int i = 0; i < 3; i++) {
      as(acme.owner)
          .header("Idempotency-Key", "once")
          .body(Map.of("name", "Main", "cloudProvider", "aws"))
          .post(acme.workspaces())
          .then()
          .statusCode(201);
    }

    assertThat(actions(feed(acme))).containsExactly("organization-created", "workspace-created");
  }

  @Test
  void an_entry_and_its_change_are_of_one_transaction() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    String main = acme.aWorkspace("Main");
    as(acme.owner).body(Map.of("name", "Two")).patch(acme.path()).then().statusCode(200);

    assertThat(xminOfEntry(acme, "organization-updated"))
        .isEqualTo(DATABASE.xmin("organizations", "organization_id = ?", acme.uuid()));
    assertThat(xminOfEntry(acme, "workspace-created"))
        .isEqualTo(DATABASE.xmin("workspaces", "workspace_id = ?", UUID.fromString(main)));
  }

  private static long xminOfEntry(Acme acme, String action) {
    return DATABASE.xmin(
        "audit_entries", "organization_id = ? AND action = ?", acme.uuid(), action);
  }

  private static List<JsonNode> feed(Acme acme) {
    String answer =
        as(acme.owner).get(acme.path() + "/audit-log").then().statusCode(200).extract().asString();
    return StreamSupport.stream(Json.parse(answer).get("items").spliterator(), false).toList();
  }

  private static List<String> actions(List<JsonNode> feed) {
    return feed.stream().map(entry -> entry.get("action").asText()).toList();
  }
}
