package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static io.orgplane.testing.People.aPerson;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orgplane.testing.TokenIssuer;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What does not get anybody past the gate: other spellings of a path, other hosts, more fields. */
@OrgTest
class GateTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What somebody would like to decide that is not theirs to decide. */
  private static final Map<String, String> WISHES =
      Map.ofEntries(
          Map.entry("id", "\"019cadc6-9a80-7822-b33a-d87c148a0a20\""),
          Map.entry("organizationId", "\"019cadc6-9a80-7822-b33a-d87c148a0a20\""),
          Map.entry("status", "\"active\""),
          Map.entry("personal", "true"),
          Map.entry("role", "\"owner\""),
          Map.entry("ownerId", "\"somebody\""),
          Map.entry("createdBy", "\"somebody\""),
          Map.entry("createdAt", "\"2020-01-01T00:00:00Z\""),
          Map.entry("version", "9"),
          Map.entry("plan", "\"enterprise\""),
          Map.entry("default", "true"),
          Map.entry("readOnly", "false"),
          Map.entry("workspaceId", "\"019cadc6-9a80-7822-b33a-d87c148a0a20\""));

  @TestFactory
  Stream<DynamicTest> a_field_that_is_not_the_callers_to_set_is_refused() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    String workspace = acme.aWorkspace("Main");
    return Route.all().stream()
        .filter(route -> route.takesBody() && route.path().startsWith("/v1/"))
        .flatMap(
            route ->
                WISHES.entrySet().stream()
                    .map(
                        wish ->
                            DynamicTest.dynamicTest(
                                route + ": " + wish.getKey(),
                                () -> refused(acme, workspace, route, wish))));
  }

  private static void refused(
      Acme acme, String workspace, Route route, Map.Entry<String, String> wish) throws IOException {
    List<Map<String, @Nullable Object>> before = everythingOf(acme);
    ObjectNode body = (ObjectNode) MAPPER.readTree(route.body());
    body.set(wish.getKey(), MAPPER.readTree(wish.getValue()));

    Response answer =
        as(acme.owner).body(body.toString()).request(route.method(), route.in(acme.id, workspace));

    BadInputTest.assertProblem(answer, 400, "validation-failed");
    assertThat(answer.<String>path("violations[0].field")).isEqualTo(wish.getKey());
    assertThat(everythingOf(acme)).isEqualTo(before);
  }

  @Test
  void no_other_spelling_of_a_path_leads_past_the_gate() throws Exception {
    Acme theirs = Acme.founded(SUITE.events);
    String workspace = theirs.aWorkspace("Secret plans");
    Acme ours = Acme.founded(SUITE.events);
    List<String> paths =
        spellings("/v1/organizations/" + theirs.id, "/v1/organizations/" + ours.id);
    List<String> deeper =
        spellings(
            "/v1/organizations/" + theirs.id + "/workspaces/" + workspace,
            "/v1/organizations/" + ours.id + "/workspaces");
    List<Map<String, @Nullable Object>> before = everythingOf(theirs);

    for (String path : Stream.concat(paths.stream(), deeper.stream()).toList()) {
      for (String method : List.of("GET", "PATCH", "DELETE")) {
        for (String token :
            List.of(
                "",
                TokenIssuer.shared().token(ours.owner),
                TokenIssuer.shared().platformServiceToken())) {
          HttpResponse<String> answer = call(method, path, token);
          assertThat(answer.statusCode())
              .as("%s %s as %s", method, path, token.isEmpty() ? "nobody" : "a stranger")
              .isGreaterThanOrEqualTo(400)
              .isLessThan(500);
          assertThat(answer.body()).as(path).doesNotContain("Acme").doesNotContain("Secret plans");
        }
      }
    }
    assertThat(everythingOf(theirs)).isEqualTo(before);
  }

  @Test
  void nobody_reaches_the_operators_paths_by_another_spelling() throws Exception {
    String person = TokenIssuer.shared().token(aPerson("Ann"));
    for (String path :
        List.of(
            "/admin/parked-events",
            "//admin/parked-events",
            "/admin//parked-events",
            "/admin/parked-events/",
            "/admin;x=1/parked-events",
            "/%61dmin/parked-events",
            "/v1/../admin/parked-events",
            "/v1/%2e%2e/admin/parked-events")) {
      assertThat(call("GET", path, "").statusCode()).as(path).isBetween(400, 499);
      assertThat(call("GET", path, person).statusCode()).as(path).isBetween(400, 499);
    }
  }

  @Test
  void the_host_of_a_request_changes_nothing() {
    Acme acme = Acme.founded(SUITE.events);
    for (String path : List.of("", "/workspaces", "/stats", "/audit-log")) {
      Response plain = as(acme.owner).get(acme.path() + path);
      Response forged =
          as(acme.owner)
              .header("Host", "evil.example")
              .header("X-Forwarded-Host", "evil.example")
              .header("X-Forwarded-Proto", "https")
              .header("X-Forwarded-Prefix", "/evil")
              .header("Forwarded", "host=evil.example")
              .get(acme.path() + path);
      assertThat(forged.statusCode()).isEqualTo(200);
      assertThat(forged.asString()).isEqualTo(plain.asString());
      assertThat(forged.headers().toString()).doesNotContain("evil");
    }
    Response made =
        as(acme.owner)
            .header("Host", "evil.example")
            .header("X-Forwarded-Host", "evil.example")
            .body(Map.of("name", "Main", "cloudProvider", "aws"))
            .post(acme.workspaces());
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers() + made.asString()).doesNotContain("evil");
    Response refused = given().header("X-Forwarded-Host", "evil.example").get(acme.path());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers() + refused.asString()).doesNotContain("evil");
  }

  /** Ways to write a path, some of which another program would read as that path. */
  private static List<String> spellings(String path, String allowed) {
    String id = path.substring(path.lastIndexOf('/') + 1);
    String parent = path.substring(0, path.lastIndexOf('/'));
    return List.of(
        path,
        path + "/",
        path + "//",
        "/" + path,
        path.replace("/organizations/", "//organizations/"),
        path.replace("/organizations/", "/organizations//"),
        path.replace("/v1/", "/v1/./"),
        path.replace("/v1/", "/v1;a=b/"),
        path.replace("/organizations/", "/organizations;a=b/"),
        path + ";a=b",
        path + ";",
        parent + "/;a=b/" + id,
        path.replace("organizations", "organization%73"),
        path.replace("organizations", "Organizations"),
        parent + "%2F" + id,
        parent + "%2f" + id,
        parent + "/%" + Integer.toHexString(id.charAt(0)) + id.substring(1),
        parent + "/" + id.toUpperCase(java.util.Locale.ROOT),
        allowed + "/../" + id,
        allowed + "/%2e%2e/" + id,
        allowed + "/..%2f" + id,
        allowed + "/..;/" + id,
        path + "%00",
        path + "%20",
        path + "?org=" + allowed.substring(allowed.lastIndexOf('/') + 1),
        path + "%3Forg=1",
        path + ".json");
  }

  private static HttpResponse<String> call(String method, String path, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("PATCH")
                    ? BodyPublishers.ofString("{\"name\": \"Taken\"}")
                    : BodyPublishers.noBody());
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static List<Map<String, @Nullable Object>> everythingOf(Acme acme) {
    return DATABASE.query(
        """
        SELECT o.name, o.description, o.status, o.personal, o.created_by, o.version, w.workspace_id,
               w.name AS workspace, w.is_default,
               (SELECT count(*) FROM organizations AS all_of WHERE all_of.created_by = o.created_by) AS n
        FROM organizations o LEFT JOIN workspaces w USING (organization_id)
        WHERE organization_id = ? ORDER BY w.workspace_id
        """,
        acme.uuid());
  }
}
