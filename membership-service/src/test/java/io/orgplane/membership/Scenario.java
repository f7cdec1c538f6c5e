package io.orgplane.membership;

import static io.orgplane.testing.Caller.as;
import static io.orgplane.testing.Caller.asPlatformService;
import static io.orgplane.testing.People.aPerson;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.SuiteClock;
import io.orgplane.testing.Uuids;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tests begin with, and what people do in them; the other services are played. */
abstract class Scenario {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  static final Database DATABASE = Database.of("membership").keepingConnections();

  private static final AtomicInteger VERSION = new AtomicInteger(1);

  @MailServer.Inbox @Nullable GreenMail mailServer;

  @KeycloakStandIn.Asked KeycloakStandIn.@Nullable Calls keycloakCalls;

  @Inject @Nullable Clock clock;

  /** Time passes, and the service knows: it reads its clock's file every now and then only. */
  void advance(Duration by) {
    Clock suite = Objects.requireNonNull(clock);
    SuiteClock.advance(by);
    Instant least = Clock.systemUTC().instant().plus(SuiteClock.offset());
    Awaitility.await()
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(() -> !suite.instant().isBefore(least));
  }

  KeycloakStandIn.Calls keycloak() {
    return Objects.requireNonNull(keycloakCalls);
  }

  Mails mails() {
    return new Mails(Objects.requireNonNull(mailServer));
  }

  /** An organization that exists for every service. */
  record Org(String id, Person owner) {

    String path() {
      return "/v1/organizations/" + id;
    }

    UUID uuid() {
      return UUID.fromString(id);
    }
  }

