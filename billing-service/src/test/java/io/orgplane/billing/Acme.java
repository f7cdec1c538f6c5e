package io.orgplane.billing;

import static io.orgplane.testing.People.aPerson;
import static org.awaitility.Awaitility.await;
import static org.awaitility.pollinterval.IterativePollInterval.iterative;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.Caller;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Person;
import io.orgplane.testing.Uuids;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** An organization in a test, with what the other services say about it. */
final class Acme {

  static final Database DATABASE = Database.of("billing").keepingConnections();

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(300);

  final EventProbe events;
  final Person owner = aPerson("Ann");
  final String id = Uuids.v7().toString();
  final String workspace = Uuids.v7().toString();
  final AtomicInteger membershipVersion = new AtomicInteger();
  final AtomicInteger active = new AtomicInteger(1);

  private Acme(EventProbe events) {
    this.events = events;
  }

  /** Exists, on the free plan, and billing has said so. */
  static Acme founded(EventProbe events) {
    Acme acme = new Acme(events);
    events.publish("organization-events", "organization-created", acme.id, acme.creation());
    events.awaitEvent("participant-acknowledged", acme.id, Duration.ofSeconds(45), any -> true);
    return acme;
  }

  /** Has bought a plan through the checkout. */
  static Acme on(EventProbe events, String plan, int seats) {
    return founded(events).buys(plan, "month", seats);
  }

  Acme buys(String plan, String interval, int seats) {
    Stripe.pay(checkout(plan, interval, seats).get("sessionId").asText());
    until(() -> subscription().get("plan").asText().equals(plan));
    return this;
  }

  /** Tries a plan, with a card that can be charged. */
  Acme tries(String plan, String interval, int seats) {
    Stripe.pay(
        Json.created(
                as().header("Idempotency-Key", Uuids.v7().toString())
                    .body(Map.of("plan", plan, "interval", interval, "seats", seats, "trial", true))
                    .post(billing("checkout")))
            .get("sessionId")
            .asText());
    until(() -> subscription().get("plan").asText().equals(plan));
    return this;
  }

  /** May draw what it pays afterwards, without a cap. */
  Acme metered() {
    Json.ok(as().body("{\"enabled\": true, \"monthlyCap\": null}").put(billing("pay-as-you-go")));
    return this;
  }

  JsonNode checkout(String plan, String interval, int seats) {
    return Json.created(
        as().body(Map.of("plan", plan, "interval", interval, "seats", seats))
            .post(billing("checkout")));
  }

  Map<String, Object> creation() {
    return Map.of(
        "organizationId",
        id,
        "name",
        "Acme",
        "description",
        "",
        "personal",
        false,
        "ownerId",
        owner.userId(),
        "ownerEmail",
        owner.email(),
        "ownerName",
        owner.name(),
        "createdAt",
        Instant.now().toString());
  }

  UUID uuid() {
    return UUID.fromString(id);
  }

  RequestSpecification as() {
    return as(owner);
  }

  static RequestSpecification as(Person person) {
    return Caller.as(person).contentType(ContentType.JSON);
  }

  static RequestSpecification platform() {
    return Caller.asPlatformService().contentType(ContentType.JSON);
  }

  String billing(String what) {
    return "/v1/organizations/" + id + "/billing/" + what;
  }

  JsonNode subscription() {
    return Json.ok(as().get(billing("subscription")));
  }

  JsonNode credits() {
    return Json.ok(as().get(billing("credits")));
  }

  BigDecimal remaining() {
    return credits().get("remaining").decimalValue();
  }

  /** The credits that are left in a bucket; none when there is no such bucket. */
  BigDecimal bucket(String kind) {
    for (JsonNode bucket : credits().get("buckets")) {
      if (bucket.get("kind").asText().equals(kind)) {
        return bucket.get("remaining").decimalValue();
      }
    }
    return BigDecimal.ZERO;
  }

  String customer() {
    return String.valueOf(
        DATABASE
            .single("SELECT provider_customer FROM subscriptions WHERE organization_id = ?", uuid())
            .get("provider_customer"));
  }

  Map<String, Object> usage(String usageId, String kind, Object credits) {
    Map<String, Object> usage = new HashMap<>();
    usage.put("id", usageId);
    usage.put("organizationId", id);
    usage.put("workspaceId", workspace);
    usage.put("kind", kind);
    usage.put("credits", credits);
    return usage;
  }

  Response use(String usageId, String kind, Object credits) {
    return platform().body(usage(usageId, kind, credits)).post("/v1/usage");
  }

  Response reserve(String reservationId, Object credits, int ttlSeconds) {
    Map<String, Object> wanted = usage(reservationId, "operation", credits);
    wanted.put("ttlSeconds", ttlSeconds);
    return platform().body(wanted).post("/v1/usage/reservations");
  }

  static Response settle(String reservationId, Object credits) {
    return platform()
        .body(Map.of("credits", credits))
        .post("/v1/usage/reservations/" + reservationId + "/settle");
  }

  static Response release(String reservationId) {
    return platform().post("/v1/usage/reservations/" + reservationId + "/release");
  }

  /** Plays the seat gate: answers what billing has asked for, by what the gate would have done. */
  void gateAnswers(long version, int wanted) {
    events.publish(
        "membership-events",
        "seat-cap-applied",
        id,
        Map.of(
            "organizationId",
            id,
            "cap",
            Math.max(wanted, active.get()),
            "entitlementVersion",
            version,
            "activeCount",
            active.get()));
  }

  /** The end of the current period, as billing knows it. */
  Instant periodEnd() {
    return Instant.parse(subscription().at("/currentPeriod/end").asText());
  }

  Person joins(String role) {
    Person person = aPerson("Member");
    events.publish(activation(person, role, active.incrementAndGet()));
    return person;
  }

  OutgoingEvent activation(Person person, String role, int count) {
    Map<String, Object> state = new HashMap<>();
    state.put("organizationId", id);
    state.put("userId", person.userId());
    state.put("email", person.email());
    state.put("name", person.name());
    state.put("role", role);
    state.put("workspaces", List.of());
    state.put("source", "invitation");
    state.put("invitationId", Uuids.v7().toString());
    state.put("activeCount", count);
    state.put("membershipVersion", membershipVersion.incrementAndGet());
    return OutgoingEvent.of("membership-events", "member-activated", id, state);
  }

  OutgoingEvent removal(Person person, String role) {
    return OutgoingEvent.of(
        "membership-events",
        "member-removed",
        id,
        Map.of(
            "organizationId", id,
            "userId", person.userId(),
            "role", role,
            "revocationId", Uuids.v7().toString(),
            "workspaceIds", List.of(),
            "removedBy", owner.userId(),
            "activeCount", active.decrementAndGet(),
            "membershipVersion", membershipVersion.incrementAndGet()));
  }

  /** Asks at once, and then less and less often: many who wait would be all that is worked for. */
  static void until(Callable<Boolean> holds) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(iterative(Acme::later, Duration.ofMillis(20)))
        .until(holds);
  }

  private static Duration later(Duration pause) {
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(3).dividedBy(2) : LONGEST_PAUSE;
  }
}
