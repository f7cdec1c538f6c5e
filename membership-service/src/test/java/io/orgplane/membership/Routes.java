package io.orgplane.membership;

import static io.orgplane.testing.Caller.anonymous;

import io.orgplane.testing.Person;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Every route of the service, as its OpenAPI document lists them; a new one cannot be forgotten.
 */
record Routes(List<Route> all) {

  /** What each route with a body takes, by the last words of its path. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("PATCH /v1/organizations/{org}/members/{user}", "{\"role\":\"viewer\"}"),
          Map.entry(
              "PUT /v1/organizations/{org}/members/{user}/workspaces",
              "{\"workspaces\":[{\"workspaceId\":\"{ws}\",\"role\":\"viewer\"}]}"),
          Map.entry(
              "PUT /v1/organizations/{org}/workspaces/{ws}/members/{user}",
              "{\"role\":\"viewer\"}"),
          Map.entry("POST /v1/organizations/{org}/ownership-transfer", "{\"userId\":\"{user}\"}"),
          Map.entry(
              "POST /v1/organizations/{org}/invitations",
              "{\"emails\":[\"somebody@example.com\"],\"role\":\"viewer\",\"workspaces\":[]}"),
          Map.entry("POST /v1/invitations/preview", "{\"token\":\"{token}\"}"),
          Map.entry("POST /v1/invitations/accept", "{\"token\":\"{token}\"}"),
          Map.entry("POST /v1/invitations/decline", "{\"token\":\"{token}\"}"),
          Map.entry(
              "POST /v1/access/check",
              "{\"organizationId\":\"{org}\",\"workspaceId\":\"{ws}\",\"permission\":\"workspace:read\"}"),
          Map.entry(
              "POST /v1/access/batch-check",
              "{\"checks\":[{\"organizationId\":\"{org}\",\"permission\":\"audit:read\"}]}"),
          Map.entry(
              "POST /v1/access/permissions",
              "{\"organizationId\":\"{org}\",\"workspaceId\":\"{ws}\"}"));

  /** One call. */
  record Route(String method, String path, boolean takesBody) {

    String name() {
      return method + " " + path;
    }

    boolean isOfAnOrganization() {
      return path.contains("{org}");
    }

    /** A body that fits; fails for a route that nobody has thought of. */
    String body() {
      String body = BODIES.get(name());
      if (body == null) {
        throw new AssertionError("say in Routes what " + name() + " takes");
      }
      return body;
    }

    Response call(Person by, UnaryOperator<String> ids) {
      RequestSpecification request = Scenario.by(by);
      if (takesBody) {
        request.body(ids.apply(body()));
      }
      return send(request, ids);
    }

    Response send(RequestSpecification request, UnaryOperator<String> ids) {
      return request.urlEncodingEnabled(false).request(method, ids.apply(path));
    }
  }

  static Routes ofTheService() {
    Map<String, Map<String, @Nullable Object>> paths =
        anonymous().queryParam("format", "json").get("/q/openapi").jsonPath().getMap("paths");
    List<Route> routes = new ArrayList<>();
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) -> {
                  if (operation instanceof Map<?, ?> described && isMethod(method)) {
                    routes.add(
                        new Route(
                            method.toUpperCase(java.util.Locale.ROOT),
                            path,
                            described.containsKey("requestBody")));
                  }
                }));
    return new Routes(routes.stream().filter(route -> route.path().startsWith("/v1/")).toList());
  }

  List<Route> ofOrganizations() {
    return all.stream().filter(Route::isOfAnOrganization).toList();
  }

  private static boolean isMethod(String word) {
    return List.of("get", "put", "post", "patch", "delete").contains(word);
  }
}
