package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.Caller;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

@OrgTest
class BadInputTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final String LONG_NAME = "x".repeat(101);
  private static final String LONG_DESCRIPTION = "x".repeat(501);

  /** Bad in every place that takes a name. */
  private static Map<String, String> badBodies() {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("nothing", "");
    bad.put("null", "null");
    bad.put("an array", "[]");
    bad.put("a string", "\"Acme\"");
    bad.put("half an object", "{\"name\": \"Acme\"");
    bad.put("two objects", "{\"name\": \"Acme\"} {}");
    bad.put("a name twice", "{\"name\": \"Acme\", \"name\": \"Acme\"}");
    bad.put("an unknown field", "{\"name\": \"Acme\", \"cloudProvider\": \"aws\", \"role\": 1}");
    bad.put("a number for a name", named("1"));
    bad.put("true for a name", named("true"));
    bad.put("an object for a name", named("{}"));
    bad.put("an array for a name", named("[\"Acme\"]"));
    bad.put("null for a name", named("null"));
    bad.put("an empty name", named("\"\""));
    bad.put("a blank name", named("\" \\t\\u00a0\\u3000 \""));
    bad.put("a long name", named("\"" + LONG_NAME + "\""));
    bad.put("a name of too many emoji", named("\"" + "😀".repeat(101) + "\""));
    bad.put("a name of two lines", named("\"Ac\\nme\""));
    bad.put("NUL in a name", named("\"Ac\\u0000me\""));
    bad.put("half a surrogate pair in a name", named("\"Ac\\ud83dme\""));
    bad.put("a line separator in a name", named("\"Ac\\u2028me\""));
    bad.put("a number for a description", described("1"));
    bad.put("a long description", described("\"" + LONG_DESCRIPTION + "\""));
    bad.put("NUL in a description", described("\"a\\u0000b\""));
    bad.put("an invalid escape", named("\"\\x\""));
    return bad;
  }

  @TestFactory
  Stream<DynamicTest> a_bad_body_is_refused_with_a_code_and_changes_nothing() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    String workspace = acme.aWorkspace("Main");
    List<Route> routes =
        Route.all().stream()
            .filter(route -> route.takesBody() && route.path().startsWith("/v1/"))
            .toList();
    assertThat(routes).hasSize(4);

    return routes.stream()
        .flatMap(
            route ->
                badBodies().entrySet().stream()
                    .map(
                        bad ->
                            DynamicTest.dynamicTest(
                                route + ": " + bad.getKey(),
                                () -> {
                                  String before = state(acme);
                                  Response answer =
                                      as(acme.owner)
                                          .body(bodyFor(route, bad.getValue()))
                                          .request(route.method(), route.in(acme.id, workspace));
                                  assertProblem(answer, 400, "validation-failed");
                                  assertThat(state(acme)).isEqualTo(before);
                                })));
  }

  @Test
  void other_media_types_and_methods_are_refused() {
    Acme acme = Acme.founded(SUITE.events);
    assertProblem(
        Caller.as(acme.owner)
            .contentType(ContentType.TEXT)
            .body("name=Acme")
            .post("/v1/organizations"),
        415,
        "unsupported-media-type");
    assertProblem(as(acme.owner).put("/v1/organizations"), 405, "method-not-allowed");
    assertProblem(as(acme.owner).get("/v1/nothing"), 404, "not-found");
    as(acme.owner)
        .body("{\"name\": \"" + "x".repeat(2_000_000) + "\"}")
        .patch(acme.path())
        .then()
        .statusCode(413);
  }

  @Test
  void a_workspace_needs_one_of_the_three_providers() {
    Acme acme = Acme.founded(SUITE.events);
    for (String provider : List.of("\"AWS\"", "\"ibm\"", "\"\"", "0", "null", "[\"aws\"]")) {
      assertProblem(
          as(acme.owner)
              .body("{\"name\": \"Main\", \"cloudProvider\": " + provider + "}")
              .post(acme.workspaces()),
          400,
          "validation-failed");
    }
    as(acme.owner)
        .body("{\"name\": \"Main\"}")
        .post(acme.workspaces())
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("cloudProvider"));
    assertThat(DATABASE.count("workspaces WHERE organization_id = ?", acme.uuid())).isZero();
  }

  @Test
  void bad_pages_are_refused() {
    Acme acme = Acme.founded(SUITE.events);
    for (String list : List.of("/v1/organizations", acme.workspaces())) {
      for (String limit : List.of("0", "-1", "201", "ten", "9999999999", "1.0")) {
        assertProblem(
            as(acme.owner).queryParam("limit", limit).get(list), 400, "validation-failed");
      }
      for (String cursor :
          List.of("x", "!!", "AAAA", "bm8taWQ", "MS0xLTEtMS0x", "AB8C", "a".repeat(3000))) {
        assertProblem(
            as(acme.owner).queryParam("cursor", cursor).get(list), 400, "validation-failed");
      }
    }
  }

  @Test
  void bad_headers_are_refused() {
    Acme acme = Acme.founded(SUITE.events);
    for (String key : List.of("x".repeat(256), "a\tb")) {
      Response answer =
          as(acme.owner)
              .header("Idempotency-Key", key)
              .body(Map.of("name", "Second"))
              .post("/v1/organizations");
      assertProblem(answer, 400, "validation-failed");
    }
    for (String tag : List.of("1", "\"1", "1, 2", "\"1\",", "'1'")) {
      assertProblem(
          as(acme.owner).header("If-Match", tag).body("{}").patch(acme.path()),
          400,
          "validation-failed");
    }
    assertThat(DATABASE.count("organizations WHERE created_by = ?", acme.owner.userId()))
        .isEqualTo(1);
  }

  @Test
  void text_at_its_limits_is_taken() {
    Acme acme = Acme.founded(SUITE.events);
    String name = "😀".repeat(100);
    String description = "ä".repeat(500);

    as(acme.owner)
        .body(Map.of("name", " " + name + " ", "description", description))
        .patch(acme.path())
        .then()
        .statusCode(200)
        .body("name", equalTo(name))
        .body("description", equalTo(description));
  }

  private static String named(String name) {
    return "{\"name\": " + name + ", \"cloudProvider\": \"aws\"}";
  }

  private static String described(String description) {
    return "{\"name\": \"Acme\", \"cloudProvider\": \"aws\", \"description\": " + description + "}";
  }

  /** The provider is a field of new workspaces only, and elsewhere would be what is refused. */
  private static String bodyFor(Route route, String body) {
    boolean newWorkspace = route.method().equals("POST") && route.path().endsWith("workspaces");
    return newWorkspace || body.contains("role")
        ? body
        : body.replace(", \"cloudProvider\": \"aws\"", "");
  }

  static void assertProblem(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    JsonNode problem = Json.parse(answer.asString());
    assertThat(problem.get("code").asText()).isEqualTo(code);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(answer.asString()).doesNotContain("Exception", "io.orgplane", "at java");
  }

  private static String state(Acme acme) {
    return DATABASE
        .single(
            """
            SELECT (SELECT count(*) FROM organizations WHERE created_by = ?) || ' '
                || (SELECT string_agg(name || version || description, ',') FROM organizations
                    WHERE organization_id = ?) || ' '
                || (SELECT string_agg(name || version || description, ',') FROM workspaces
                    WHERE organization_id = ?) AS state
            """,
            acme.owner.userId(),
            acme.uuid(),
            acme.uuid())
        .toString();
  }
}
