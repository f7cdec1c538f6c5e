package io.orgplane.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.membership.Routes.Route;
import io.orgplane.testing.Caller;
import io.orgplane.testing.Person;
import io.orgplane.testing.TokenIssuer;
import io.orgplane.testing.Uuids;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MembershipTest
class BadInputTest extends Scenario {

  private Org org = new Org("", io.orgplane.testing.People.ANN);
  private String workspace = "";
  private Person bob = io.orgplane.testing.People.BOB;

  @BeforeEach
  void an_organization_in_which_everything_could_work() {
    org = aRoomyOrganization();
    workspace = aKnownWorkspace(org);
    bob = aMember(org, "developer", at(workspace));
  }

  @Test
  void a_body_that_is_not_what_is_expected_is_refused_on_every_route() {
    String before = state();
    int tried = 0;
    for (Route route : Routes.ofTheService().all()) {
      if (route.takesBody()) {
        for (String bad : badBodies(ids().apply(route.body()))) {
          refused(route, route.send(by(org.owner()).body(bad), ids()), bad);
          tried++;
        }
        refused(route, route.send(by(org.owner()), ids()), "no body");
        refused(
            route,
            route.send(Caller.as(org.owner()).contentType("text/plain").body(route.body()), ids()),
            "text");
      }
    }
    assertThat(tried).isGreaterThan(80);
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void ids_that_are_none_are_refused_on_every_route() {
    String before = state();
    List<String> bad =
        List.of("x", "1-1-1-1-1", "%00", "%20", "..%2f..", "a".repeat(300), "%F0%28%8C%28", "'--");
    for (Route route : Routes.ofTheService().all()) {
      for (String placeholder : List.of("{org}", "{ws}", "{user}", "{id}")) {
        if (route.path().contains(placeholder)) {
          for (String id : bad) {
            UnaryOperator<String> inPath =
                text -> ids().apply(text.startsWith("/") ? text.replace(placeholder, id) : text);
            refused(route, route.call(org.owner(), inPath), id);
          }
        }
      }
    }
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void bad_pages_and_filters_are_refused_on_every_list() {
    List<String> queries =
        List.of(
            "limit=0",
            "limit=201",
            "limit=x",
            "limit=99999999999",
            "cursor=x",
            "cursor=%00",
            "cursor=AAAA",
            "cursor=" + "A".repeat(3000),
            "cursor=HxfH_w",
            "cursor=LTk5OTk5OTk5OS0wMS0wMVQwMDowMDowMFofeA",
            "cursor=bm8fbm8");
    List<String> lists =
        List.of(
            org.path() + "/members",
            org.path() + "/invitations",
            org.path() + "/access-review",
            org.path() + "/workspaces/" + workspace + "/members");
    for (String list : lists) {
      for (String query : queries) {
        Response answer = by(org.owner()).urlEncodingEnabled(false).get(list + "?" + query);
        assertThat(answer.statusCode()).as("%s?%s", list, query).isEqualTo(400);
        assertThat(answer.<String>path("code")).isEqualTo("validation-failed");
      }
    }
    for (String query : List.of("role=king", "q=%00", "q=" + "a".repeat(101))) {
      by(org.owner())
          .urlEncodingEnabled(false)
          .get(org.path() + "/members?" + query)
          .then()
          .statusCode(400);
    }
    by(org.owner()).get(org.path() + "/invitations?status=lost").then().statusCode(400);
  }

  @Test
  void every_kind_of_bad_token_is_refused_on_every_route() {
    String before = state();
    Map<String, String> tokens = new LinkedHashMap<>(TokenIssuer.shared().badTokens(org.owner()));
    for (Route route : Routes.ofTheService().all()) {
      tokens.forEach(
          (kind, token) -> {
            var request = Caller.withToken(token).contentType("application/json");
            if (route.takesBody()) {
              request.body(ids().apply(route.body()));
            }
            assertThat(route.send(request, ids()).statusCode())
                .as("%s with %s", route.name(), kind)
                .isEqualTo(401);
          });
      assertThat(route.send(Caller.anonymous().contentType("application/json"), ids()).statusCode())
          .as(route.name())
          .isEqualTo(401);
    }
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void platform_services_are_nobodys_member() {
    for (Route route : Routes.ofTheService().ofOrganizations()) {
      var request = Caller.asPlatformService().contentType("application/json");
      if (route.takesBody()) {
        request.body(ids().apply(route.body()));
      }
      assertThat(route.send(request, ids()).statusCode()).as(route.name()).isEqualTo(403);
    }
  }

  /** Broken as a whole, and in each of its fields. */
  private static List<String> badBodies(String good) {
    List<String> bad = new ArrayList<>();
    bad.add("{");
    bad.add("");
    bad.add("null");
    bad.add("[]");
    bad.add("\"text\"");
    bad.add("{}x");
    bad.add("\uFEFF{]");
    bad.add(good.replaceFirst("\\{", "{\"unknown\":1,"));
    bad.add(good.replaceFirst("\\{", "{\"\\\\u0000\":1,"));
    Map<String, Object> fields = JsonPath.from(good).getMap("");
    fields.keySet().stream()
        .filter(field -> !isOptional(field))
        .forEach(field -> bad.add(with(fields, field, null)));
    for (String field : fields.keySet()) {
      for (Object wrong :
          List.of(
              7,
              true,
              1.5,
              Map.of("a", 1),
              List.of(7),
              List.of(List.of()),
              "",
              "\u0000",
              "x".repeat(5000))) {
        bad.add(with(fields, field, wrong));
      }
    }
    return bad;
  }

  private static boolean isOptional(String field) {
    return List.of("workspaceId", "role", "workspaces").contains(field);
  }

  private static String with(Map<String, Object> fields, String field, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(fields);
    changed.put(field, value);
    return io.vertx.core.json.Json.encode(changed);
  }

  private static void refused(Route route, Response answer, String what) {
    String shown = what.length() > 120 ? what.substring(0, 120) + "…" : what;
    assertThat(answer.statusCode()).as("%s with %s", route.name(), shown).isBetween(400, 499);
    assertThat(answer.contentType()).as("%s with %s", route.name(), shown).contains("problem+json");
    assertThat(answer.<String>path("code")).as("%s with %s", route.name(), shown).isNotBlank();
    assertThat(answer.asString()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  private UnaryOperator<String> ids() {
    return text ->
        text.replace("{org}", org.id())
            .replace("{ws}", workspace)
            .replace("{user}", bob.userId())
            .replace("{id}", Uuids.v7().toString())
            .replace("{token}", "A".repeat(43));
  }

  private String state() {
    return DATABASE
        .query(
            """
            SELECT m::text AS row FROM members m WHERE organization_id = ?
            UNION ALL SELECT a::text FROM workspace_assignments a WHERE organization_id = ?
            UNION ALL SELECT i::text FROM invitations i WHERE organization_id = ?
            UNION ALL SELECT s::text FROM organization_seats s WHERE organization_id = ? ORDER BY 1
            """,
            org.uuid(),
            org.uuid(),
            org.uuid(),
            org.uuid())
        .toString();
  }
}
