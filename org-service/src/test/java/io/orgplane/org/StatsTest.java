package io.orgplane.org;

import static io.orgplane.org.Acme.as;
import static io.orgplane.org.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.ContractSchemas;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Person;
import io.orgplane.testing.Uuids;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OrgTest
class StatsTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  @Test
  void a_new_organization_has_its_owner_and_nothing_else() {
    Acme acme = Acme.founded(SUITE.events);

    as(acme.owner)
        .get(acme.path() + "/stats")
        .then()
        .statusCode(200)
        .body("members.active", equalTo(1))
        .body("members.pending", equalTo(0))
        .body("members.limit", equalTo(1))
        .body("seats.used", equalTo(1))
        .body("seats.purchased", equalTo(1))
        .body("workspaces.count", equalTo(0))
        .body("workspaces.limit", equalTo(1))
        .body("credits.remaining", equalTo(0))
        .body("byok.status", equalTo("none"))
        .body("plan", equalTo("starter"));
  }

  @Test
  void every_figure_follows_its_event() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    acme.aWorkspace("Main");
    Person bob = acme.joins("developer");
    acme.joins("viewer");
    String answered = invite(acme);
    invite(acme);
    say(
        "membership-events",
        "invitation-accepted",
        acme,
        Map.of("invitationId", answered, "userId", bob.userId()));
    example("billing-events", "credits-granted", acme, Map.of("remaining", 400.5));
    example("billing-events", "usage-recorded", acme, Map.of("remaining", 398.125));
    example("byok-events", "byok-activated", acme, Map.of("version", 1));

    until(() -> stats(acme).at("/credits/remaining").decimalValue().doubleValue() == 398.125);
    until(() -> stats(acme).at("/byok/status").asText().equals("active"));
    until(() -> stats(acme).at("/members/active").asInt() == 3);
    until(() -> stats(acme).at("/members/pending").asInt() == 1);

    as(bob)
        .get(acme.path() + "/stats")
        .then()
        .statusCode(200)
        .body("members.limit", nullValue())
        .body("seats.used", equalTo(3))
        .body("seats.purchased", equalTo(2))
        .body("workspaces.count", equalTo(1))
        .body("workspaces.limit", equalTo(5))
        .body("plan", equalTo("team"));
  }

  @Test
  void an_invitation_is_pending_until_it_is_answered_in_whatever_way() {
    Acme acme = Acme.founded(SUITE.events);
    List<String> endings =
        List.of("invitation-declined", "invitation-revoked", "invitation-expired");
    List<String> invitations = endings.stream().map(each -> invite(acme)).toList();
    until(() -> stats(acme).at("/members/pending").asInt() == 3);

    for (int i = 0; i < endings.size(); i++) {
      say("membership-events", endings.get(i), acme, Map.of("invitationId", invitations.get(i)));
    }

    until(() -> stats(acme).at("/members/pending").asInt() == 0);
  }

  @Test
  void byok_goes_from_active_to_suspended_to_revoked() {
    Acme acme = Acme.founded(SUITE.events);
    example("byok-events", "byok-activated", acme, Map.of("version", 1));
    until(() -> stats(acme).at("/byok/status").asText().equals("active"));
    example("byok-events", "byok-suspended", acme, Map.of("version", 2));
    until(() -> stats(acme).at("/byok/status").asText().equals("suspended"));
    example("byok-events", "byok-revoked", acme, Map.of("version", 3));
    until(() -> stats(acme).at("/byok/status").asText().equals("revoked"));
  }

  @Test
  void byok_shows_what_checks_and_time_have_made_of_it() {
    Acme acme = Acme.founded(SUITE.events);
    example("byok-events", "byok-degraded", acme, Map.of("version", 2));
    until(() -> stats(acme).at("/byok/status").asText().equals("degraded"));
    example("byok-events", "byok-degraded", acme, Map.of("version", 3, "status", "invalid"));
    until(() -> stats(acme).at("/byok/status").asText().equals("invalid"));
    example("byok-events", "byok-recovered", acme, Map.of("version", 4));
    until(() -> stats(acme).at("/byok/status").asText().equals("active"));
    example("byok-events", "byok-expired", acme, Map.of("version", 5));
    until(() -> stats(acme).at("/byok/status").asText().equals("expired"));
  }

  @Test
  void every_event_three_times_and_old_after_new_leave_the_same_figures() {
    Acme acme = Acme.founded(SUITE.events);
    Person bob = acme.joins("developer");
    String invitation = Uuids.v7().toString();
    OutgoingEvent invited = invitation(acme, invitation);
    OutgoingEvent expired =
        event("membership-events", "invitation-expired", acme, Map.of("invitationId", invitation));
    OutgoingEvent removed =
        OutgoingEvent.of(
            "membership-events", "member-removed", acme.id, acme.removal(bob, "developer"));
    OutgoingEvent granted =
        exampleEvent("billing-events", "credits-granted", acme, Map.of("remaining", 25));
    OutgoingEvent used =
        exampleEvent("billing-events", "usage-recorded", acme, Map.of("remaining", 24));
    OutgoingEvent activated =
        exampleEvent("byok-events", "byok-activated", acme, Map.of("version", 4));
    OutgoingEvent revoked = exampleEvent("byok-events", "byok-revoked", acme, Map.of("version", 5));
    OutgoingEvent suspended =
        exampleEvent("byok-events", "byok-suspended", acme, Map.of("version", 3));
    List<OutgoingEvent> story =
        List.of(invited, expired, removed, granted, used, activated, revoked, suspended);
    Stream.of(story, story, story.reversed()).flatMap(List::stream).forEach(SUITE.events::publish);
    OutgoingEvent last = exampleEvent("byok-events", "byok-suspended", acme, Map.of("version", 1));
    SUITE.events.publish(last);
    OutgoingEvent lastOfBilling =
        exampleEvent("billing-events", "usage-recorded", acme, Map.of("remaining", 24));
    SUITE.events.publish(lastOfBilling);
    OutgoingEvent lastOfMembership =
        event("membership-events", "invitation-expired", acme, Map.of("invitationId", invitation));
    SUITE.events.publish(lastOfMembership);
    until(() -> applied(last) && applied(lastOfBilling) && applied(lastOfMembership));

    JsonNode stats = stats(acme);
    assertThat(stats.at("/members/active").asInt()).isEqualTo(1);
    assertThat(stats.at("/members/pending").asInt()).isZero();
    assertThat(stats.at("/credits/remaining").asInt()).isEqualTo(24);
    assertThat(stats.at("/byok/status").asText()).isEqualTo("revoked");
  }

  private static JsonNode stats(Acme acme) {
    return Json.parse(as(acme.owner).get(acme.path() + "/stats").asString());
  }

  private static boolean applied(OutgoingEvent event) {
    return Acme.DATABASE.count(
            "inbox WHERE consumer = 'figures' AND event_id = ?::uuid", event.id())
        == 1;
  }

  private static String invite(Acme acme) {
    String invitation = Uuids.v7().toString();
    SUITE.events.publish(invitation(acme, invitation));
    return invitation;
  }

  private static OutgoingEvent invitation(Acme acme, String invitation) {
    return exampleEvent(
        "membership-events", "member-invited", acme, Map.of("invitationId", invitation));
  }

  private static void say(String topic, String type, Acme acme, Map<String, ?> fields) {
    SUITE.events.publish(event(topic, type, acme, fields));
  }

  private static OutgoingEvent event(String topic, String type, Acme acme, Map<String, ?> fields) {
    var data = new java.util.HashMap<String, Object>(fields);
    data.put("organizationId", acme.id);
    return OutgoingEvent.of(topic, type, acme.id, data);
  }

  private static void example(String topic, String type, Acme acme, Map<String, ?> fields) {
    SUITE.events.publish(exampleEvent(topic, type, acme, fields));
  }

  private static OutgoingEvent exampleEvent(
      String topic, String type, Acme acme, Map<String, ?> fields) {
    var data = ContractSchemas.example(type).put("organizationId", acme.id);
    fields.forEach((name, value) -> data.putPOJO(name, value));
    return OutgoingEvent.of(topic, type, acme.id, Json.parse(data.toString()));
  }
}
