package io.orgplane.org;

import static io.orgplane.org.Acme.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.orgplane.testing.Person;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OrgTest
class VisibilityTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  @Test
  void developers_and_viewers_see_what_they_are_assigned_to_and_owners_and_admins_all() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    String mine = acme.aWorkspace("Mine");
    String other = acme.aWorkspace("Other");

    for (String role : List.of("developer", "viewer")) {
      Person person = acme.joins(role, mine);
      as(person).get(acme.workspace(mine)).then().statusCode(200);
      assertThat(as(person).get(acme.workspaces()).<List<String>>path("items.id"))
          .containsExactly(mine);
      assertThat(as(person).get(acme.workspace(other)).statusCode()).isEqualTo(404);
    }
    for (Person person : List.of(acme.owner, acme.joins("admin"))) {
      as(person).get(acme.workspaces()).then().body("items.id", hasItems(mine, other));
      as(person).get(acme.workspace(other)).then().statusCode(200);
    }
  }

  @Test
  void a_workspace_that_one_does_not_see_answers_as_one_that_does_not_exist() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    String hidden = acme.aWorkspace("Hidden");
    Person viewer = acme.joins("viewer");
    String unknown = Uuids.v7().toString();

    assertThat(as(viewer).get(acme.workspace(hidden)).asString())
        .isEqualTo(as(viewer).get(acme.workspace(unknown)).asString());
    assertThat(rename(viewer, acme, hidden).asString())
        .isEqualTo(rename(viewer, acme, unknown).asString());
    assertThat(as(viewer).delete(acme.workspace(hidden)).asString())
        .isEqualTo(as(viewer).delete(acme.workspace(unknown)).asString());
    assertThat(as(viewer).delete(acme.workspace(hidden)).statusCode()).isEqualTo(404);
  }

  @Test
  void an_override_manages_its_own_workspace_and_no_other() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    String led = acme.aWorkspace("Led");
    String seen = acme.aWorkspace("Seen");
    Person lead = acme.joins("viewer", led + ":admin", seen);

    rename(lead, acme, led).then().statusCode(200);
    rename(lead, acme, seen).then().statusCode(403);
  }

  @Test
  void an_assignment_that_ends_takes_the_workspace_out_of_sight() {
    Acme acme = Acme.founded(SUITE.events);
    String main = acme.aWorkspace("Main");
    Person person = acme.joins("developer", main);
    as(person).get(acme.workspace(main)).then().statusCode(200);

    acme.roleBecomes(person, "viewer", "developer");

    as(person).get(acme.workspace(main)).then().statusCode(404);
    as(person).get(acme.workspaces()).then().body("items", hasSize(0));
  }

  @Test
  void while_the_projection_is_stale_membership_service_is_asked_and_its_silence_is_a_refusal() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    String mine = acme.aWorkspace("Mine");
    String other = acme.aWorkspace("Other");
    Person person = acme.joins("developer", mine, other);
    SUITE.without("membership");

    Acme.until(() -> as(person).get(acme.workspaces()).statusCode() == 503);
    as(person).get(acme.workspace(mine)).then().statusCode(503);
    as(person).get("/v1/me").then().statusCode(200);

    answers(acme, null, true);
    answers(acme, mine, true);
    answers(acme, other, false);
    assertThat(as(person).get(acme.workspaces()).<List<String>>path("items.id"))
        .containsExactly(mine);
    as(person).get(acme.workspace(mine)).then().statusCode(200);
    as(person).get(acme.workspace(other)).then().statusCode(404);
  }

  private static Response rename(Person person, Acme acme, String id) {
    return as(person).body(Map.of("name", "Renamed")).patch(acme.workspace(id));
  }

  /** membership-service says whether they may read that workspace, or any. */
  private static void answers(Acme acme, @Nullable String workspace, boolean allowed) {
    String question =
        workspace == null
            ? "{\"organizationId\":\"%s\",\"permission\":\"workspace:read\"}".formatted(acme.id)
            : "{\"organizationId\":\"%s\",\"workspaceId\":\"%s\",\"permission\":\"workspace:read\"}"
                .formatted(acme.id, workspace);
    String url = ConfigProvider.getConfig().getValue("orgplane.membership.url", String.class);
    given()
        .body(question + "\n{\"allowed\":%s,\"role\":\"developer\"}".formatted(allowed))
        .put(url + "/answers")
        .then()
        .statusCode(200);
  }
}
