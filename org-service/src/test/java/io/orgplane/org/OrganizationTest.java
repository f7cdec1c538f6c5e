package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.orgplane.testing.InParallel;
import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OrgTest
class OrganizationTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  @Test
  void owners_and_admins_edit_and_everybody_in_it_reads() {
    Acme acme = Acme.founded(SUITE.events);
    Person admin = acme.joins("admin");
    Person viewer = acme.joins("viewer");

    patch(admin, acme, "{\"name\": \" Umbrella \"}")
        .then()
        .statusCode(200)
        .body("name", equalTo("Umbrella"));
    patch(viewer, acme, "{\"name\": \"Mine\"}")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));

    as(viewer).get(acme.path()).then().statusCode(200).body("name", equalTo("Umbrella"));
    as(viewer).get("/v1/organizations").then().body("items[0].name", equalTo("Umbrella"));
  }

  @Test
  void what_is_absent_stays_and_a_description_of_null_goes() {
    Acme acme = Acme.founded(SUITE.events);

    patch(acme.owner, acme, "{\"description\": \"Rockets\\nand more\"}")
        .then()
        .body("name", equalTo("Acme"))
        .body("description", equalTo("Rockets\nand more"));
    patch(acme.owner, acme, "{\"name\": \"Acme 2\"}")
        .then()
        .body("description", equalTo("Rockets\nand more"));
    patch(acme.owner, acme, "{\"description\": null}").then().body("description", equalTo(""));
    patch(acme.owner, acme, "{\"name\": null}")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("name"));

    as(acme.owner).get(acme.path()).then().body("name", equalTo("Acme 2"));
  }

  @Test
  void each_edit_is_told_once_with_its_version_and_an_edit_of_nothing_is_not() {
    Acme acme = Acme.founded(SUITE.events);
    patch(acme.owner, acme, "{\"name\": \"Two\"}").then().statusCode(200);
    patch(acme.owner, acme, "{}").then().statusCode(200);
    patch(acme.owner, acme, "{\"name\": \"Two\", \"description\": \"\"}").then().statusCode(200);
    patch(acme.owner, acme, "{\"name\": \"Three\"}").then().statusCode(200);

    List<RecordedEvent> told = SUITE.events.awaitEvents("organization-updated", acme.id, 2);
    SUITE.events.allEventsOf(acme.id);

    assertThat(SUITE.events.eventsOf(acme.id, "organization-updated")).hasSize(2);
    assertThat(told).extracting(event -> event.data().get("version").asLong()).isSorted();
    assertThat(told)
        .extracting(event -> event.data().get("name").asText())
        .containsExactly("Two", "Three");
  }

  @Test
  void an_editor_who_has_seen_an_older_version_is_stopped() {
    Acme acme = Acme.founded(SUITE.events);
    String tag = as(acme.owner).get(acme.path()).header("ETag");

    Response edited = patchIf(acme, tag, "{\"name\": \"First\"}");
    assertThat(edited.statusCode()).isEqualTo(200);
    assertThat(edited.header("ETag")).isNotEqualTo(tag);

    patchIf(acme, tag, "{\"name\": \"Second\"}")
        .then()
        .statusCode(412)
        .body("code", equalTo("precondition-failed"));
    patchIf(acme, "W/" + edited.header("ETag"), "{\"name\": \"Second\"}").then().statusCode(412);
    patchIf(acme, "Second", "{\"name\": \"Second\"}").then().statusCode(400);
    as(acme.owner).get(acme.path()).then().body("name", equalTo("First"));

    patchIf(acme, "\"0\", " + edited.header("ETag"), "{\"name\": \"Third\"}")
        .then()
        .statusCode(200);
    patchIf(acme, "*", "{\"name\": \"Fourth\"}").then().statusCode(200);
  }

  @Test
  void of_many_editors_at_once_with_the_same_version_one_comes_through() {
    Acme acme = Acme.founded(SUITE.events);
    for (int round = 0; round < 5; round++) {
      String tag = as(acme.owner).get(acme.path()).header("ETag");
      String name = "Round " + round + " ";

      List<Integer> statuses =
          InParallel.times(
                  8,
                  index -> patchIf(acme, tag, "{\"name\": \"" + name + index + "\"}").statusCode())
              .succeeded();

      assertThat(statuses).containsOnlyOnce(200).contains(412).containsOnly(200, 412);
    }
  }

  @Test
  void a_read_only_organization_is_not_edited_but_read_and_deleted() {
    Acme acme = Acme.founded(SUITE.events).entitled("team", 5, true);

    patch(acme.owner, acme, "{\"name\": \"Other\"}")
        .then()
        .statusCode(409)
        .body("code", equalTo("organization-read-only"));

    as(acme.owner).get(acme.path()).then().statusCode(200).body("name", equalTo("Acme"));
    as(acme.owner).delete(acme.path()).then().statusCode(204);
  }

  @Test
  void only_the_owner_deletes() {
    Acme acme = Acme.founded(SUITE.events);

    as(acme.joins("admin")).delete(acme.path()).then().statusCode(403);
    as(acme.joins("developer")).delete(acme.path()).then().statusCode(403);

    as(acme.owner).get(acme.path()).then().statusCode(200);
  }

  @Test
  void a_deleted_organization_is_gone_for_everybody_at_once() {
    Acme acme = Acme.founded(SUITE.events);
    String workspace = acme.aWorkspace("Main");
    Person viewer = acme.joins("viewer", workspace);

    as(acme.owner).delete(acme.path()).then().statusCode(204);

    for (Person person : List.of(acme.owner, viewer)) {
      as(person).get(acme.path()).then().statusCode(404);
      as(person).get(acme.path() + "/stats").then().statusCode(404);
      as(person).get(acme.workspaces()).then().statusCode(404);
      as(person).get(acme.workspace(workspace)).then().statusCode(404);
      patch(person, acme, "{\"name\": \"Other\"}").then().statusCode(404);
      as(person).delete(acme.path()).then().statusCode(404);
      acme.open(person, "Second").then().statusCode(404);
      as(person).get("/v1/organizations").then().body("items", hasSize(0));
    }
  }

  @Test
  void deletion_is_the_last_event_and_leaves_nothing_behind() {
    Acme acme = Acme.founded(SUITE.events);
    acme.aWorkspace("Main");
    Person viewer = acme.joins("viewer");
    as(acme.owner).delete(acme.path()).then().statusCode(204);
    RecordedEvent deleted = SUITE.events.awaitEvent("organization-deleted", acme.id);
    assertThat(deleted.data().get("deletedBy").asText()).isEqualTo(acme.owner.userId());

    Map<String, Object> removal = acme.removal(viewer, "viewer");
    var late = SUITE.events.publish("membership-events", "member-removed", acme.id, removal);
    SUITE.events.publish(
        "billing-events",
        "entitlements-changed",
        acme.id,
        acme.entitlement(99, "business", 20, false));
    Acme.until(
        () ->
            DATABASE.count("inbox WHERE consumer = 'revocation' AND event_id = ?::uuid", late.id())
                == 1);
    Acme.until(
        () ->
            DATABASE.count(
                    "inbox WHERE organization_id = ? AND consumer = 'entitlements'", acme.uuid())
                == 1);

    List<RecordedEvent> ours =
        SUITE.events.allEventsOf(acme.id).stream()
            .filter(event -> event.topic().equals("organization-events"))
            .toList();
    assertThat(ours.getLast().type()).isEqualTo("organization-deleted");
    for (String table : List.of("workspaces", "entitlements", "figures", "invitations")) {
      assertThat(DATABASE.count(table + " WHERE organization_id = ?", acme.uuid()))
          .as(table)
          .isZero();
    }
  }

  private static Response patch(Person person, Acme acme, String body) {
    return as(person).body(body).patch(acme.path());
  }

  private static Response patchIf(Acme acme, String tag, String body) {
    return as(acme.owner).header("If-Match", tag).body(body).patch(acme.path());
  }
}
