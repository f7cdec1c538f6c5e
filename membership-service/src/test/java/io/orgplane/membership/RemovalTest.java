package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.orgplane.testing.InParallel;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@MembershipTest
class RemovalTest extends Scenario {

  private static final int ROUNDS = 8;

  @Test
  void removing_ends_access_frees_the_seat_and_begins_a_revocation() {
    Org org = aRoomyOrganization();
    String workspace = aWorkspace(org);
    Person bob = aMember(org, "developer", at(workspace));

    String revocation = revocationOf(remove(org.owner(), org, bob));

    check(org, bob, workspace, "workspace:read")
        .then()
        .body("allowed", is(false))
        .body("role", nullValue())
        .body("reason", is("not-a-member"));
    by(bob).get(org.path() + "/members").then().statusCode(404);
    assertThat(seats(org)).containsEntry("used", 1);
    RecordedEvent removed = EVENTS.awaitEvent("member-removed", org.id());
    assertThat(removed.data().get("workspaceIds").toString()).isEqualTo("[\"" + workspace + "\"]");
    assertThat(removed.data().get("removedBy").asText()).isEqualTo(org.owner().userId());
    assertThat(removed.data().get("revocationId").asText()).isEqualTo(revocation);
    assertThat(removed.data().get("activeCount").asInt()).isEqualTo(1);
    record(org, revocation)
        .then()
        .body("userId", is(bob.userId()))
        .body("completedAt", nullValue())
        .body("participants.name", contains("billing", "byok", "keycloak", "org"))
        .body(
            "participants.findAll { it.name != 'keycloak' }.acknowledgedAt", everyItem(nullValue()))
        .body("workspaces", contains(workspace));
    mails().awaitSubject(bob.email(), "You are no longer in Acme");
  }

