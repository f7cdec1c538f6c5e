package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.membership.Routes.Route;
import io.orgplane.testing.Database;
import io.orgplane.testing.Person;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@MembershipTest
class TenancyTest extends Scenario {

  /** Ids of things that exist, or that never did. */
  private record Things(
      String org, String user, String workspace, String invitation, String revocation) {

    static Things unknown() {
      return new Things(id(), aPerson().userId(), id(), id(), id());
    }

    Things in(String otherOrg) {
      return new Things(otherOrg, user, workspace, invitation, revocation);
    }

    UnaryOperator<String> ids(Route route) {
      String id = route.path().contains("revocations") ? revocation : invitation;
      return text ->
          text.replace("{org}", org)
              .replace("{user}", user)
              .replace("{ws}", workspace)
              .replace("{id}", id);
    }

    private static String id() {
      return Uuids.v7().toString();
    }
  }

  @Test
  void another_tenants_organization_is_like_one_that_does_not_exist_on_every_route() {
    Org mine = aRoomyOrganization();
    Things yours = things(aRoomyOrganization());
    List<Route> routes = Routes.ofTheService().ofOrganizations();
    assertThat(routes).hasSizeGreaterThan(14);

    for (Route route : routes) {
      String unknown = answer(route.call(mine.owner(), Things.unknown().ids(route)));
      assertThat(answer(route.call(mine.owner(), yours.ids(route))))
          .as(route.name())
          .isEqualTo(unknown)
          .startsWith("404 ");
    }
  }

  @Test
  void another_tenants_things_in_ones_own_organization_are_like_things_that_do_not_exist() {
    Org mine = aRoomyOrganization();
    Things yours = things(aRoomyOrganization());

    for (Route route : Routes.ofTheService().ofOrganizations()) {
      if (!route.path().matches(".*/\\{(user|ws|id)}.*")) {
        continue;
      }
      String unknown = answer(route.call(mine.owner(), Things.unknown().in(mine.id()).ids(route)));
      assertThat(answer(route.call(mine.owner(), yours.in(mine.id()).ids(route))))
          .as(route.name())
          .isEqualTo(unknown);
    }
  }

  @Test
  void nothing_of_the_other_tenant_has_changed() {
    Org mine = aRoomyOrganization();
    Org other = aRoomyOrganization();
    Things yours = things(other);
    List<Map<String, @Nullable Object>> before = state(other);

    for (Route route : Routes.ofTheService().ofOrganizations()) {
      route.call(mine.owner(), yours.ids(route));
    }

    assertThat(state(other)).isEqualTo(before);
  }

  @Test
  void row_level_security_hides_every_tenants_rows_from_a_forgotten_condition() {
    Org org = aRoomyOrganization();
    things(org);
    Database asTheService = Database.of("membership", "membership");

    for (String table :
        List.of(
            "organizations",
            "workspaces",
            "organization_seats",
            "members",
            "workspace_assignments",
            "invitations",
            "invitation_tokens",
            "revocations",
            "revocation_participants",
            "sign_outs",
            "mail_outbox")) {
      assertThat(asTheService.count(table)).as(table).isZero();
      if (!List.of("mail_outbox", "sign_outs").contains(table)) {
        assertThat(DATABASE.count(table)).as(table).isPositive();
      }
    }
  }

  @Test
  void every_table_of_a_tenant_is_behind_the_second_wall() {
    assertThat(DATABASE.unprotectedTables()).isSubsetOf("seen_events");
  }

  private Things things(Org org) {
    String workspace = aKnownWorkspace(org);
    Person member = aMember(org, "developer", at(workspace));
    String invitation =
        invite(org.owner(), org, "viewer", List.of("guest@example.com"), at(workspace))
            .path("results[0].invitationId");
    String revocation = remove(org.owner(), org, aMember(org, "viewer")).path("revocationId");
    return new Things(org.id(), member.userId(), workspace, invitation, revocation);
  }

  private static List<Map<String, @Nullable Object>> state(Org org) {
    return DATABASE.query(
        """
        SELECT 'm' AS kind, m::text AS row FROM members m WHERE organization_id = ?
        UNION ALL SELECT 'a', a::text FROM workspace_assignments a WHERE organization_id = ?
        UNION ALL SELECT 'i', i::text FROM invitations i WHERE organization_id = ?
        UNION ALL SELECT 's', s::text FROM organization_seats s WHERE organization_id = ?
        ORDER BY 1, 2
        """,
        org.uuid(),
        org.uuid(),
        org.uuid(),
        org.uuid());
  }

  private static String answer(Response response) {
    return response.statusCode() + " " + response.contentType() + " " + response.asString();
  }
}
