package io.orgplane.billing;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A route of the service. They come from its OpenAPI document, so that none can be forgotten. */
record Route(String method, String path, boolean takesBody) {

  /** A body that a route takes; a new route without one here makes the tests fail. */
  private static final Map<String, String> BODIES = new HashMap<>();

  static {
    BODIES.put(
        "PUT /v1/organizations/{org}/billing/pay-as-you-go",
        "{'enabled': true, 'monthlyCap': 5000}");
    BODIES.put("POST /v1/organizations/{org}/billing/add-on-packs", "{'packs': 1}");
    BODIES.putAll(
        Map.of(
            "POST /v1/organizations/{org}/billing/checkout",
            "{'plan': 'team', 'interval': 'month', 'seats': 2}",
            "POST /v1/organizations/{org}/billing/preview",
            "{'plan': 'team', 'interval': 'month', 'seats': 2}",
            "PUT /v1/organizations/{org}/billing/plan",
            "{'plan': 'team', 'interval': 'month', 'seats': 2}",
            "PUT /v1/organizations/{org}/billing/seats",
            "{'quantity': 2, 'policy': 'auto-expand', 'ceiling': 9}",
            "POST /v1/usage",
            "{'id': 'a', 'organizationId': '{org}', 'workspaceId': '{org}', 'kind': 'llm', 'credits': 1}",
            "POST /v1/usage/batch",
            "{'records': [{'id': 'a', 'organizationId': '{org}', 'workspaceId': '{org}', 'kind': 'llm',"
                + " 'credits': 1}]}",
            "POST /v1/usage/reservations",
            "{'id': 'a', 'organizationId': '{org}', 'workspaceId': '{org}', 'kind': 'llm', 'credits': 1,"
                + " 'ttlSeconds': 60}",
            "POST /v1/usage/reservations/{id}/settle",
            "{'credits': 1}",
            "POST /v1/credits/grants",
            "{'id': 'a', 'organizationId': '{org}', 'credits': 1, 'reason': 'because'}"));
  }

  static List<Route> all() {
    List<Route> routes = new ArrayList<>();
    JsonNode document = Json.ok(RestAssured.given().queryParam("format", "json").get("/q/openapi"));
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        routes.add(
            new Route(
                operation.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                operation.getValue().has("requestBody")));
      }
    }
    return routes;
  }

  /** What an organization's people use. */
  static List<Route> ofOrganizations() {
    return all().stream().filter(route -> route.path().contains("{org}")).toList();
  }

  /** What the platform's services use. */
  static List<Route> ofThePlatform() {
    return all().stream()
        .filter(
            route ->
                route.path().startsWith("/v1/usage")
                    || route.path().startsWith("/v1/credits")
                    || route.path().startsWith("/admin"))
        .toList();
  }

  /** Those whose body is JSON of ours. */
  static List<Route> withBody() {
    return all().stream()
        .filter(route -> route.takesBody() && !route.path().contains("webhooks"))
        .filter(route -> !route.path().startsWith("/admin"))
        .toList();
  }

  boolean isOfOrganization() {
    return path.contains("{org}");
  }

  Response call(RequestSpecification caller, String organization) {
    RequestSpecification request = caller.contentType("application/json");
    return send(takesBody ? request.body(body(organization)) : request, organization);
  }

  Response send(RequestSpecification request, String organization) {
    return request.request(method, path.replace("{org}", organization).replace("{id}", "a"));
  }

  String body(String organization) {
    String body = BODIES.getOrDefault(toString(), "{}");
    return body.replace('\'', '"').replace("{org}", organization);
  }

  boolean isKnown() {
    return !takesBody || path.startsWith("/admin") || BODIES.containsKey(toString());
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
