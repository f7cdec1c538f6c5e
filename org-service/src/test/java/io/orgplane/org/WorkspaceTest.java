package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OrgTest
class WorkspaceTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  @Test
  void the_first_workspace_becomes_the_default_and_the_next_does_not() {
    Acme acme = Acme.founded(SUITE.events).onTeam();

    acme.open(acme.owner, "Main")
        .then()
        .statusCode(201)
        .body("name", equalTo("Main"))
        .body("description", equalTo(""))
        .body("cloudProvider", equalTo("aws"))
        .body("default", equalTo(true))
        .body("readOnly", equalTo(false));
    as(acme.owner)
        .body(Map.of("name", "Other", "description", "GCP", "cloudProvider", "gcp"))
        .post(acme.workspaces())
        .then()
        .statusCode(201)
        .body("cloudProvider", equalTo("gcp"))
        .body("default", equalTo(false));
  }

  @Test
  void what_is_created_is_told() {
    Acme acme = Acme.founded(SUITE.events);
    String id = acme.aWorkspace("Main");

    RecordedEvent told = SUITE.events.awaitEvent("workspace-created", acme.id);

    assertThat(told.data().get("workspaceId").asText()).isEqualTo(id);
    assertThat(told.data().get("cloudProvider").asText()).isEqualTo("aws");
    assertThat(told.data().get("createdBy").asText()).isEqualTo(acme.owner.userId());
  }

  @Test
  void admins_create_and_delete_and_others_do_not() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    String main = acme.aWorkspace("Main");
    Person admin = acme.joins("admin");
    Person developer = acme.joins("developer", main + ":admin");

    String second = acme.open(admin, "Second").then().statusCode(201).extract().path("id");
    acme.open(developer, "Third").then().statusCode(403).body("code", equalTo("forbidden"));
    as(developer).delete(acme.workspace(main)).then().statusCode(403);
    as(admin).delete(acme.workspace(second)).then().statusCode(204);
    as(admin).get(acme.workspace(second)).then().statusCode(404);
  }

  @Test
  void names_are_unique_in_the_organization_whatever_their_case() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    acme.aWorkspace("Straße Ä");
    String other = acme.aWorkspace("Other");

    for (String same : List.of("straße ä", "STRASSE Ä", " Straße A\u0308 ")) {
      acme.open(acme.owner, same).then().statusCode(409).body("code", equalTo("conflict"));
      patch(acme.owner, acme, other, Map.of("name", same))
          .then()
          .statusCode(409)
          .body("code", equalTo("conflict"));
    }
    patch(acme.owner, acme, other, Map.of("name", "OTHER")).then().statusCode(200);

    Acme elsewhere = Acme.founded(SUITE.events);
    elsewhere.open(elsewhere.owner, "Straße Ä").then().statusCode(201);
  }

  @Test
  void name_and_description_are_edited_and_the_provider_never_is() {
    Acme acme = Acme.founded(SUITE.events);
    String id = acme.aWorkspace("Main");

    patch(acme.owner, acme, id, Map.of("name", "Prod", "description", "Live"))
        .then()
        .statusCode(200)
        .body("name", equalTo("Prod"))
        .body("description", equalTo("Live"));
    patch(acme.owner, acme, id, Map.of("cloudProvider", "gcp"))
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("cloudProvider"));

    as(acme.owner).get(acme.workspace(id)).then().body("cloudProvider", equalTo("aws"));
    RecordedEvent told = SUITE.events.awaitEvent("workspace-updated", acme.id);
    assertThat(told.data().get("name").asText()).isEqualTo("Prod");
    assertThat(told.data().get("description").asText()).isEqualTo("Live");
  }

  @Test
  void an_editor_who_has_seen_an_older_version_is_stopped() {
    Acme acme = Acme.founded(SUITE.events);
    String id = acme.aWorkspace("Main");
    String tag = as(acme.owner).get(acme.workspace(id)).header("ETag");
    patch(acme.owner, acme, id, Map.of("name", "One")).then().statusCode(200);

    as(acme.owner)
        .header("If-Match", tag)
        .body(Map.of("name", "Two"))
        .patch(acme.workspace(id))
        .then()
        .statusCode(412);

    as(acme.owner).get(acme.workspace(id)).then().body("name", equalTo("One"));
  }

  @Test
  void the_last_workspace_stays() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    String only = acme.aWorkspace("Only");

    as(acme.owner)
        .delete(acme.workspace(only))
        .then()
        .statusCode(409)
        .body("code", equalTo("last-workspace"));

    as(acme.owner).get(acme.workspace(only)).then().statusCode(200);
  }

  @Test
  void when_the_default_goes_the_oldest_that_remains_becomes_it() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    String first = acme.aWorkspace("First");
    String second = acme.aWorkspace("Second");
    String third = acme.aWorkspace("Third");

    as(acme.owner).delete(acme.workspace(first)).then().statusCode(204);

    as(acme.owner).get(acme.workspace(second)).then().body("default", equalTo(true));
    as(acme.owner).get(acme.workspace(third)).then().body("default", equalTo(false));
    as(acme.owner).delete(acme.workspace(third)).then().statusCode(204);
    as(acme.owner).get(acme.workspace(second)).then().body("default", equalTo(true));
    List<RecordedEvent> told = SUITE.events.awaitEvents("workspace-deleted", acme.id, 2);
    assertThat(told)
        .extracting(event -> event.data().get("workspaceId").asText())
        .containsExactly(first, third);
  }

  @Test
  void a_name_that_was_deleted_is_free_again() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    acme.aWorkspace("Main");
    String second = acme.aWorkspace("Second");
    as(acme.owner).delete(acme.workspace(second)).then().statusCode(204);

    acme.open(acme.owner, "second").then().statusCode(201);
  }

  @Test
  void the_same_key_gives_the_same_workspace_even_at_the_limit() {
    Acme acme = Acme.founded(SUITE.events);
    Response first = withKey(acme, "k-1", "Main");

    Response second = withKey(acme, "k-1", "Main");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.asString()).isEqualTo(first.asString());
    withKey(acme, "k-1", "Other").then().statusCode(422);
    assertThat(DATABASE.count("workspaces WHERE organization_id = ?", acme.uuid())).isEqualTo(1);
  }

  @Test
  void the_list_is_paged_and_what_one_does_not_see_leaves_no_gap() {
    Acme acme = Acme.founded(SUITE.events).entitled("business", 20, false);
    String first = acme.aWorkspace("1");
    acme.aWorkspace("2");
    acme.aWorkspace("3");
    String fourth = acme.aWorkspace("4");
    Person developer = acme.joins("developer", first, fourth);

    Response page = as(developer).queryParam("limit", 1).get(acme.workspaces());
    assertThat(page.<List<String>>path("items.id")).containsExactly(first);
    Response next =
        as(developer)
            .queryParam("limit", 1)
            .queryParam("cursor", page.<String>path("nextCursor"))
            .get(acme.workspaces());

    assertThat(next.<List<String>>path("items.id")).containsExactly(fourth);
    assertThat(next.<String>path("nextCursor")).isNull();
    as(acme.owner).get(acme.workspaces()).then().body("items", hasSize(4));
  }

  private static Response withKey(Acme acme, String key, String name) {
    return as(acme.owner)
        .header("Idempotency-Key", key)
        .body(Map.of("name", name, "cloudProvider", "aws"))
        .post(acme.workspaces());
  }

  private static Response patch(Person person, Acme acme, String id, Map<String, ?> body) {
    return as(person).body(body).patch(acme.workspace(id));
  }
}
