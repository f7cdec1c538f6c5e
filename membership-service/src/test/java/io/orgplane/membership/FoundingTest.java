package io.orgplane.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.orgplane.testing.Database;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.People;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.Uuids;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MembershipTest
class FoundingTest extends Scenario {

  @Test
  void the_creator_is_owner_at_once_when_the_creation_is_acknowledged() {
    Org org = anOrganization();

    by(org.owner())
        .get(org.path() + "/members")
        .then()
        .statusCode(200)
        .body("items.userId", contains(org.owner().userId()))
        .body("items[0].role", is("owner"))
        .body("items[0].status", is("active"))
        .body("items[0].source", is("creator"))
        .body("items[0].workspaces", empty())
        .body("nextCursor", nullValue());
  }

  @Test
  void activation_and_acknowledgement_tell_of_the_first_seat() {
    Org org = anOrganization();

    RecordedEvent activated = EVENTS.awaitEvent("member-activated", org.id());
    assertThat(activated.data().get("activeCount").asInt()).isEqualTo(1);
    assertThat(activated.data().get("membershipVersion").asLong()).isEqualTo(1);
    assertThat(activated.data().get("source").asText()).isEqualTo("creator");
    assertThat(seats(org)).containsEntry("cap", 1).containsEntry("used", 1);
  }

  @Test
  void seat_member_events_and_audit_entry_are_one_transaction() throws Exception {
    // The relay takes rows out of the outbox, so an observer beside it keeps their transaction.
    Database.of("membership")
        .update(
            """
            CREATE OR REPLACE FUNCTION seen_events() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN INSERT INTO seen_events VALUES (NEW.organization_id, NEW.type, pg_current_xact_id()::text::bigint);
            RETURN NEW; END $$
            """);
    DATABASE.update(
        "CREATE TABLE IF NOT EXISTS seen_events (organization_id uuid, type text, xid bigint)");
    DATABASE.update("GRANT ALL ON seen_events TO membership");
    DATABASE.update(
        "CREATE OR REPLACE TRIGGER seen AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION seen_events()");
    try {
      Org org = anOrganization();
      long member = DATABASE.xmin("members", "organization_id = ?", org.uuid());
      assertThat(DATABASE.xmin("organization_seats", "organization_id = ?", org.uuid()))
          .isEqualTo(member);
      assertThat(
              DATABASE.query(
                  "SELECT type, xid FROM seen_events WHERE organization_id = ?", org.uuid()))
          .containsExactlyInAnyOrder(
              Map.of("type", "member-activated", "xid", member),
              Map.of("type", "audit-recorded", "xid", member),
              Map.of("type", "participant-acknowledged", "xid", member));
    } finally {
      DATABASE.update("DROP TRIGGER seen ON outbox");
    }
  }

  @Test
  void a_creation_delivered_three_times_founds_once() {
    Org org = new Org(Uuids.v7().toString(), People.aPerson("Ann"));
    OutgoingEvent created = created(org, "Acme");

    for (int i = 0; i < 3; i++) {
      EVENTS.publish(created);
    }
    EVENTS.awaitEvent("participant-acknowledged", org.id());
    awaitAllHeard(org);

    assertThat(seats(org)).containsEntry("used", 1).containsEntry("membership_version", 1L);
    assertThat(EVENTS.allEventsOf(org.id()))
        .filteredOn(event -> event.type().equals("member-activated"))
        .hasSize(1);
  }

  @Test
  void billing_may_speak_first() {
    Org org = new Org(Uuids.v7().toString(), People.aPerson("Ann"));
    EVENTS.publish(entitlements(org, 7, 2, false));
    awaitEntitlement(org, 7);

    EVENTS.publish(created(org, "Acme"));
    EVENTS.awaitEvent("participant-acknowledged", org.id());

    assertThat(seats(org)).containsEntry("cap", 2).containsEntry("used", 1);
  }

  @Test
  void nobody_is_in_a_deleted_organization_whatever_is_heard_afterwards() {
    Org org = aRoomyOrganization();
    var person = People.aPerson();
    String token = invited(org, person, "viewer");

    EVENTS.publish(
        "organization-events",
        "organization-deleted",
        org.id(),
        Map.of("organizationId", org.id(), "deletedBy", org.owner().userId()));
    EVENTS.publish(entitlements(org, 9999, 10, false));
    EVENTS.publish(created(org, "Acme again"));
    awaitAllHeard(org);

    by(org.owner()).get(org.path() + "/members").then().statusCode(404);
    check(org, org.owner(), null, "billing:manage").then().body("allowed", is(false));
    accept(person, token).then().statusCode(410).body("code", is("invitation-revoked"));
    assertThat(members(org)).isZero();
  }
}
