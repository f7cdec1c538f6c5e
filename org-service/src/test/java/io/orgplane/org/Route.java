package io.orgplane.org;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Every route of the service, from its own OpenAPI document: a new one cannot be forgotten. */
record Route(String method, String path, boolean takesBody) {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  static List<Route> all() {
    JsonNode paths =
        Json.parse(
                given()
                    .queryParam("format", "json")
                    .get("/q/openapi")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString())
            .get("paths");
    List<Route> routes = new ArrayList<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (METHODS.contains(operation.getKey())) {
                            routes.add(
                                new Route(
                                    operation.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    operation.getValue().has("requestBody")));
                          }
                        }));
    return routes;
  }

  static List<Route> ofOrganizations() {
    return all().stream().filter(route -> route.path().contains("{org}")).toList();
  }

  String in(String organization, String workspace) {
    return path.replace("{org}", organization).replace("{ws}", workspace);
  }

  boolean ofWorkspace() {
    return path.contains("{ws}");
  }

  /** A body that the route takes. */
  String body() {
    return method.equals("PATCH")
        ? "{\"name\": \"Other\"}"
        : "{\"name\": \"Other\""
            + (path.endsWith("workspaces") ? ", \"cloudProvider\": \"aws\"}" : "}");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
