package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.orgplane.testing.Person;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@MembershipTest
class AccessReviewTest extends Scenario {

  @Test
  void it_says_who_has_what_since_when_and_by_whom() {
    Org org = aRoomyOrganization();
    String one = aKnownWorkspace(org);
    String two = aKnownWorkspace(org);
    Person admin = aMember(org, "admin");
    Person bob = aMember(org, "viewer", at(one));
    by(admin)
        .body(Map.of("role", "developer"))
        .put(org.path() + "/workspaces/" + two + "/members/" + bob.userId())
        .then()
        .statusCode(200);

    Response review = by(admin).get(org.path() + "/access-review");

    String owner = "items.find { it.userId == '%s' }.".formatted(org.owner().userId());
    String viewer = "items.find { it.userId == '%s' }.".formatted(bob.userId());
    review
        .then()
        .statusCode(200)
        .body("items", hasSize(3))
        .body("nextCursor", nullValue())
        .body(owner + "workspaces.workspaceId", contains(one, two))
        .body(owner + "workspaces.effectiveRole", contains("admin", "admin"))
        .body(owner + "workspaces.source", contains("organization-role", "organization-role"))
        .body(viewer + "role", is("viewer"))
        .body(viewer + "changedBy.email", is(admin.email()))
        .body(viewer + "workspaces.effectiveRole", contains("viewer", "developer"))
        .body(viewer + "workspaces.role", contains(null, "developer"))
        .body(viewer + "workspaces.source", contains("invitation", "manual"))
        .body(viewer + "workspaces.changedBy.email", contains(bob.email(), admin.email()));
  }

  @Test
  void what_stays_as_it_is_keeps_its_history() {
    Org org = aRoomyOrganization();
    String one = aKnownWorkspace(org);
    String two = aKnownWorkspace(org);
    Person bob = aMember(org, "viewer", at(one));

    by(org.owner())
        .body(Map.of("workspaces", List.of(at(one).json(), at(two).json())))
        .put(org.path() + "/members/" + bob.userId() + "/workspaces")
        .then()
        .statusCode(200);

    by(org.owner())
        .get(org.path() + "/access-review")
        .then()
        .body(
            "items.find { it.userId == '%s' }.workspaces.source".formatted(bob.userId()),
            contains("invitation", "manual"));
  }

  @Test
  void it_is_for_owners_and_admins() {
    Org org = aRoomyOrganization();
    Person developer = aMember(org, "developer");

    for (String type : List.of("application/json", "text/csv")) {
      by(developer).accept(type).get(org.path() + "/access-review").then().statusCode(403);
      by(aPerson()).accept(type).get(org.path() + "/access-review").then().statusCode(404);
    }
  }

  @Test
  void the_export_has_a_line_a_workspace_and_runs_nothing_in_a_spreadsheet() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    Person evil = aPerson("Eve").withName("=HYPERLINK(\"http://evil\",\"a,b\")");
    join(org, evil, "viewer", at(workspace, "admin"));
    Person idle = aMember(org, "viewer");

    Response export = by(org.owner()).accept("text/csv").get(org.path() + "/access-review");

    assertThat(export.statusCode()).isEqualTo(200);
    assertThat(export.contentType()).startsWith("text/csv");
    List<String> lines = List.of(export.asString().split("\r\n"));
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst()).startsWith("userId,email,name,role,");
    assertThat(lines)
        .filteredOn(line -> line.contains(evil.userId()))
        .singleElement()
        .asString()
        .contains("\"'=HYPERLINK(\"\"http://evil\"\",\"\"a,b\"\")\"")
        .contains("viewer,invitation,")
        .contains(workspace + ",Workspace,admin,invitation,");
    assertThat(lines)
        .filteredOn(line -> line.contains(idle.userId()))
        .singleElement()
        .asString()
        .contains(",,,,,");
  }

  @Test
  void pages_and_the_export_hold_everybody_once() {
    Org org = aRoomyOrganization();
    for (int i = 0; i < 5; i++) {
      aMemberByLink(org, "viewer");
    }
    List<String> seen = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      var request = by(org.owner()).queryParam("limit", 2);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      Response page = request.get(org.path() + "/access-review");
      seen.addAll(page.jsonPath().getList("items.userId"));
      cursor = page.path("nextCursor");
    } while (cursor != null);

    assertThat(seen).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void an_export_goes_on_where_a_page_ends() {
    Org org = aRoomyOrganization();
    Seeded.viewers(org, 450);

    String export =
        by(org.owner()).accept("text/csv").get(org.path() + "/access-review").asString();

    List<String> people =
        export.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
    assertThat(people)
        .hasSize(451)
        .doesNotHaveDuplicates()
        .contains(org.owner().userId(), "viewer-1", "viewer-200", "viewer-201", "viewer-450");
  }
}
