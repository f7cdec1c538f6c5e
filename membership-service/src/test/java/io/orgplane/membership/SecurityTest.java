package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.orgplane.testing.Person;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody tries who means harm. */
@MembershipTest
class SecurityTest extends Scenario {

  @Test
  void an_admin_reaches_nothing_of_an_owners_by_any_way() {
    Org org = aRoomyOrganization();
    String workspace = aKnownWorkspace(org);
    Person admin = aMember(org, "admin");
    Person viewer = aMember(org, "viewer");
    Link heir = link(org, aPerson(), "owner");

    List<Response> tries =
        List.of(
            changeRole(admin, org, org.owner(), "viewer"),
            changeRole(admin, org, admin, "owner"),
            changeRole(admin, org, viewer, "owner"),
            remove(admin, org, org.owner()),
            transfer(admin, org, admin),
            transfer(admin, org, viewer),
            invite(admin, org, "owner", List.of("accomplice@example.com")),
            invite(admin, org, "owner", List.of(admin.email())),
            by(admin).delete(heir.path(org)),
            by(admin).post(heir.path(org) + "/resend"),
            by(admin)
                .body(Map.of("workspaces", List.of(Map.of("workspaceId", workspace))))
                .put(org.path() + "/members/" + org.owner().userId() + "/workspaces"));

    assertThat(tries).extracting(Response::statusCode).containsOnly(403);
    assertThat(owners(org)).isEqualTo(1);
    invite(admin, org, "viewer", List.of("x@example.com"), at(workspace, "owner"))
        .then()
        .statusCode(400);
    accept(admin, heir.token())
        .then()
        .statusCode(403)
        .body("code", is("invitation-email-mismatch"));
  }

  @Test
  void an_admin_who_is_invited_again_stays_what_they_are() {
    Org org = aRoomyOrganization();
    Person admin = aMember(org, "admin");

    invite(org.owner(), org, "owner", List.of(admin.email().toUpperCase(java.util.Locale.ROOT)))
        .then()
        .statusCode(201)
        .body("results[0].outcome", is("already-member"));

    assertThat(owners(org)).isEqualTo(1);
  }

  @Test
  void whoever_manages_one_workspace_manages_nothing_beside_it() {
    Org org = aRoomyOrganization();
    String mine = aKnownWorkspace(org);
    String other = aKnownWorkspace(org);
    Person lead = aMember(org, "viewer", at(mine, "admin"), at(other));
    Person bob = aMember(org, "developer");

    List<Response> tries =
        List.of(
            changeRole(lead, org, lead, "developer"),
            changeRole(lead, org, bob, "viewer"),
            remove(lead, org, bob),
            transfer(lead, org, lead),
            invite(lead, org, "viewer", List.of("x@example.com"), at(mine)),
            by(lead).get(org.path() + "/invitations"),
            by(lead).get(org.path() + "/access-review"),
            by(lead)
                .body(Map.of("role", "admin"))
                .put(org.path() + "/workspaces/" + other + "/members/" + lead.userId()),
            by(lead)
                .body(Map.of("workspaces", List.of(at(other, "admin").json())))
                .put(org.path() + "/members/" + lead.userId() + "/workspaces"));

    assertThat(tries).extracting(Response::statusCode).containsOnly(403);
    check(org, lead, other, "workspace:manage").then().body("allowed", is(false));
    check(org, lead, null, "members:manage").then().body("allowed", is(false));
  }

  @Test
  void fields_that_are_not_the_callers_to_set_are_refused_and_named() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    Link link = link(org, aPerson(), "viewer");

