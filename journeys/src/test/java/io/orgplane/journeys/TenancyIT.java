package io.orgplane.journeys;

import static io.orgplane.journeys.Api.anOrganizationOf;
import static io.orgplane.journeys.Api.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.journeys.Keycloak.Someone;
import io.orgplane.local.SuiteService;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every route that names an organization, taken from the services' own OpenAPI documents. */
@ExtendWith(RunningSuite.class)
class TenancyIT {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
  private static final UUID UNKNOWN = UUID.fromString("01900000-0000-7000-8000-000000000000");

  private record Route(String method, String path) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @TestFactory
  Stream<DynamicTest> someone_elses_organization_is_the_unknown_one_on_every_route() {
    Someone ann = Keycloak.someone("Ann");
    Someone mallory = Keycloak.someone("Mallory");
    String acme = anOrganizationOf(ann, "Acme");
    Api.personalOrganizationOf(mallory);
    List<Route> routes = routes();
    assertThat(routes).as("routes that name an organization").hasSizeGreaterThan(30);
    return routes.stream()
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      Response foreign = call(mallory, route, acme);
                      Response unknown = call(mallory, route, UNKNOWN.toString());
                      assertThat(foreign.statusCode()).as(foreign.asString()).isEqualTo(404);
                      assertThat(foreign.asString()).isEqualTo(unknown.asString());
                      assertThat(foreign.<String>path("code")).isEqualTo("not-found");
                    }));
  }

  private static Response call(Someone person, Route route, String organization) {
    String path =
        route.path().replace("{org}", organization).replaceAll("\\{[^}]+}", UNKNOWN.toString());
    var request = as(person);
    if (!route.method().equals("get") && !route.method().equals("delete")) {
      request.body(fitting(route));
    }
    return request.request(route.method().toUpperCase(Locale.ROOT), path);
  }

  /** A body that would be accepted from a member, so that no refusal comes before the gate. */
  private static Object fitting(Route route) {
    String path = route.path();
    String workspace = UNKNOWN.toString();
    return switch (path.substring("/v1/organizations/{org}".length())) {
      case "" -> Map.of("name", "Renamed");
      case "/workspaces" -> Map.of("name", "New", "cloudProvider", "aws");
      case "/workspaces/{ws}" -> Map.of("name", "Renamed");
      case "/members/{user}" -> Map.of("role", "viewer");
      case "/members/{user}/workspaces" ->
          Map.of("workspaces", List.of(Map.of("workspaceId", workspace)));
      case "/workspaces/{ws}/members/{user}" -> Map.of();
      case "/ownership-transfer" -> Map.of("userId", UNKNOWN.toString());
      case "/invitations" -> Map.of("emails", List.of("a@example.com"), "role", "viewer");
      case "/billing/checkout", "/billing/plan" ->
          Map.of("plan", "team", "interval", "month", "seats", 2);
      case "/billing/seats" -> Map.of("quantity", 3);
      case "/billing/preview" -> Map.of("plan", "team");
      case "/billing/pay-as-you-go" -> Map.of("enabled", true, "monthlyCap", 1000);
      case "/billing/add-on-packs" -> Map.of("packs", 1);
      case "/byok/fallback-policy" -> Map.of("policy", "strict", "enforced", false);
      case "/byok", "/byok/test" ->
          Map.of(
              "credential",
              Map.of("kind", "role", "roleArn", "arn:aws:iam::222222222222:role/bedrock"),
              "region",
              "us-east-1",
              "inferenceProfile",
              "us");
      default -> Map.of();
    };
  }

  private static List<Route> routes() {
    return Arrays.stream(SuiteService.values())
        .flatMap(service -> routesOf(service).stream())
        .toList();
  }

  private static List<Route> routesOf(SuiteService service) {
    JsonPath openApi =
        given()
            .queryParam("format", "json")
            .get(RunningSuite.addresses().service(service).resolve("/q/openapi"))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    List<Route> routes = new ArrayList<>();
    Map<String, Map<String, Object>> paths = openApi.getMap("paths");
    paths.forEach(
        (path, methods) ->
            methods.keySet().stream()
                .filter(
                    method ->
                        METHODS.contains(method) && path.startsWith("/v1/organizations/{org}"))
                .forEach(method -> routes.add(new Route(method, path))));
    return routes;
  }
}
