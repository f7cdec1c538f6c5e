package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.orgplane.testing.InParallel;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Person;
import io.orgplane.testing.Seed;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OrgTest
class PlanTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  @Test
  void starter_has_one_workspace_before_billing_has_spoken() {
    Acme acme = Acme.founded(SUITE.events);
    acme.aWorkspace("Main");

    acme.open(acme.owner, "Second")
        .then()
        .statusCode(409)
        .body("code", equalTo("workspace-limit-reached"));
  }

  @Test
  void the_limit_is_what_billing_said_last() {
    Acme acme = Acme.founded(SUITE.events).entitled("team", 2, false);
    acme.aWorkspace("1");
    acme.aWorkspace("2");
    assertRefused(acme.open(acme.joins("admin"), "3"));

    acme.entitled("enterprise", null, false);

    acme.aWorkspace("3");
    acme.aWorkspace("4");
  }

  @Test
  void an_older_entitlement_that_comes_later_and_a_repeated_one_change_nothing() {
    Acme acme = Acme.founded(SUITE.events);
    OutgoingEvent newer = entitlement(acme, 7, 3);
    OutgoingEvent older = entitlement(acme, 6, 9);
    OutgoingEvent same = entitlement(acme, 7, 9);
    for (OutgoingEvent event : List.of(newer, older, same, newer, older, newer)) {
      SUITE.events.publish(event);
    }
    Acme.until(() -> applied(older) && applied(same));

    assertThat(
            DATABASE.single(
                "SELECT version, workspace_limit FROM entitlements WHERE organization_id = ?",
                acme.uuid()))
        .containsEntry("version", 7L)
        .containsEntry("workspace_limit", 3);
  }

  @Test
  void concurrent_creates_never_exceed_the_limit() {
    Random random = Seed.random("limit");
    for (int round = 0; round < 12; round++) {
      int limit = 1 + random.nextInt(5);
      int before = random.nextInt(limit);
      Acme acme = Acme.founded(SUITE.events).entitled("team", limit, false);
      Person admin = acme.joins("admin");
      for (int i = 0; i < before; i++) {
        acme.aWorkspace("Before " + i);
      }

      List<Integer> statuses =
          InParallel.times(10, index -> acme.open(admin, "At once " + index).statusCode())
              .succeeded();

      String what = "round %d, limit %d, %d before".formatted(round, limit, before);
      assertThat(statuses).as(what).containsOnly(201, 409);
      assertThat(statuses.stream().filter(status -> status == 201))
          .as(what)
          .hasSize(limit - before);
      assertThat(DATABASE.count("workspaces WHERE organization_id = ?", acme.uuid()))
          .as(what)
          .isEqualTo(limit);
      assertThat(DATABASE.count("workspaces WHERE organization_id = ? AND is_default", acme.uuid()))
          .as(what)
          .isEqualTo(1);
    }
  }

  @Test
  void concurrent_creates_of_one_name_make_one() {
    for (int round = 0; round < 5; round++) {
      Acme acme = Acme.founded(SUITE.events).onTeam();

      List<Integer> statuses =
          InParallel.times(8, index -> acme.open(acme.owner, "Same").statusCode()).succeeded();

      assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }
  }

  @Test
  void the_last_two_workspaces_deleted_at_once_leave_one_and_it_is_the_default() {
    for (int round = 0; round < 10; round++) {
      Acme acme = Acme.founded(SUITE.events).onTeam();
      List<String> two = List.of(acme.aWorkspace("1"), acme.aWorkspace("2"));

      List<Integer> statuses =
          InParallel.times(
                  2, index -> as(acme.owner).delete(acme.workspace(two.get(index))).statusCode())
              .succeeded();

      assertThat(statuses).containsExactlyInAnyOrder(204, 409);
      as(acme.owner).get(acme.workspaces()).then().body("items.default", equalTo(List.of(true)));
    }
  }

  @Test
  void an_owner_whose_upgrade_is_under_way_is_not_refused() {
    Acme acme = Acme.founded(SUITE.events);
    acme.aWorkspace("Main");

    List<Integer> statuses =
        InParallel.<Integer>all(
                () -> acme.open(acme.owner, "Second").statusCode(),
                () -> {
                  SUITE.events.publish(entitlement(acme, 1, 5));
                  return 201;
                })
            .succeeded();

    assertThat(statuses).containsOnly(201);
  }

  @Test
  void who_cannot_have_bought_anything_is_refused_at_once_and_an_owner_within_bounds() {
    Acme acme = Acme.founded(SUITE.events);
    acme.aWorkspace("Main");
    Person admin = acme.joins("admin");
    assertRefused(acme.open(admin, "warm"));

    Response admins = acme.open(admin, "Second");
    Response owners = acme.open(acme.owner, "Second");

    assertRefused(admins);
    assertRefused(owners);
    assertThat(admins.time()).isLessThan(1_000);
    assertThat(owners.time()).isBetween(1_400L, 4_000L);
  }

  @Test
  void nothing_is_created_in_a_read_only_organization_until_it_is_paid() {
    Acme acme = Acme.founded(SUITE.events).entitled("team", 5, true);

    acme.open(acme.owner, "Main")
        .then()
        .statusCode(409)
        .body("code", equalTo("organization-read-only"));
    acme.entitled("team", 5, false);

    acme.open(acme.owner, "Main").then().statusCode(201);
  }

  @Test
  void beyond_the_limit_the_newest_become_read_only_and_the_default_last() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    String first = acme.aWorkspace("1");
    String second = acme.aWorkspace("2");
    String third = acme.aWorkspace("3");
    as(acme.owner).delete(acme.workspace(first)).then().statusCode(204);
    String fourth = acme.aWorkspace("4");

    acme.entitled("pro", 1, false);

    readOnly(acme, second, false);
    readOnly(acme, third, true);
    readOnly(acme, fourth, true);
    rename(acme, third).then().statusCode(409).body("code", equalTo("over-limit"));
    rename(acme, second).then().statusCode(200);

    as(acme.owner).delete(acme.workspace(second)).then().statusCode(204);
    readOnly(acme, third, false);

    acme.entitled("team", 5, false);
    readOnly(acme, fourth, false);
    acme.entitled("team", 5, true);
    readOnly(acme, third, true);
    rename(acme, third).then().statusCode(409).body("code", equalTo("organization-read-only"));
  }

  private static void readOnly(Acme acme, String workspace, boolean expected) {
    as(acme.owner).get(acme.workspace(workspace)).then().body("readOnly", equalTo(expected));
  }

  private static Response rename(Acme acme, String workspace) {
    return as(acme.owner).body(Map.of("name", "New " + workspace)).patch(acme.workspace(workspace));
  }

  private static void assertRefused(Response answer) {
    answer.then().statusCode(409).body("code", equalTo("workspace-limit-reached"));
  }

  private static OutgoingEvent entitlement(Acme acme, int version, int workspaces) {
    return OutgoingEvent.of(
        "billing-events",
        "entitlements-changed",
        acme.id,
        acme.entitlement(version, "team", workspaces, false));
  }

  private static boolean applied(OutgoingEvent event) {
    return DATABASE.count(
            "inbox WHERE consumer = 'entitlements' AND event_id = ?::uuid", event.id())
        == 1;
  }
}
