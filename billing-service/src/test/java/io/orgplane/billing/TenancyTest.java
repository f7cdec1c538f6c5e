package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.testing.Caller;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.Person;
import io.orgplane.testing.TokenIssuer;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may come in, on every route that there is. */
@BillingTest
class TenancyTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @Test
  void all_routes_are_known_here() {
    assertThat(Route.all()).allMatch(route -> route.isKnown() || route.path().contains("webhooks"));
    assertThat(Route.ofOrganizations())
        .extracting(Route::toString)
        .containsExactlyInAnyOrder(
            "GET /v1/organizations/{org}/billing/subscription",
            "POST /v1/organizations/{org}/billing/checkout",
            "POST /v1/organizations/{org}/billing/portal",
            "POST /v1/organizations/{org}/billing/preview",
            "PUT /v1/organizations/{org}/billing/plan",
            "PUT /v1/organizations/{org}/billing/seats",
            "DELETE /v1/organizations/{org}/billing/scheduled-change",
            "POST /v1/organizations/{org}/billing/cancel",
            "POST /v1/organizations/{org}/billing/resume",
            "GET /v1/organizations/{org}/billing/invoices",
            "GET /v1/organizations/{org}/billing/credits",
            "GET /v1/organizations/{org}/billing/credits/ledger",
            "PUT /v1/organizations/{org}/billing/pay-as-you-go",
            "POST /v1/organizations/{org}/billing/add-on-packs",
            "GET /v1/organizations/{org}/billing/usage");
  }

  @TestFactory
  Stream<DynamicTest> somebody_elses_organization_answers_as_one_that_does_not_exist() {
    Acme theirs = Acme.founded(EVENTS);
    Acme mine = Acme.founded(EVENTS);
    Person removed = theirs.joins("owner");
    until(() -> Acme.as(removed).get(theirs.billing("credits")).statusCode() == 200);
    EVENTS.publish(theirs.removal(removed, "owner"));
    until(() -> Acme.as(removed).get(theirs.billing("credits")).statusCode() == 404);
    return Route.ofOrganizations().stream()
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      Response unknown = route.call(mine.as(), Uuids.v7().toString());
                      assertThat(unknown.statusCode()).isEqualTo(404);
                      assertSame(unknown, route.call(mine.as(), theirs.id));
                      assertSame(unknown, route.call(Acme.as(removed), theirs.id));
                      assertSame(unknown, route.call(mine.as(), "no-id"));
                      assertSame(unknown, route.call(mine.as(), "1-1-1-1-1"));
                      assertThat(theirs.subscription().get("plan").asText()).isEqualTo("starter");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> billing_is_for_owners_only() {
    Acme acme = Acme.founded(EVENTS);
    List<Person> others =
        List.of(acme.joins("admin"), acme.joins("developer"), acme.joins("viewer"));
    until(() -> acme.subscription().at("/seats/used").asInt() == 4);
    return Route.ofOrganizations().stream()
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      for (Person other : others) {
                        Json.problem(route.call(Acme.as(other), acme.id), 403, "forbidden");
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> nobody_comes_in_without_a_genuine_token() {
    Acme acme = Acme.founded(EVENTS);
    return Stream.concat(Route.ofOrganizations().stream(), Route.ofThePlatform().stream())
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      refused("none", route.call(Caller.anonymous(), acme.id));
                      TokenIssuer.shared()
                          .badTokens(acme.owner)
                          .forEach(
                              (kind, token) ->
                                  refused(kind, route.call(Caller.withToken(token), acme.id)));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> people_are_no_platform_service_and_the_other_way_round() {
    Acme acme = Acme.founded(EVENTS);
    return Stream.concat(Route.ofOrganizations().stream(), Route.ofThePlatform().stream())
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () ->
                        Json.problem(
                            route.call(
                                route.isOfOrganization() ? Caller.asPlatformService() : acme.as(),
                                acme.id),
                            403,
                            "forbidden")));
  }

  @Test
  void the_price_list_is_public() {
    Response plans = Caller.anonymous().get("/v1/plans");

    assertThat(Json.ok(plans).get("plans")).hasSize(5);
    assertThat(Json.ok(plans).at("/plans/2/prices/month").asLong()).isEqualTo(2_500L);
  }

  @Test
  void the_services_own_role_sees_nothing_without_saying_for_whom() {
    Acme acme = Acme.founded(EVENTS);
    acme.use("run", "operation", 1).then().statusCode(201);
    Database asService = Database.of("billing", "billing");

    for (String table :
        List.of(
            "subscriptions",
            "credit_pools",
            "credit_grants",
            "credit_ledger",
            "usage_records",
            "member_counts")) {
      assertThat(asService.count(table)).as(table).isZero();
      assertThat(DATABASE.count(table)).as(table).isPositive();
    }
  }

  @Test
  void every_table_of_a_tenant_is_behind_the_second_wall() {
    assertThat(DATABASE.unprotectedTables()).isSubsetOf("webhook_events");
  }

  private static void refused(String kind, Response answer) {
    assertThat(answer.statusCode()).as(kind).isEqualTo(401);
    Json.problem(answer, 401, "unauthenticated");
  }

  private static void assertSame(Response expected, Response answer) {
    assertThat(answer.statusCode()).isEqualTo(expected.statusCode());
    assertThat(answer.asByteArray()).isEqualTo(expected.asByteArray());
    assertThat(answer.contentType()).isEqualTo(expected.contentType());
  }
}
