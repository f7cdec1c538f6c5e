package io.orgplane.journeys;

import static io.orgplane.journeys.Api.anonymous;
import static io.orgplane.journeys.Api.withToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.journeys.Keycloak.Someone;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** With Keycloak's own tokens; every forged kind is tried in each service's tests. */
@ExtendWith(RunningSuite.class)
class TokensIT {

  private static final String NOBODYS = "/v1/organizations/01900000-0000-7000-8000-000000000000";

  /** One route of each service. */
  private static final List<String> ROUTES =
      List.of("/v1/me", NOBODYS + "/members", NOBODYS + "/billing/credits", NOBODYS + "/byok");

  @TestFactory
  Stream<DynamicTest> what_is_no_access_token_for_us_is_refused_by_every_service() {
    Someone ann = Keycloak.someone("Ann");
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("ID token", ann.idToken());
    tokens.put("token of another realm", Keycloak.adminToken());
    tokens.put("changed by one character", changed(ann.token()));
    tokens.put("nonsense", "nonsense");
    return tokens.entrySet().stream()
        .flatMap(
            token ->
                ROUTES.stream()
                    .map(
                        route ->
                            DynamicTest.dynamicTest(
                                token.getKey() + " at " + route,
                                () -> unauthenticated(withToken(token.getValue()).get(route)))));
  }

  @TestFactory
  Stream<DynamicTest> no_token_is_refused_by_every_service() {
    return ROUTES.stream()
        .map(
            route -> DynamicTest.dynamicTest(route, () -> unauthenticated(anonymous().get(route))));
  }

  private static void unauthenticated(Response answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.<String>path("code")).isEqualTo("unauthenticated");
  }

  private static String changed(String token) {
    int middle = token.indexOf('.') + 20;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    return token.substring(0, middle) + other + token.substring(middle + 1);
  }
}
