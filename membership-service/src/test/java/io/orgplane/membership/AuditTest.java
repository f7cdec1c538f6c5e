package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.SuiteClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every change leaves who made it, from where, to whom, before and after; a refused one nothing.
 */
@MembershipTest
class AuditTest extends Scenario {

  @AfterEach
  void back_to_the_present() {
    SuiteClock.reset();
  }

  @Test
  void the_founder_comes_in_by_their_own_act() {
    Org org = anOrganization();

    JsonNode entry = only(org, "member-activated");

    isBy(entry, org.owner());
    assertThat(entry.at("/actor/address").isMissingNode()).isTrue();
    assertThat(entry.at("/after/role").asText()).isEqualTo("owner");
    assertThat(entry.at("/after/source").asText()).isEqualTo("creator");
    assertThat(entry.get("service").asText()).isEqualTo("membership");
  }

  @Test
  void an_invitations_life_is_told_with_the_person_behind_each_step() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    Person bob = aPerson("Bob");
    invited(org, bob, "developer", at(workspace));
    String invitation = pendingId(org, bob);
    by(org.owner()).post(org.path() + "/invitations/" + invitation + "/resend");
    accept(bob, mails().token(bob.email(), 2)).then().statusCode(200);

    JsonNode invited = only(org, "member-invited");
    isBy(invited, org.owner());
    isFromHere(invited);
    isAbout(invited, "invitation", invitation, bob.email());
    assertThat(invited.at("/after/role").asText()).isEqualTo("developer");
    assertThat(invited.at("/after/workspaces/0/workspaceId").asText()).isEqualTo(workspace);
    JsonNode resent = only(org, "invitation-resent");
    isBy(resent, org.owner());
    assertThat(resent.at("/before/expiresAt").asText())
        .isLessThan(resent.at("/after/expiresAt").asText());
    JsonNode accepted = only(org, "invitation-accepted");
    isBy(accepted, bob);
    isFromHere(accepted);
    assertThat(accepted.at("/before/status").asText()).isEqualTo("pending");
    assertThat(accepted.at("/after/status").asText()).isEqualTo("accepted");
    JsonNode activated = audited(org, "member-activated", 2).getLast();
    isBy(activated, bob);
    isAbout(activated, "member", bob.userId(), bob.email());
    assertThat(activated.at("/after/invitationId").asText()).isEqualTo(invitation);
  }

  @Test
  void taking_back_declining_and_expiring_each_say_who() {
    Org org = aRoomyOrganization();
    Person revoked = aPerson("Rae");
    invited(org, revoked, "viewer");
    by(org.owner()).delete(org.path() + "/invitations/" + pendingId(org, revoked));
    Person declining = aPerson("Dee");
    decline(declining, invited(org, declining, "viewer")).then().statusCode(204);
    invited(org, aPerson("Eve"), "viewer");
    advance(Duration.ofDays(8));

    isBy(only(org, "invitation-revoked"), org.owner());
    isBy(only(org, "invitation-declined"), declining);
    JsonNode expired = only(org, "invitation-expired");
    assertThat(expired.at("/actor/type").asText()).isEqualTo("system");
    assertThat(expired.at("/actor/id").asText()).isEqualTo("invitation-expiry");
    assertThat(expired.at("/after/status").asText()).isEqualTo("expired");
  }

  @Test
  void a_role_change_holds_the_fields_that_changed_and_no_others() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    Person bob = aMember(org, "developer", at(workspace));

    changeRole(org.owner(), org, bob, "viewer").then().statusCode(200);
    changeRole(org.owner(), org, bob, "viewer").then().statusCode(200);
    changeRole(org.owner(), org, bob, "admin").then().statusCode(200);

    List<JsonNode> entries = audited(org, "member-role-changed", 2);
    isBy(entries.getFirst(), org.owner());
    isFromHere(entries.getFirst());
    isAbout(entries.getFirst(), "member", bob.userId(), bob.email());
    assertThat(entries.getFirst().get("before").toString()).isEqualTo("{\"role\":\"developer\"}");
    assertThat(entries.getFirst().get("after").toString()).isEqualTo("{\"role\":\"viewer\"}");
    assertThat(entries.getLast().at("/before/workspaces")).hasSize(1);
    assertThat(entries.getLast().at("/after/workspaces")).isEmpty();
  }

  @Test
  void assignments_are_told_from_the_member_the_workspace_and_its_deletion() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    Person bob = aMember(org, "developer");
    String path = org.path() + "/workspaces/" + workspace + "/members/" + bob.userId();

    by(org.owner()).body(Map.of("role", "viewer")).put(path).then().statusCode(200);
    by(org.owner())
        .body(Map.of("workspaces", List.of(Map.of("workspaceId", workspace))))
        .put(org.path() + "/members/" + bob.userId() + "/workspaces")
        .then()
        .statusCode(200);
    EVENTS.publish(workspaceDeleted(org, workspace));

    List<JsonNode> entries = audited(org, "workspace-access-changed", 3);
    entries.forEach(
        entry -> assertThat(entry.at("/actor/id").asText()).isEqualTo(org.owner().userId()));
    assertThat(entries)
        .extracting(entry -> entry.at("/before/workspaces").size())
        .containsExactly(0, 1, 1);
    assertThat(entries)
        .extracting(entry -> entry.at("/after/workspaces").size())
        .containsExactly(1, 1, 0);
    assertThat(entries.get(1).at("/before/workspaces/0/role").asText()).isEqualTo("viewer");
    assertThat(entries.get(1).at("/after/workspaces/0/role").isNull()).isTrue();
  }

  @Test
  void a_transfer_is_told_of_both_people() {
    Org org = aRoomyOrganization();
    Person heir = aMember(org, "developer");

    transfer(org.owner(), org, heir).then().statusCode(200);

    List<JsonNode> entries = audited(org, "ownership-transferred", 2);
    assertThat(entries).hasSize(2);
    assertThat(entries)
        .extracting(entry -> entry.at("/subject/id").asText())
        .containsExactly(heir.userId(), org.owner().userId());
    assertThat(entries)
        .extracting(entry -> entry.at("/after/role").asText())
        .containsExactly("owner", "admin");
    entries.forEach(entry -> isBy(entry, org.owner()));
  }

  @Test
  void a_removal_and_its_completion_are_told() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    String revocation = remove(org.owner(), org, bob).path("revocationId");

    JsonNode removed = only(org, "member-removed");
    isBy(removed, org.owner());
    isAbout(removed, "member", bob.userId(), bob.email());
    assertThat(removed.at("/before/role").asText()).isEqualTo("viewer");
    assertThat(removed.at("/after/revocationId").asText()).isEqualTo(revocation);
  }

  @Test
  void a_blocked_activation_names_who_wanted_in_and_why_not() {
    Org org = anOrganization();
    Person bob = aPerson("Bob");

    accept(bob, invited(org, bob, "viewer")).then().statusCode(409);

    JsonNode blocked = only(org, "activation-blocked");
    isBy(blocked, bob);
    assertThat(blocked.at("/after/reason").asText()).isEqualTo("seat-limit-reached");
    assertThat(auditedSoFar(org, "invitation-accepted")).isEmpty();
  }

  @Test
  void what_was_refused_leaves_no_entry() {
    Org org = aRoomyOrganization();
    Person admin = aMember(org, "admin");
    Person viewer = aMember(org, "viewer");
    long before = entries(org);

    changeRole(viewer, org, admin, "viewer").then().statusCode(403);
    changeRole(admin, org, org.owner(), "viewer").then().statusCode(403);
    remove(admin, org, org.owner()).then().statusCode(403);
    remove(org.owner(), org, org.owner()).then().statusCode(409);
    transfer(admin, org, viewer).then().statusCode(403);
    invite(admin, org, "owner", List.of("x@example.com")).then().statusCode(403);
    changeRole(org.owner(), org, viewer, "viewer").then().statusCode(200);

    assertThat(entries(org)).isEqualTo(before);
  }

  private static long entries(Org org) {
    return EVENTS.allEventsOf(org.id()).stream()
        .filter(event -> event.type().equals("audit-recorded"))
        .map(RecordedEvent::data)
        .count();
  }

  private static JsonNode only(Org org, String action) {
    List<JsonNode> entries = audited(org, action, 1);
    assertThat(entries).as(action).hasSize(1);
    return entries.getFirst();
  }

  private static String pendingId(Org org, Person person) {
    return String.valueOf(
        DATABASE
            .single(
                "SELECT id::text FROM invitations WHERE organization_id = ? AND email = ?",
                org.uuid(),
                person.email())
            .get("id"));
  }

  private static void isBy(JsonNode entry, Person person) {
    assertThat(entry.at("/actor/type").asText()).isEqualTo("user");
    assertThat(entry.at("/actor/id").asText()).isEqualTo(person.userId());
    assertThat(entry.at("/actor/email").asText()).isEqualTo(person.email());
  }

  private static void isFromHere(JsonNode entry) {
    assertThat(entry.at("/actor/address").asText()).isEqualTo("127.0.0.1");
  }

  private static void isAbout(JsonNode entry, String type, String id, String name) {
    assertThat(entry.at("/subject/type").asText()).isEqualTo(type);
    assertThat(entry.at("/subject/id").asText()).isEqualTo(id);
    assertThat(entry.at("/subject/name").asText()).isEqualTo(name);
  }
}