    for (String field : List.of("organizationId", "status", "userId", "source", "version")) {
      refusedField(
          by(org.owner()).body(with(Map.of("role", "viewer"), field)).patch(path(org, bob)));
    }
    for (String field : List.of("organizationId", "status", "invitedBy", "expiresAt", "token")) {
      Map<String, Object> body = with(invitation("viewer", List.of("x@example.com")), field);
      refusedField(by(org.owner()).body(body).post(org.path() + "/invitations"));
    }
    for (String field : List.of("role", "organizationId", "status", "workspaces")) {
      Map<String, Object> body = with(Map.of("token", link.token()), field);
      refusedField(by(bob).body(body).post("/v1/invitations/accept"));
    }
    for (String field : List.of("role", "fromUserId")) {
      Map<String, Object> body = with(Map.of("userId", bob.userId()), field);
      refusedField(by(org.owner()).body(body).post(org.path() + "/ownership-transfer"));
    }
    assertThat(owners(org)).isEqualTo(1);
    assertThat(
            DATABASE.count(
                "invitations WHERE email = 'x@example.com' AND organization_id = ?", org.uuid()))
        .isZero();
  }

  @Test
  void a_token_opens_nothing_but_once_and_for_whom_it_was_sent_to() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    Link link = link(org, bob, "viewer");

    refused(accept(bob, tampered(link.token())), 404, "not-found");
    refused(accept(bob, link.token() + "A"), 404, "not-found");
    refused(accept(aPerson(), link.token()), 403, "invitation-email-mismatch");
    refused(accept(bob.unverified(), link.token()), 403, "email-not-verified");
    refused(decline(aPerson(), link.token()), 403, "invitation-email-mismatch");
    accept(bob, link.token()).then().statusCode(200);
    refused(accept(aPerson(), link.token()), 409, "invitation-used");
    remove(org.owner(), org, bob).then().statusCode(202);
    refused(accept(bob, link.token()), 409, "invitation-used");

    Person carol = aPerson("Carol");
    Link cancelled = link(org, carol, "viewer");
    by(org.owner()).delete(cancelled.path(org)).then().statusCode(204);
    refused(accept(carol, cancelled.token()), 410, "invitation-revoked");
    Link superseded = link(org, carol, "viewer");
    by(org.owner()).post(superseded.path(org) + "/resend").then().statusCode(200);
    refused(accept(carol, superseded.token()), 410, "invitation-superseded");
    assertThat(members(org)).isEqualTo(1);
  }

  @Test
  void no_header_of_a_request_changes_a_link() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");

    by(org.owner())
        .headers(
            Map.of(
                "X-Forwarded-Host", "evil.example",
                "X-Forwarded-Proto", "http",
                "X-Forwarded-Port", "666",
                "X-Forwarded-Prefix", "/evil",
                "Forwarded", "host=evil.example;proto=http",
                "Host", "evil.example"))
        .body(invitation("viewer", List.of(bob.email())))
        .post(org.path() + "/invitations")
        .then()
        .statusCode(201);

    Mails.Arrived mail = mails().await(bob.email(), 1).getFirst();
    assertThat(mail.token()).isPresent();
    assertThat(mail.text() + mail.html()).doesNotContain("evil");
  }

  @Test
  void no_way_of_writing_a_path_opens_what_is_closed() {
    Org mine = aRoomyOrganization();
    Org yours = aRoomyOrganization();
    String members = yours.path() + "/members";
    List<String> ways =
        List.of(
            members,
            members + "/",
            "/" + members,
            members.replace("/members", "//members"),
            members.replace("/members", "/%6Dembers"),
            members.replace("/members", ";a=b/members"),
            members + ";organizationId=" + mine.id(),
            mine.path() + "/../" + yours.id() + "/members",
            mine.path() + "/%2e%2e/" + yours.id() + "/members",
            mine.path() + "%2f..%2f" + yours.id() + "/members",
            members.replace("/v1/", "/V1/"),
            members + "?organizationId=" + mine.id());

    for (String way : ways) {
      Response asMember = by(mine.owner()).urlEncodingEnabled(false).get(way);
      assertThat(asMember.statusCode()).as(way).isBetween(400, 499);
      assertThat(asMember.asString()).as(way).doesNotContain(yours.owner().email());
      assertThat(
              io.orgplane.testing.Caller.anonymous()
                  .urlEncodingEnabled(false)
                  .get(way)
                  .statusCode())
          .as("%s by nobody", way)
          .isBetween(400, 499);
    }
  }

  private static String path(Org org, Person person) {
    return org.path() + "/members/" + person.userId();
  }

  private static Map<String, Object> with(Map<String, Object> body, String field) {
    Map<String, Object> more = new HashMap<>(body);
    more.put(field, "owner");
    return more;
  }

  private static void refusedField(Response answer) {
    refused(answer, 400, "validation-failed");
  }

  private static void refused(Response answer, int status, String code) {
    answer.then().statusCode(status).body("code", is(code));
  }

  private static String tampered(String token) {
    char other = token.charAt(20) == 'A' ? 'B' : 'A';
    return token.substring(0, 20) + other + token.substring(21);
  }
}
