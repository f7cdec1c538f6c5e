package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import org.junit.jupiter.api.Test;

@MembershipTest
class SeatTest extends Scenario {

  @Test
  void a_second_member_on_starter_is_refused_and_the_link_works_once_there_is_a_seat() {
    Org org = anOrganization();
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "viewer");

    accept(bob, token).then().statusCode(409).body("code", is("seat-limit-reached"));
    assertThat(members(org)).isEqualTo(1);
    entitled(org, 2);

    accept(bob, token).then().statusCode(200);
    assertThat(seats(org)).containsEntry("used", 2).containsEntry("cap", 2);
  }

  @Test
  void the_owners_are_told_of_a_refusal_once() {
    Org org = anOrganization();
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "viewer");

    for (int i = 0; i < 3; i++) {
      accept(bob, token).then().statusCode(409);
    }

    RecordedEvent blocked = EVENTS.awaitEvent("activation-blocked", org.id());
    assertThat(blocked.data().get("reason").asText()).isEqualTo("seat-limit-reached");
    assertThat(blocked.data().get("userId").asText()).isEqualTo(bob.userId());
    assertThat(mails().awaitSubject(org.owner().email(), "No free seat").text())
        .contains(bob.email());
    entitled(org, 2);
    assertThat(EVENTS.allEventsOf(org.id()))
        .filteredOn(event -> event.type().equals("activation-blocked"))
        .hasSize(1);
    assertThat(mails().to(org.owner().email())).hasSize(1);
  }

  @Test
  void an_entitlement_is_answered_with_the_cap_that_holds() {
    Org org = anOrganization();

    EVENTS.publish(entitlements(org, 3, 4, false));
    awaitEntitlement(org, 3);
    EVENTS.publish(entitlements(org, 4, null, false));
    awaitEntitlement(org, 4);

    var applied = EVENTS.awaitEvents("seat-cap-applied", org.id(), 2);
    assertThat(applied.getFirst().data().get("cap").asInt()).isEqualTo(4);
    assertThat(applied.getLast().data().get("cap").isNull()).isTrue();
    assertThat(applied.getLast().data().get("activeCount").asInt()).isEqualTo(1);
    assertThat(seats(org)).containsEntry("cap", null);
  }

  @Test
  void a_cap_below_the_members_is_applied_as_their_number() {
    Org org = aRoomyOrganization();
    aMember(org, "viewer");
    aMember(org, "viewer");

    entitled(org, 1);

    assertThat(seats(org)).containsEntry("cap", 3).containsEntry("used", 3);
    assertThat(
            EVENTS.awaitEvents("seat-cap-applied", org.id(), 2).getLast().data().get("cap").asInt())
        .isEqualTo(3);
  }

  @Test
  void an_older_entitlement_changes_nothing_and_one_delivered_thrice_counts_once() {
    Org org = anOrganization();
    OutgoingEvent newer = entitlements(org, 10, 5, false);

    for (int i = 0; i < 3; i++) {
      EVENTS.publish(newer);
    }
    EVENTS.publish(entitlements(org, 9, 2, false));
    EVENTS.publish(entitlements(org, 11, 6, false));
    awaitEntitlement(org, 11);

    assertThat(seats(org)).containsEntry("cap", 6);
    assertThat(EVENTS.allEventsOf(org.id()))
        .filteredOn(event -> event.type().equals("seat-cap-applied"))
        .extracting(event -> event.data().get("entitlementVersion").asInt())
        .containsExactly(10, 11);
  }

  @Test
  void a_cap_is_lowered_when_billing_asks_and_the_answer_carries_its_version() {
    Org org = anOrganization();
    entitled(org, 9);
    aMember(org, "viewer");

    int version = loweringRequested(org, 4);

    RecordedEvent applied = awaitEntitlement(org, version);
    assertThat(applied.data().get("cap").asInt()).isEqualTo(4);
    assertThat(applied.data().get("activeCount").asInt()).isEqualTo(2);
    assertThat(seats(org)).containsEntry("cap", 4).containsEntry("policy", "fixed");
    JsonNode audited = audited(org, "seat-cap-applied", 2).getLast();
    assertThat(audited.at("/actor/type").asText()).isEqualTo("system");
    assertThat(audited.at("/before/cap").asInt()).isEqualTo(9);
    assertThat(audited.at("/after/cap").asInt()).isEqualTo(4);
  }

  @Test
  void a_cap_is_never_lowered_below_the_members_nor_raised_by_a_request_to_lower_it() {
    Org org = aRoomyOrganization();
    aMember(org, "viewer");
    aMember(org, "viewer");

    int below = loweringRequested(org, 1);
    assertThat(awaitEntitlement(org, below).data().get("cap").asInt()).isEqualTo(3);
    int above = loweringRequested(org, 8);
    assertThat(awaitEntitlement(org, above).data().get("cap").asInt()).isEqualTo(3);

    Person late = aPerson();
    accept(late, invited(org, late, "viewer")).then().statusCode(409);
  }

  @Test
  void a_request_that_a_newer_entitlement_has_overtaken_is_neither_applied_nor_answered() {
    Org org = anOrganization();
    EVENTS.publish(entitlements(org, 10, 5, false));
    EVENTS.publish(lowering(org, 9, 2));
    OutgoingEvent current = lowering(org, 11, 3);
    EVENTS.publish(current);
    EVENTS.publish(current);
    EVENTS.publish(entitlements(org, 12, 6, false));
    awaitEntitlement(org, 12);

    assertThat(seats(org)).containsEntry("cap", 6);
    assertThat(EVENTS.allEventsOf(org.id()))
        .filteredOn(event -> event.type().equals("seat-cap-applied"))
        .extracting(event -> event.data().get("cap").asInt())
        .containsExactly(5, 3, 6);
  }

  @Test
  void above_the_allowance_nobody_comes_in_even_when_somebody_has_left() {
    Org org = aRoomyOrganization();
    Person first = aMember(org, "viewer");
    aMember(org, "viewer");
    entitled(org, 1);
    Person late = aPerson("Late");
    String token = invited(org, late, "viewer");

    remove(org.owner(), org, first).then().statusCode(202);

    accept(late, token).then().statusCode(409).body("code", is("seat-limit-reached"));
    assertThat(seats(org)).containsEntry("cap", 2).containsEntry("used", 2);
    entitled(org, 3);
    accept(late, token).then().statusCode(200);
  }

  @Test
  void an_entitlement_that_changes_no_seat_leaves_no_audit_entry() {
    Org org = anOrganization();
    entitled(org, 3);
    entitled(org, 3);
    entitled(org, 4);

    assertThat(audited(org, "seat-cap-applied", 2))
        .extracting(entry -> entry.at("/after/cap").asInt())
        .containsExactly(3, 4);
  }

  @Test
  void nobody_comes_into_an_organization_that_is_read_only() {
    Org org = anOrganization();
    EVENTS.publish(entitlements(org, 5, 10, true));
    awaitEntitlement(org, 5);
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "viewer");

    accept(bob, token).then().statusCode(409).body("code", is("organization-read-only"));
    assertThat(EVENTS.awaitEvent("activation-blocked", org.id()).data().get("reason").asText())
        .isEqualTo("organization-read-only");
  }

  @Test
  void the_seat_of_a_removed_member_is_free_at_once() {
    Org org = anOrganization();
    entitled(org, 2);
    Person bob = aMember(org, "viewer");
    Person carol = aPerson("Carol");
    String token = invited(org, carol, "viewer");
    accept(carol, token).then().statusCode(409);

    remove(org.owner(), org, bob).then().statusCode(202);

    accept(carol, token).then().statusCode(200);
  }

  @Test
  void refusals_are_counted_for_the_operator() {
    Org org = anOrganization();
    Person bob = aPerson("Bob");

    accept(bob, invited(org, bob, "viewer")).then().statusCode(409);

    String metrics = io.restassured.RestAssured.get("/q/metrics").asString();
    assertThat(metrics)
        .containsPattern("orgplane_seats_refused_total\\{reason=\"seat-limit-reached\"} [1-9]")
        .contains("orgplane_mail_backlog")
        .contains("orgplane_revocation_latency");
  }
}
