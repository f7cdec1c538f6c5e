package io.orgplane.kit.access;

import static io.orgplane.kit.probe.Suite.DATABASE;
import static io.orgplane.kit.probe.Suite.as;
import static io.orgplane.kit.probe.Suite.id;
import static io.orgplane.kit.probe.Suite.notes;
import static io.orgplane.kit.probe.Suite.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.orgplane.kit.KitTest;
import io.orgplane.kit.probe.Suite;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.People;
import io.orgplane.testing.Person;
import io.orgplane.testing.Uuids;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@KitTest
class ProjectionTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final String TOPIC = "membership-events";
  private static final Person ANN = People.aPerson("Ann");
  private static final Person BOB = People.aPerson("Bob");

  @Test
  void the_founder_is_owner_at_once_and_a_stranger_sees_nothing() {
    String acme = SUITE.anOrganizationOf(ANN);

    write(ANN, acme, "mine", 1).then().statusCode(200);
    String unknown =
        as(BOB).get(notes(Uuids.v7().toString())).then().statusCode(404).extract().asString();
    String foreign = as(BOB).get(notes(acme)).then().statusCode(404).extract().asString();

    assertThat(foreign).isEqualTo(unknown);
  }

  @Test
  void a_member_does_what_the_role_allows_and_no_more() {
    String acme = SUITE.anOrganizationOf(ANN);
    SUITE.events.publish(activated(acme, BOB, "viewer", 2));
    awaitStatus(BOB, acme, 200);

    write(BOB, acme, "not mine", 1).then().statusCode(403).body("code", equalTo("forbidden"));
    assertThat(DATABASE.count("notes WHERE organization_id = ?", id(acme))).isZero();

    SUITE.events.publish(
        state("member-role-changed", acme, BOB, "admin", 3, Map.of("previousRole", "viewer")));
    await().until(() -> write(BOB, acme, "mine now", 1).statusCode() == 200);
  }

  @Test
  void a_removal_ends_access_and_older_events_do_not_bring_it_back() {
    String acme = SUITE.anOrganizationOf(ANN);
    OutgoingEvent activation = activated(acme, BOB, "admin", 2);
    SUITE.events.publish(activation);
    awaitStatus(BOB, acme, 200);

    SUITE.events.publish(
        TOPIC,
        "member-removed",
        acme,
        Map.of(
            "organizationId",
            acme,
            "userId",
            BOB.userId(),
            "role",
            "admin",
            "revocationId",
            Uuids.v7().toString(),
            "workspaceIds",
            List.of(),
            "removedBy",
            ANN.userId(),
            "activeCount",
            1,
            "membershipVersion",
            4));
    awaitStatus(BOB, acme, 404);
    SUITE.events.publish(activation);
    SUITE.events.publish(
        state("member-role-changed", acme, BOB, "viewer", 3, Map.of("previousRole", "admin")));
    SUITE.events.publish(activated(acme, People.aPerson(), "viewer", 5));
    await()
        .until(
            () ->
                DATABASE.count(
                        "membership_projection WHERE organization_id = ? AND version = 5", id(acme))
                    == 1);

    as(BOB).get(notes(acme)).then().statusCode(404);
  }

  /** Nobody answers at membership-service's address here, so the only safe answer is none. */
  @Test
  void without_heartbeats_nothing_is_allowed_unless_membership_service_says_so() {
    String acme = SUITE.anOrganizationOf(ANN);
    SUITE.heartbeatStops();

    await().until(() -> as(ANN).get(notes(acme)).statusCode() == 503);
    write(ANN, acme, "blind", 1)
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .body("code", equalTo("upstream-unavailable"));
    assertThat(DATABASE.count("notes WHERE organization_id = ?", id(acme))).isZero();

    SUITE.heartbeatGoesOn();
    awaitStatus(ANN, acme, 200);
  }

  @Test
  void an_organization_with_a_parked_membership_event_is_not_trusted() {
    String acme = SUITE.anOrganizationOf(ANN);
    String globex = SUITE.anOrganizationOf(ANN);

    SUITE.events.publishUnchecked(
        OutgoingEvent.of(
            TOPIC, "member-removed", acme, Map.of("membershipVersion", "not a number")));

    awaitStatus(ANN, acme, 503);
    as(ANN).get(notes(globex)).then().statusCode(200);
  }

  private static void awaitStatus(Person person, String organization, int status) {
    await().until(() -> as(person).get(notes(organization)).statusCode() == status);
  }

  private static OutgoingEvent activated(
      String organization, Person person, String role, long version) {
    return state(
        "member-activated",
        organization,
        person,
        role,
        version,
        Map.of("invitationId", Uuids.v7().toString()));
  }

  private static OutgoingEvent state(
      String type,
      String organization,
      Person person,
      String role,
      long version,
      Map<String, ?> more) {
    Map<String, Object> member = new java.util.HashMap<>(more);
    member.put("organizationId", organization);
    member.put("userId", person.userId());
    member.put("email", person.email());
    member.put("name", person.name());
    member.put("role", role);
    member.put("workspaces", List.of());
    member.put("source", "invitation");
    member.put("activeCount", 2);
    member.put("membershipVersion", version);
    return OutgoingEvent.of(TOPIC, type, organization, member);
  }
}
