package io.orgplane.byok;

import static io.orgplane.byok.Aws.aCustomer;
import static io.orgplane.byok.Aws.aRole;
import static io.orgplane.testing.Caller.as;
import static io.orgplane.testing.Caller.asPlatformService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.byok.Aws.Customer;
import io.orgplane.byok.Given.Org;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.SuiteClock;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the schedule finds. It is far between here; each test makes its own organization due. */
@ByokTest
class HealthTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final Given given = new Given(EVENTS);

  @AfterEach
  void noTroubleIsLeft() {
    Aws.clearFaults();
    SuiteClock.reset();
  }

  @Test
  void half_the_models_denied_degrade_it_and_it_is_used_on_until_it_recovers() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = withRole(org);
    Aws.grantModels(customer, Aws.SONNET);

    checkNow(org);
    JsonNode degraded = EVENTS.awaitEvent("byok-degraded", org.id()).data();

    assertThat(degraded.get("status").asText()).isEqualTo("degraded");
    assertThat(degraded.get("version").asLong()).isEqualTo(2);
    assertThat(degraded.get("failures").get(0).get("model").asText()).isEqualTo(Aws.OPUS);
    assertThat(degraded.get("failures").get(0).get("class").asText()).isEqualTo("model-access");
    as(org.owner()).get(org.path()).then().body("status", is("degraded"));
    vend(org).then().statusCode(200).body("source", is("byok"));
    Aws.grantModels(customer, Aws.SONNET, Aws.OPUS);
    checkNow(org);
    assertThat(EVENTS.awaitEvent("byok-recovered", org.id()).data().get("version").asLong())
        .isEqualTo(3);
    as(org.owner()).get(org.path()).then().body("status", is("active"));
    assertThat(audited(org, "byok-degraded").get("actor").get("id").asText())
        .isEqualTo("byok-health");
    assertThat(audited(org, "byok-recovered").get("after").get("status").asText())
        .isEqualTo("active");
  }

  @Test
  void a_role_that_was_taken_away_is_invalid_and_nothing_falls_back_until_it_is_given_again() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = withRole(org);
    Object trust = as(org.owner()).get(org.path() + "/external-id").path("trustPolicy");
    aRole(customer, Aws.trusting("another-id"));

    checkNow(org);
    JsonNode invalid = EVENTS.awaitEvent("byok-degraded", org.id()).data();

    assertThat(invalid.get("status").asText()).isEqualTo("invalid");
    as(org.owner()).get(org.path()).then().body("status", is("invalid"));
    vend(org).then().statusCode(409).body("byokStatus", is("invalid"));
    aRole(customer, trust);
    as(org.owner()).post(org.path() + "/test").then().body("ok", is(true));
    EVENTS.awaitEvent("byok-recovered", org.id());
    vend(org).then().statusCode(200).body("source", is("byok"));
  }

  @Test
  void throttling_degrades_it_when_it_lasts_and_never_makes_it_invalid() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = withRole(org);
    Aws.fault(
        """
        {"service": "bedrock-runtime", "accountId": "%s", "kind": "throttle", "times": 1000}"""
            .formatted(customer.account()));

    for (int unanswered = 1; unanswered <= 2; unanswered++) {
      checkNow(org);
      awaitUnanswered(org, unanswered);
      as(org.owner()).get(org.path()).then().body("status", is("active"));
    }
    checkNow(org);
    JsonNode degraded = EVENTS.awaitEvent("byok-degraded", org.id()).data();

    assertThat(degraded.get("status").asText()).isEqualTo("degraded");
    assertThat(degraded.get("failures").get(0).get("class").asText()).isEqualTo("throttled");
    for (int unanswered = 4; unanswered <= 6; unanswered++) {
      checkNow(org);
      awaitUnanswered(org, unanswered);
    }
    as(org.owner()).get(org.path()).then().body("status", is("degraded"));
    vend(org).then().statusCode(200).body("source", is("byok"));
  }

  @Test
  void a_session_is_kept_over_what_a_check_finds() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = withRole(org);
    String kept = vend(org).path("accessKeyId");
    Aws.grantModels(customer, Aws.SONNET);

    checkNow(org);
    EVENTS.awaitEvent("byok-degraded", org.id());

    vend(org).then().body("accessKeyId", is(kept));
  }

  @Test
  void the_end_of_a_temporary_key_is_announced_once_and_told_when_it_comes() {
    Org org = given.anOrganizationOnBusiness();
    Map<String, Object> session = TemporaryKeys.of(aCustomer());
    ConfiguringByokTest.save(org, Aws.inTheUs(session)).then().statusCode(200);

    JsonNode announced = EVENTS.awaitEvent("byok-expiry-announced", org.id()).data();
    SuiteClock.advance(Duration.ofMinutes(16));
    JsonNode expired = EVENTS.awaitEvent("byok-expired", org.id()).data();

    assertThat(Instant.parse(announced.get("expiresAt").asText()))
        .isEqualTo(Instant.parse(String.valueOf(session.get("sessionTokenExpiresAt"))));
    assertThat(expired.get("version").asLong()).isEqualTo(2);
    assertThat(EVENTS.eventsOf(org.id(), "byok-expiry-announced")).hasSize(1);
    as(org.owner()).get(org.path()).then().body("status", is("expired"));
    assertThat(audited(org, "byok-expired").get("before").get("status").asText())
        .isEqualTo("active");
    vend(org).then().statusCode(409).body("byokStatus", is("expired"));
  }

  @Test
  void a_temporary_key_that_ended_while_the_plan_was_lost_comes_back_as_expired() {
    Org org = given.anOrganizationOnBusiness();
    ConfiguringByokTest.save(org, Aws.inTheUs(TemporaryKeys.of(aCustomer())))
        .then()
        .statusCode(200);
    given.entitled(org, 2, false);
    EVENTS.awaitEvent("byok-suspended", org.id());
    Org witness = given.anOrganizationOnBusiness();
    ConfiguringByokTest.save(witness, Aws.inTheUs(TemporaryKeys.of(aCustomer())));
    SuiteClock.advance(Duration.ofMinutes(16));
    Eventually.holds(
        () -> as(witness.owner()).get(witness.path()).path("status").equals("expired"));

    given.entitled(org, 3, true);

    EVENTS.awaitEvent("byok-expired", org.id());
    assertThat(EVENTS.eventsOf(org.id(), "byok-activated")).hasSize(1);
  }

  @Test
  void checks_are_spread_and_a_claimed_one_is_due_again_when_nobody_finishes_it() {
    Org org = given.anOrganizationOnBusiness();
    withRole(org);
    Instant next = nextCheck(org);

    assertThat(Duration.between(Instant.now(), next))
        .isBetween(Duration.ofDays(3650 * 9 / 10 - 1), Duration.ofDays(3650 * 11 / 10 + 1));
    Org key = given.anOrganizationOnBusiness();
    ConfiguringByokTest.save(key, Aws.accessKey(aCustomer())).then().statusCode(200);
    Aws.fault(
        """
        {"service": "kms", "kind": "outage", "times": 1000}""");
    checkNow(key);
    Eventually.holds(() -> nextCheck(key).isAfter(Instant.now().plusSeconds(30)));
    assertThat(nextCheck(key)).isBefore(Instant.now().plus(Duration.ofMinutes(3)));
    as(key.owner()).get(key.path()).then().body("status", is("active"));
  }

  private Customer withRole(Org org) {
    Customer customer = aCustomer();
    aRole(customer, as(org.owner()).get(org.path() + "/external-id").path("trustPolicy"));
    ConfiguringByokTest.save(org, Aws.role(customer)).then().statusCode(200);
    return customer;
  }

  private static void checkNow(Org org) {
    Database.of("byok")
        .update(
            "UPDATE configurations SET next_check_at = ? WHERE organization_id = ?",
            Instant.now().minusSeconds(1),
            UUID.fromString(org.id()));
  }

  private static void awaitUnanswered(Org org, int times) {
    Eventually.holds(
        () ->
            Database.of("byok")
                    .count(
                        "configurations WHERE organization_id = ? AND unanswered = ?",
                        UUID.fromString(org.id()),
                        times)
                == 1);
  }

  private static Instant nextCheck(Org org) {
    Object at =
        Database.of("byok")
            .single(
                "SELECT next_check_at FROM configurations WHERE organization_id = ?",
                UUID.fromString(org.id()))
            .get("next_check_at");
    return at instanceof java.sql.Timestamp time ? time.toInstant() : Instant.MIN;
  }

  private JsonNode audited(Org org, String action) {
    return EVENTS.eventsOf(org.id(), "audit-recorded").stream()
        .map(event -> event.data())
        .filter(entry -> entry.get("action").asText().equals(action))
        .findFirst()
        .orElseThrow();
  }

  private static Response vend(Org org) {
    return asPlatformService()
        .contentType("application/json")
        .body(Map.of("organizationId", org.id(), "workspaceId", org.workspace()))
        .post("/v1/bedrock-credentials");
  }
}