  /** Where somebody is assigned, and perhaps as what. */
  record At(String workspaceId, @Nullable String role) {

    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> json = new HashMap<>();
      json.put("workspaceId", workspaceId);
      if (role != null) {
        json.put("role", role);
      }
      return json;
    }
  }

  static At at(String workspace) {
    return new At(workspace, null);
  }

  static At at(String workspace, String role) {
    return new At(workspace, role);
  }

  // --- given

  static Org anOrganization() {
    return anOrganization(aPerson("Ann"), "Acme");
  }

  static Org anOrganization(Person owner, String name) {
    Org org = new Org(Uuids.v7().toString(), owner);
    EVENTS.publish(created(org, name));
    EVENTS.awaitEvent("participant-acknowledged", org.id());
    return org;
  }

  static OutgoingEvent created(Org org, String name) {
    return OutgoingEvent.of(
        "organization-events",
        "organization-created",
        org.id(),
        Map.of(
            "organizationId",
            org.id(),
            "name",
            name,
            "description",
            "",
            "personal",
            false,
            "ownerId",
            org.owner().userId(),
            "ownerEmail",
            org.owner().email(),
            "ownerName",
            org.owner().name(),
            "createdAt",
            "2026-03-02T09:00:00Z"));
  }

  /** An organization with seats for everybody. */
  static Org aRoomyOrganization() {
    Org org = anOrganization();
    entitled(org, null);
    return org;
  }

  /** The gate has this cap from here on. */
  static void entitled(Org org, @Nullable Integer cap) {
    int version = VERSION.incrementAndGet();
    EVENTS.publish(entitlements(org, version, cap, false));
    awaitEntitlement(org, version);
  }

  static RecordedEvent awaitEntitlement(Org org, int version) {
    return EVENTS.awaitEvent(
        "seat-cap-applied",
        org.id(),
        event -> event.data().get("entitlementVersion").asInt() == version);
  }

  static OutgoingEvent entitlements(Org org, int version, @Nullable Integer cap, boolean readOnly) {
    Map<String, @Nullable Object> seats = new HashMap<>();
    seats.put("purchased", cap == null ? 1 : cap);
    seats.put("policy", cap == null ? "auto-expand" : "fixed");
    seats.put("cap", cap);
    return OutgoingEvent.of(
        "billing-events",
        "entitlements-changed",
        org.id(),
        Map.of(
            "organizationId",
            org.id(),
            "version",
            version,
            "plan",
            "team",
            "readOnly",
            readOnly,
            "features",
            List.of(),
            "limits",
            Map.of("workspaces", 5),
            "seats",
            seats));
  }

  /** Billing asks for a lower cap; answers the version with which the gate will answer. */
  static int loweringRequested(Org org, int cap) {
    int version = VERSION.incrementAndGet();
    EVENTS.publish(lowering(org, version, cap));
    return version;
  }

  static OutgoingEvent lowering(Org org, int version, int cap) {
    return OutgoingEvent.of(
        "billing-events",
        "seat-cap-lowering-requested",
        org.id(),
        Map.of("organizationId", org.id(), "version", version, "cap", cap));
  }

  /** Told to nobody but Kafka: the service may not have heard of it yet. */
  static String aWorkspace(Org org) {
    String id = Uuids.v7().toString();
    EVENTS.publish(workspaceCreated(org, id));
    return id;
  }

  static OutgoingEvent workspaceCreated(Org org, String id) {
    return OutgoingEvent.of(
        "organization-events",
        "workspace-created",
        org.id(),
        Map.of(
            "organizationId",
            org.id(),
            "workspaceId",
            id,
            "name",
            "Workspace",
            "cloudProvider",
            "aws",
            "default",
            false,
            "createdBy",
            org.owner().userId()));
  }

  static OutgoingEvent workspaceDeleted(Org org, String id) {
    return OutgoingEvent.of(
        "organization-events",
        "workspace-deleted",
        org.id(),
        Map.of("organizationId", org.id(), "workspaceId", id, "deletedBy", org.owner().userId()));
  }

  static String aKnownWorkspace(Org org) {
    String id = aWorkspace(org);
    Awaitility.await()
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(() -> DATABASE.count("workspaces WHERE workspace_id = ?", UUID.fromString(id)) == 1);
    return id;
  }

  /** Whatever org-service has said about it so far has been applied: the last of it has. */
  static void awaitAllHeard(Org org) {
    aKnownWorkspace(org);
  }

  /** Somebody new, who has accepted an invitation of the Owner. */
  Person aMember(Org org, String role, At... workspaces) {
    Person person = aPerson("Bob");
    join(org, person, role, workspaces);
    return person;
  }

  void join(Org org, Person person, String role, At... workspaces) {
    accept(person, invited(org, person, role, workspaces)).then().statusCode(200);
  }

  /** The token that the Owner's invitation brings. */
  String invited(Org org, Person person, String role, At... workspaces) {
    int before = (int) mails().to(person.email()).stream().flatMap(m -> m.token().stream()).count();
    invite(org.owner(), org, role, List.of(person.email()), workspaces).then().statusCode(201);
    return mails().token(person.email(), before + 1);
  }

  /** An invitation, and a token of it that no mail has brought: races would wait for those. */
  record Link(String invitation, String token) {

    String path(Org org) {
      return org.path() + "/invitations/" + invitation;
    }
  }

  static Link link(Org org, Person person, String role, At... workspaces) {
    return links(org, List.of(person), role, workspaces).getFirst();
  }

  /** For up to ten people at once. */
  static List<Link> links(Org org, List<Person> people, String role, At... workspaces) {
    List<String> invitations =
        invite(org.owner(), org, role, people.stream().map(Person::email).toList(), workspaces)
            .then()
            .statusCode(201)
            .extract()
            .jsonPath()
            .getList("results.invitationId", String.class);
    return invitations.stream().map(id -> new Link(id, anotherToken(org, id))).toList();
  }

  private static String anotherToken(Org org, String invitation) {
    String token = Seeded.token();
    DATABASE.update(
        """
        INSERT INTO invitation_tokens (organization_id, token_hash, invitation_id)
        VALUES (?, sha256(?::bytea), ?::uuid)
        """,
        org.uuid(),
        token.getBytes(StandardCharsets.UTF_8),
        invitation);
    return token;
  }

  Person aMemberByLink(Org org, String role, At... workspaces) {
    Person person = aPerson("Bob");
    accept(person, link(org, person, role, workspaces).token()).then().statusCode(200);
    return person;
  }

  // --- when

  static RequestSpecification by(Person person) {
    return as(person).contentType(ContentType.JSON);
  }

  static Response invite(Person by, Org org, String role, List<String> emails, At... workspaces) {
    return by(by).body(invitation(role, emails, workspaces)).post(org.path() + "/invitations");
  }

  static Map<String, Object> invitation(String role, List<String> emails, At... workspaces) {
    return Map.of(
        "emails", emails,
        "role", role,
        "workspaces", List.of(workspaces).stream().map(At::json).toList());
  }

  static Response accept(Person person, String token) {
    return by(person).body(Map.of("token", token)).post("/v1/invitations/accept");
  }

  static Response decline(Person person, String token) {
    return by(person).body(Map.of("token", token)).post("/v1/invitations/decline");
  }

  static Response changeRole(Person by, Org org, Person subject, String role) {
    return by(by).body(Map.of("role", role)).patch(org.path() + "/members/" + subject.userId());
  }

  static Response remove(Person by, Org org, Person subject) {
    return by(by).delete(org.path() + "/members/" + subject.userId());
  }

  static Response transfer(Person by, Org org, Person heir) {
    return by(by).body(Map.of("userId", heir.userId())).post(org.path() + "/ownership-transfer");
  }

  static Response member(Person by, Org org, Person subject) {
    return by(by).get(org.path() + "/members/" + subject.userId());
  }

  static Response check(Org org, Person subject, @Nullable String workspace, String permission) {
    return asPlatformService()
        .contentType(ContentType.JSON)
        .body(question(org, subject, workspace, permission))
        .post("/v1/access/check");
  }

  static Map<String, Object> question(
      Org org, Person subject, @Nullable String workspace, String permission) {
    Map<String, Object> question = new HashMap<>();
    question.put("userId", subject.userId());
    question.put("organizationId", org.id());
    question.put("permission", permission);
    if (workspace != null) {
      question.put("workspaceId", workspace);
    }
    return question;
  }

  // --- then

  /** What the audit feed is told of this kind of change, in its order, once there are so many. */
  static List<JsonNode> audited(Org org, String action, int atLeast) {
    return Awaitility.await("%d times %s in the audit feed".formatted(atLeast, action))
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(() -> auditedSoFar(org, action), entries -> entries.size() >= atLeast);
  }

  /** What the audit feed has been told of this kind of change by now. */
  static List<JsonNode> auditedSoFar(Org org, String action) {
    return EVENTS.eventsOf(org.id(), "audit-recorded").stream()
        .map(RecordedEvent::data)
        .filter(entry -> entry.get("action").asText().equals(action))
        .toList();
  }

  static long owners(Org org) {
    return DATABASE.count("members WHERE organization_id = ? AND role = 'owner'", org.uuid());
  }

  static long members(Org org) {
    return DATABASE.count("members WHERE organization_id = ?", org.uuid());
  }

  static Map<String, @Nullable Object> seats(Org org) {
    return DATABASE.single(
        "SELECT * FROM organization_seats WHERE organization_id = ?", org.uuid());
  }
}
