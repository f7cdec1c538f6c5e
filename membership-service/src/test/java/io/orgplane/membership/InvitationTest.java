package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.SuiteClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MembershipTest
class InvitationTest extends Scenario {

  @AfterEach
  void back_to_the_present() {
    SuiteClock.reset();
  }

  @Test
  void each_address_gets_its_own_result() {
    Org org = aRoomyOrganization();
    Person member = aMember(org, "viewer");
    Person invited = aPerson();
    invite(org.owner(), org, "viewer", List.of(invited.email()));

    invite(org.owner(), org, "viewer", List.of("new@example.com", member.email(), invited.email()))
        .then()
        .statusCode(201)
        .body("results.outcome", contains("invited", "already-member", "already-invited"))
        .body("results[0].invitationId", notNullValue())
        .body("results[1].invitationId", nullValue())
        .body("results[2].invitationId", notNullValue());
  }

  @Test
  void addresses_are_trimmed_lower_cased_and_normalised_and_plus_tags_stay() {
    Org org = anOrganization();

    invite(
            org.owner(),
            org,
            "viewer",
            List.of("  Dave+Ops@EXAMPLE.com ", "jürgen.is.refused@bücher.com"))
        .then()
        .statusCode(400);
    invite(org.owner(), org, "viewer", List.of("  Dave+Ops@EXAMPLE.com ", "buch@Bücher.com"))
        .then()
        .statusCode(201)
        .body("results.email", contains("dave+ops@example.com", "buch@xn--bcher-kva.com"));
  }

  @Test
  void one_bad_address_refuses_the_whole_call_and_is_named() {
    Org org = anOrganization();

    invite(org.owner(), org, "viewer", List.of("good@example.com", "bad", "also bad@example.com"))
        .then()
        .statusCode(400)
        .body("code", is("validation-failed"))
        .body("violations.field", contains("emails[1]", "emails[2]"));

    by(org.owner()).get(org.path() + "/invitations").then().body("items", empty());
    assertThat(mails().to("good@example.com")).isEmpty();
  }

  @Test
  void one_to_ten_addresses_are_invited_at_once() {
    Org org = anOrganization();
    List<String> eleven = IntStream.range(0, 11).mapToObj(i -> "p" + i + "@example.com").toList();

    invite(org.owner(), org, "viewer", List.of()).then().statusCode(400);
    invite(org.owner(), org, "viewer", eleven).then().statusCode(400);
    invite(org.owner(), org, "viewer", eleven.subList(0, 10)).then().statusCode(201);
  }

  @Test
  void an_invitation_is_told_with_its_workspaces_and_takes_no_seat() {
    Org org = anOrganization();
    String inherited = aWorkspace(org);
    String overridden = aWorkspace(org);

    invite(
            org.owner(),
            org,
            "viewer",
            List.of("carol@example.com"),
            at(inherited),
            at(overridden, "developer"))
        .then()
        .statusCode(201);

    RecordedEvent told = EVENTS.awaitEvent("member-invited", org.id());
    assertThat(told.data().get("workspaces").toString())
        .isEqualTo(
            "[{\"workspaceId\":\"%s\",\"role\":null},{\"workspaceId\":\"%s\",\"role\":\"developer\"}]"
                .formatted(inherited, overridden));
    assertThat(told.data().get("invitedBy").asText()).isEqualTo(org.owner().userId());
    Duration lifetime =
        Duration.between(Instant.now(), Instant.parse(told.data().get("expiresAt").asText()));
    assertThat(lifetime).isBetween(Duration.ofDays(7).minusMinutes(2), Duration.ofDays(7));
    assertThat(seats(org)).containsEntry("used", 1);
  }

  @Test
  void only_workspaces_of_the_organization_can_be_in_it() {
    Org org = anOrganization();
    String mine = aWorkspace(org);
    String elsewhere = aKnownWorkspace(anOrganization());
    String deleted = aWorkspace(org);
    EVENTS.publish(workspaceDeleted(org, deleted));
    awaitAllHeard(org);

    for (String wrong : List.of(elsewhere, deleted)) {
      invite(org.owner(), org, "viewer", List.of("a@example.com"), at(mine), at(wrong))
          .then()
          .statusCode(400)
          .body("violations.field", contains("workspaces[1].workspaceId"));
    }
    invite(org.owner(), org, "viewer", List.of("a@example.com"), at(mine), at(mine))
        .then()
        .statusCode(400);
    invite(org.owner(), org, "admin", List.of("a@example.com"), at(mine))
        .then()
        .statusCode(400)
        .body("violations.field", contains("workspaces"));
  }

  @Test
  void nobody_invites_above_their_own_role() {
    Org org = aRoomyOrganization();
    Person admin = aMember(org, "admin");
    Person developer = aMember(org, "developer");

    invite(admin, org, "owner", List.of("x@example.com")).then().statusCode(403);
    invite(admin, org, "admin", List.of("x@example.com")).then().statusCode(201);
    invite(developer, org, "viewer", List.of("y@example.com")).then().statusCode(403);
    invite(org.owner(), org, "owner", List.of("y@example.com")).then().statusCode(201);
  }

  @Test
  void an_admin_touches_no_invitation_to_ownership() {
    Org org = aRoomyOrganization();
    Person admin = aMember(org, "admin");
    String path = org.path() + "/invitations/" + invitationId(org, "owner", "heir@example.com");

    by(admin).delete(path).then().statusCode(403);
    by(admin).post(path + "/resend").then().statusCode(403);
    by(org.owner()).delete(path).then().statusCode(204);
  }

