package io.orgplane.org;

import static io.orgplane.testing.People.aPerson;
import static org.awaitility.Awaitility.await;

import io.orgplane.testing.Caller;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.Person;
import io.orgplane.testing.Uuids;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An organization in a test, and what the other services say about it. */
final class Acme {

  static final Database DATABASE = Database.of("org");

  final EventProbe events;
  final Person owner;
  final String id;
  private final AtomicInteger membershipVersion = new AtomicInteger(1);
  private final AtomicInteger members = new AtomicInteger(1);
  private final AtomicInteger entitlementVersion = new AtomicInteger();

  private Acme(EventProbe events, Person owner, String id) {
    this.events = events;
    this.owner = owner;
    this.id = id;
  }

  /** Made by hand by somebody new; on Starter, without a workspace. */
  static Acme founded(EventProbe events) {
    return founded(events, aPerson("Ann"));
  }

  static Acme founded(EventProbe events, Person owner) {
    String id =
        as(owner)
            .body(Map.of("name", "Acme"))
            .post("/v1/organizations")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    return new Acme(events, owner, id);
  }

  static RequestSpecification as(Person person) {
    return Caller.as(person).contentType(ContentType.JSON);
  }

  static Response create(Person person, String name) {
    return as(person).body(Map.of("name", name)).post("/v1/organizations");
  }

  String path() {
    return "/v1/organizations/" + id;
  }

  String workspaces() {
    return path() + "/workspaces";
  }

  String workspace(String workspaceId) {
    return workspaces() + "/" + workspaceId;
  }

  UUID uuid() {
    return UUID.fromString(id);
  }

  Response open(Person person, String name) {
    return as(person).body(Map.of("name", name, "cloudProvider", "aws")).post(workspaces());
  }

  /** A workspace that must be admitted. */
  String aWorkspace(String name) {
    return open(owner, name).then().statusCode(201).extract().path("id");
  }

  Acme onTeam() {
    return entitled("team", 5, false);
  }

  Acme entitled(String plan, @Nullable Integer workspaces, boolean readOnly) {
    int version = entitlementVersion.incrementAndGet();
    events.publish(
        "billing-events",
        "entitlements-changed",
        id,
        entitlement(version, plan, workspaces, readOnly));
    until(
        () ->
            DATABASE.count(
                    "entitlements WHERE organization_id = ? AND version >= ?", uuid(), version)
                == 1);
    return this;
  }

  Map<String, Object> entitlement(
      int version, String plan, @Nullable Integer workspaces, boolean readOnly) {
    Map<String, Object> limits = new HashMap<>();
    limits.put("workspaces", workspaces);
    Map<String, Object> seats = new HashMap<>();
    seats.put("purchased", 2);
    seats.put("policy", "auto-expand");
    seats.put("cap", null);
    return Map.of(
        "organizationId", id,
        "version", version,
        "plan", plan,
        "readOnly", readOnly,
        "features", List.of(),
        "limits", limits,
        "seats", seats);
  }

  /** Somebody joins, as membership-service says; each workspace as "id" or "id:override". */
  Person joins(String role, String... workspaces) {
    Person person = aPerson("Member");
    state(
        "member-activated",
        person,
        role,
        members.incrementAndGet(),
        Map.of("invitationId", Uuids.v7().toString()),
        workspaces);
    return person;
  }

  void roleBecomes(Person person, String role, String before, String... workspaces) {
    state(
        "member-role-changed",
        person,
        role,
        members.get(),
        Map.of("previousRole", before),
        workspaces);
  }

  Map<String, Object> removal(Person person, String role, String... workspaces) {
    return Map.of(
        "organizationId", id,
        "userId", person.userId(),
        "role", role,
        "revocationId", Uuids.v7().toString(),
        "workspaceIds", List.of(workspaces),
        "removedBy", owner.userId(),
        "activeCount", members.decrementAndGet(),
        "membershipVersion", membershipVersion.incrementAndGet());
  }

  private void state(
      String type,
      Person person,
      String role,
      int active,
      Map<String, Object> further,
      String... workspaces) {
    int version = membershipVersion.incrementAndGet();
    Map<String, Object> state = new HashMap<>(further);
    state.put("organizationId", id);
    state.put("userId", person.userId());
    state.put("email", person.email());
    state.put("name", person.name());
    state.put("role", role);
    state.put("workspaces", Arrays.stream(workspaces).map(Acme::assignment).toList());
    state.put("source", "invitation");
    state.put("activeCount", active);
    state.put("membershipVersion", version);
    events.publish("membership-events", type, id, state);
    until(
        () ->
            DATABASE.count(
                    "membership_projection WHERE organization_id = ? AND user_id = ? AND version >= ?",
                    uuid(),
                    person.userId(),
                    version)
                == 1);
  }

  private static Map<String, Object> assignment(String workspace) {
    String[] parts = workspace.split(":", 2);
    Map<String, Object> assignment = new HashMap<>();
    assignment.put("workspaceId", parts[0]);
    assignment.put("role", parts.length > 1 ? parts[1] : null);
    return assignment;
  }

  static void until(java.util.concurrent.Callable<Boolean> holds) {
    await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(20)).until(holds);
  }
}
