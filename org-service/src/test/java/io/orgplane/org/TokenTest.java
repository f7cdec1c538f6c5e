package io.orgplane.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.testing.Caller;
import io.orgplane.testing.TokenIssuer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

@OrgTest
class TokenTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  @TestFactory
  Stream<DynamicTest> nobody_comes_in_without_a_genuine_token() {
    Acme acme = Acme.founded(SUITE.events);
    String workspace = acme.aWorkspace("Main");

    return Route.all().stream()
        .filter(route -> route.path().startsWith("/v1/"))
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      String path = route.in(acme.id, workspace);
                      refused("no token", call(Caller.anonymous(), route, path));
                      TokenIssuer.shared()
                          .badTokens(acme.owner)
                          .forEach(
                              (kind, token) ->
                                  refused(kind, call(Caller.withToken(token), route, path)));
                      assertThat(Acme.as(acme.owner).get(acme.workspace(workspace)).statusCode())
                          .isEqualTo(200);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> a_platform_service_is_no_person() {
    Acme acme = Acme.founded(SUITE.events);
    return Route.all().stream()
        .filter(route -> route.path().startsWith("/v1/"))
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () ->
                        BadInputTest.assertProblem(
                            call(Caller.asPlatformService(), route, route.in(acme.id, acme.id)),
                            403,
                            "forbidden")));
  }

  private static Response call(RequestSpecification request, Route route, String path) {
    RequestSpecification json = request.contentType("application/json");
    return (route.takesBody() ? json.body(route.body()) : json).request(route.method(), path);
  }

  private static void refused(String kind, Response answer) {
    assertThat(answer.statusCode()).as(kind).isEqualTo(401);
    BadInputTest.assertProblem(answer, 401, "unauthenticated");
  }
}