  @Test
  void a_revoked_invitation_is_closed() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "viewer");
    String path = org.path() + "/invitations/" + pendingId(org, bob.email());

    by(org.owner()).delete(path).then().statusCode(204);

    accept(bob, token).then().statusCode(410).body("code", is("invitation-revoked"));
    by(org.owner()).get(path).then().body("status", is("revoked"));
    by(org.owner()).delete(path).then().statusCode(409).body("code", is("conflict"));
    by(org.owner()).post(path + "/resend").then().statusCode(409);
    EVENTS.awaitEvent("invitation-revoked", org.id());
    invite(org.owner(), org, "viewer", List.of(bob.email()))
        .then()
        .body("results.outcome", contains("invited"));
  }

  @Test
  void sending_again_replaces_the_link_and_restarts_the_lifetime() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    String first = invited(org, bob, "viewer");
    String path = org.path() + "/invitations/" + pendingId(org, bob.email());
    advance(Duration.ofDays(6));

    by(org.owner()).post(path + "/resend").then().statusCode(200).body("status", is("pending"));
    String second = mails().token(bob.email(), 2);
    advance(Duration.ofDays(6));

    accept(bob, first).then().statusCode(410).body("code", is("invitation-superseded"));
    accept(bob, second).then().statusCode(200);
  }

  @Test
  void an_invitation_expires_after_its_lifetime_whatever_a_sweeper_does() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "viewer");
    String path = org.path() + "/invitations/" + pendingId(org, bob.email());

    advance(Duration.ofDays(7));

    accept(bob, token).then().statusCode(410).body("code", is("invitation-expired"));
    by(org.owner()).get(path).then().body("status", is("expired"));
    by(org.owner())
        .queryParam("status", "expired")
        .get(org.path() + "/invitations")
        .then()
        .body("items.id", hasItem(path.substring(path.lastIndexOf('/') + 1)));
    by(org.owner()).post(path + "/resend").then().statusCode(409);
    invite(org.owner(), org, "viewer", List.of(bob.email()))
        .then()
        .body("results.outcome", contains("invited"));
    EVENTS.awaitEvent("invitation-expired", org.id());
    accept(bob, mails().token(bob.email(), 2)).then().statusCode(200);
  }

  @Test
  void an_invitation_that_nobody_looks_at_is_told_to_have_expired() {
    Org org = aRoomyOrganization();
    invited(org, aPerson("Bob"), "viewer");

    advance(Duration.ofDays(8));

    EVENTS.awaitEvent("invitation-expired", org.id(), Duration.ofSeconds(20), any -> true);
  }

  @Test
  void declining_is_final() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "viewer");

    decline(aPerson(), token).then().statusCode(403).body("code", is("invitation-email-mismatch"));
    decline(bob, token).then().statusCode(204);

    accept(bob, token).then().statusCode(409).body("code", is("invitation-used"));
    decline(bob, token).then().statusCode(409).body("code", is("invitation-used"));
    EVENTS.awaitEvent("invitation-declined", org.id());
  }

  @Test
  void the_preview_says_what_one_is_invited_to() {
    Org org = anOrganization(aPerson("Ann"), "Acme Ltd");
    Person bob = aPerson("Bob");
    String token = invited(org, bob, "developer");

    by(bob)
        .body("{\"token\":\"%s\"}".formatted(token))
        .post("/v1/invitations/preview")
        .then()
        .statusCode(200)
        .body("organizationId", is(org.id()))
        .body("organizationName", is("Acme Ltd"))
        .body("invitedBy", is(org.owner().name()))
        .body("role", is("developer"))
        .body("email", is(bob.email()))
        .body("forYou", is(true));
  }

  @Test
  void a_token_that_nobody_was_sent_is_like_any_unknown_thing() {
    String never = "A".repeat(43);
    String unknown =
        by(aPerson()).get(anOrganization().path() + "/members").then().extract().asString();

    for (String call : List.of("preview", "accept", "decline")) {
      assertThat(
              by(aPerson())
                  .body("{\"token\":\"%s\"}".formatted(never))
                  .post("/v1/invitations/" + call)
                  .then()
                  .statusCode(404)
                  .extract()
                  .asString())
          .isEqualTo(unknown);
    }
  }

  @Test
  void the_list_is_paged_newest_first() {
    Org org = anOrganization();
    for (String name : List.of("a", "b", "c")) {
      invite(org.owner(), org, "viewer", List.of(name + "@example.com"));
    }

    var first =
        by(org.owner())
            .queryParam("limit", 2)
            .get(org.path() + "/invitations")
            .then()
            .body("items.email", contains("c@example.com", "b@example.com"))
            .extract();
    by(org.owner())
        .queryParam("limit", 2)
        .queryParam("cursor", first.<String>path("nextCursor"))
        .get(org.path() + "/invitations")
        .then()
        .body("items.email", contains("a@example.com"))
        .body("nextCursor", nullValue());
    by(org.owner())
        .queryParam("status", "pending")
        .get(org.path() + "/invitations")
        .then()
        .body("items.email", containsInAnyOrder("a@example.com", "b@example.com", "c@example.com"));
  }

  private String invitationId(Org org, String role, String email) {
    return invite(org.owner(), org, role, List.of(email))
        .then()
        .statusCode(201)
        .extract()
        .path("results[0].invitationId");
  }

  private static String pendingId(Org org, String email) {
    return by(org.owner())
        .queryParam("status", "pending")
        .get(org.path() + "/invitations")
        .then()
        .extract()
        .jsonPath()
        .getString("items.find { it.email == '%s' }.id".formatted(email));
  }
}