  @Test
  void everything_of_a_removal_is_one_transaction() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "developer", at(aWorkspace(org)));

    String revocation = revocationOf(remove(org.owner(), org, bob));

    long begun = DATABASE.xmin("revocations", "id = ?", UUID.fromString(revocation));
    assertThat(DATABASE.xmin("organization_seats", "organization_id = ?", org.uuid()))
        .isEqualTo(begun);
    assertThat(DATABASE.count("members WHERE user_id = ?", bob.userId())).isZero();
    assertThat(DATABASE.count("workspace_assignments WHERE user_id = ?", bob.userId())).isZero();
  }

  @Test
  void whoever_no_organization_holds_any_more_is_signed_out() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");

    String revocation = revocationOf(remove(org.owner(), org, bob));

    awaitKeycloak(org, revocation, "all sessions ended");
    assertThat(keycloak().signOutsOf(bob.userId())).isEqualTo(1);
    assertThat(DATABASE.count("sign_outs WHERE user_id = ?", bob.userId())).isZero();
  }

  @Test
  void whoever_another_organization_holds_stays_signed_in() {
    Org org = aRoomyOrganization();
    Org other = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    join(other, bob, "viewer");

    awaitKeycloak(
        org,
        revocationOf(remove(org.owner(), org, bob)),
        "sessions stay: another membership holds the person");
    assertThat(keycloak().signOutsOf(bob.userId())).isZero();

    awaitKeycloak(other, revocationOf(remove(other.owner(), other, bob)), "all sessions ended");
    assertThat(keycloak().signOutsOf(bob.userId())).isEqualTo(1);
  }

  @Test
  void an_account_that_is_gone_has_no_sessions() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    keycloak().forget(bob.userId());

    awaitKeycloak(
        org, revocationOf(remove(org.owner(), org, bob)), "no sessions: the account is gone");
  }

  @Test
  void keycloak_acknowledges_when_it_is_back() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    keycloak().away(true);
    try {
      String revocation = revocationOf(remove(org.owner(), org, bob));
      Awaitility.await()
          .until(
              () ->
                  DATABASE.count("sign_outs WHERE user_id = ? AND attempts >= 3", bob.userId())
                      == 1);
      record(org, revocation)
          .then()
          .body("participants.find { it.name == 'keycloak' }.acknowledgedAt", nullValue());
      keycloak().away(false);
      awaitKeycloak(org, revocation, "all sessions ended");
    } finally {
      keycloak().away(false);
    }
    String metrics = io.restassured.RestAssured.get("/q/metrics").asString();
    assertThat(metrics)
        .containsPattern("orgplane_keycloak_sign_outs_total\\{outcome=\"failed\"} [1-9]")
        .contains("orgplane_keycloak_backlog_age_seconds");
  }

  @Test
  void removed_from_two_organizations_at_once_one_of_them_signs_them_out() {
    for (int round = 0; round < ROUNDS; round++) {
      Org one = aRoomyOrganization();
      Org two = aRoomyOrganization();
      Person bob = aMember(one, "viewer");
      join(two, bob, "viewer");

      InParallel.all(
              () -> remove(one.owner(), one, bob).statusCode(),
              () -> remove(two.owner(), two, bob).statusCode())
          .succeeded();

      Awaitility.await()
          .until(() -> DATABASE.count("sign_outs WHERE user_id = ?", bob.userId()) == 0);
      assertThat(keycloak().signOutsOf(bob.userId())).as("round %d", round).isPositive();
    }
  }

  @Test
  void the_revocation_is_complete_when_every_participant_has_acknowledged() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    String revocation = revocationOf(remove(org.owner(), org, bob));

    OutgoingEvent first = acknowledgement(org, revocation, "org", "organization-events");
    for (int i = 0; i < 3; i++) {
      EVENTS.publish(first);
    }
    EVENTS.publish(acknowledgement(org, revocation, "byok", "byok-events"));
    Awaitility.await()
        .untilAsserted(
            () ->
                record(org, revocation)
                    .then()
                    .body("completedAt", nullValue())
                    .body("participants.find { it.name == 'org' }.detail", is("dropped by org"))
                    .body("participants.find { it.name == 'byok' }.acknowledgedAt", notNullValue())
                    .body(
                        "participants.find { it.name == 'billing' }.acknowledgedAt", nullValue()));
    EVENTS.publish(acknowledgement(org, revocation, "billing", "billing-events"));

    RecordedEvent completed = EVENTS.awaitEvent("revocation-completed", org.id());
    assertThat(completed.data().get("userId").asText()).isEqualTo(bob.userId());
    record(org, revocation)
        .then()
        .body("completedAt", notNullValue())
        .body("participants.acknowledgedAt", everyItem(notNullValue()));
  }

  @Test
  void acknowledgements_at_the_same_instant_complete_it_once() {
    Org org = aRoomyOrganization();
    Map<String, String> participants =
        Map.of("org", "organization-events", "billing", "billing-events", "byok", "byok-events");
    for (int round = 0; round < 8; round++) {
      String revocation = revocationOf(remove(org.owner(), org, aMember(org, "viewer")));
      InParallel.all(
              participants.entrySet().stream()
                  .<java.util.concurrent.Callable<String>>map(
                      each ->
                          () -> {
                            EVENTS.publish(
                                acknowledgement(org, revocation, each.getKey(), each.getValue()));
                            return each.getKey();
                          })
                  .toList())
          .succeeded();
      EVENTS.awaitEvents("revocation-completed", org.id(), round + 1);
    }
    assertThat(EVENTS.allEventsOf(org.id()))
        .filteredOn(event -> event.type().equals("revocation-completed"))
        .hasSize(8);
  }

  @Test
  void an_acknowledgement_of_something_else_is_not_taken_for_one() {
    Org org = aRoomyOrganization();
    String revocation = revocationOf(remove(org.owner(), org, aMember(org, "viewer")));

    EVENTS.publish(acknowledgement(org, Uuids.v7().toString(), "org", "organization-events"));
    EVENTS.publish(
        "billing-events",
        "participant-acknowledged",
        org.id(),
        Map.of(
            "organizationId", org.id(),
            "participant", "billing",
            "causeId", Uuids.v7().toString(),
            "causeType", "organization-created",
            "detail", "starter"));
    EVENTS.publish(entitlements(org, 5000, null, false));
    awaitEntitlement(org, 5000);
    awaitAllHeard(org);

    record(org, revocation)
        .then()
        .body(
            "participants.findAll { it.name != 'keycloak' }.acknowledgedAt",
            everyItem(nullValue()));
  }

  @Test
  void a_member_may_leave_and_others_may_not_put_somebody_out() {
    Org org = aRoomyOrganization();
    Person developer = aMember(org, "developer");
    Person viewer = aMember(org, "viewer");

    remove(developer, org, viewer).then().statusCode(403);
    remove(viewer, org, viewer).then().statusCode(202);

    assertThat(EVENTS.awaitEvent("member-removed", org.id()).data().get("removedBy").asText())
        .isEqualTo(viewer.userId());
    remove(org.owner(), org, viewer).then().statusCode(404);
    remove(org.owner(), org, aPerson()).then().statusCode(404);
  }

  @Test
  void the_record_is_for_those_who_manage_members() {
    Org org = aRoomyOrganization();
    Person viewer = aMember(org, "viewer");
    String revocation = revocationOf(remove(org.owner(), org, aMember(org, "viewer")));

    by(viewer).get(org.path() + "/revocations/" + revocation).then().statusCode(403);
  }

  private static void awaitKeycloak(Org org, String revocation, String detail) {
    Awaitility.await()
        .untilAsserted(
            () ->
                record(org, revocation)
                    .then()
                    .body("participants.find { it.name == 'keycloak' }.detail", is(detail)));
  }

  private static String revocationOf(Response removal) {
    return removal.then().statusCode(202).extract().path("revocationId");
  }

  private static Response record(Org org, String revocation) {
    return by(org.owner()).get(org.path() + "/revocations/" + revocation);
  }

  private static OutgoingEvent acknowledgement(
      Org org, String revocation, String participant, String topic) {
    return OutgoingEvent.of(
        topic,
        "participant-acknowledged",
        org.id(),
        Map.of(
            "organizationId",
            org.id(),
            "participant",
            participant,
            "causeId",
            Uuids.v7().toString(),
            "causeType",
            "member-removed",
            "revocationId",
            revocation,
            "detail",
            "dropped by " + participant));
  }
}
