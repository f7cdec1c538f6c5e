package io.orgplane.byok;

import static io.orgplane.testing.Caller.anonymous;

import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every route that the service has, from its own OpenAPI document, so that none is forgotten. */
record Routes(List<Route> all) {

  /** One operation; whether it takes a body. */
  record Route(String method, String path, boolean body) {

    boolean isOfOrganization() {
      return path.startsWith("/v1/organizations/{org}");
    }

    /** Under service-kit's own administration. */
    boolean isOurs() {
      return path.startsWith("/v1/");
    }

    String of(String organization) {
      return path.replace("{org}", organization);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static Routes ofTheService() {
    JsonPath openApi =
        anonymous()
            .queryParam("format", "json")
            .get("/q/openapi")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    List<Route> routes = new ArrayList<>();
    Map<String, Map<String, Object>> paths = openApi.getMap("paths");
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) -> {
                  if (operation instanceof Map<?, ?> details && !method.equals("parameters")) {
                    routes.add(
                        new Route(
                            method.toUpperCase(Locale.ROOT),
                            path,
                            details.containsKey("requestBody")));
                  }
                }));
    return new Routes(routes);
  }

  List<Route> ofOrganizations() {
    return all.stream().filter(Route::isOfOrganization).toList();
  }

  List<Route> withBody() {
    return all.stream().filter(route -> route.body() && route.isOurs()).toList();
  }
}
