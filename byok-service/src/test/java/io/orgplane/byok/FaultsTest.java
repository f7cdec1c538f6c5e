package io.orgplane.byok;

import static io.orgplane.byok.Aws.aCustomer;
import static io.orgplane.testing.Caller.as;
import static io.orgplane.testing.Caller.asPlatformService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.orgplane.byok.Aws.Customer;
import io.orgplane.byok.Given.Org;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.SuiteClock;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@ByokTest
class FaultsTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final Database DATABASE = Database.of("byok");
  private static final int ROUNDS = Integer.getInteger("orgplane.test.owner-rounds", 60);

  private final Given given = new Given(EVENTS);

  @AfterEach
  void noTroubleIsLeft() {
    Aws.clearFaults();
    SuiteClock.reset();
    DATABASE.update("DROP TRIGGER IF EXISTS crash ON configurations");
  }

  @Test
  void while_kms_is_away_sessions_are_vended_to_their_end_and_nothing_new_is_taken() {
    Org warm = configured(aCustomer());
    vend(warm).then().statusCode(200);
    Org cold = configured(aCustomer());
    Customer rotated = aCustomer();
    Aws.fault(
        """
        {"service": "kms", "kind": "outage", "times": 100000}""");

    vend(warm).then().statusCode(200).body("source", is("byok"));
    vend(cold).then().statusCode(503).body("code", is("upstream-unavailable"));
    ConfiguringByokTest.save(given.anOrganizationOnBusiness(), Aws.accessKey(rotated))
        .then()
        .statusCode(503)
        .body("code", is("upstream-unavailable"));
    SuiteClock.advance(Duration.ofMinutes(11));
    vend(warm).then().statusCode(200).body("source", is("byok"));
    SuiteClock.advance(Duration.ofMinutes(5));
    Eventually.holds(() -> vend(warm).statusCode() == 503);

    Aws.clearFaults();
    vend(warm).then().statusCode(200);
    vend(cold).then().statusCode(200);
    as(warm.owner()).get(warm.path()).then().body("status", is("active"));
  }

  /**
   * Nothing is written before the last transaction, so a crash is a transaction that ends badly.
   */
  @Test
  void a_crash_between_verify_and_save_leaves_the_old_credential_serving() {
    Customer old = aCustomer();
    Org org = configured(old);
    String serving = vend(org).path("accessKeyId");
    DATABASE.update(
        """
        CREATE OR REPLACE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the machine is gone'; END $$
        """);
    DATABASE.update(
        """
        CREATE TRIGGER crash BEFORE UPDATE ON configurations FOR EACH ROW
        WHEN (OLD.organization_id = '%s' AND NEW.generation <> OLD.generation)
        EXECUTE FUNCTION crash()
        """
            .formatted(org.id()));

    Response crashed = ConfiguringByokTest.save(org, Aws.accessKey(old));
    DATABASE.update("DROP TRIGGER crash ON configurations");

    assertThat(crashed.statusCode()).isEqualTo(500);
    as(org.owner()).get(org.path()).then().body("status", is("active")).body("version", is(1));
    vend(org).then().statusCode(200).body("accessKeyId", is(serving));
    SuiteClock.advance(Duration.ofMinutes(16));
    Eventually.holds(
        () -> {
          Response renewed = vend(org);
          return renewed.statusCode() == 200 && !serving.equals(renewed.path("accessKeyId"));
        });
    assertThat(VendedSession.of(vend(org)).account()).isEqualTo(old.account());
    assertThat(EVENTS.eventsOf(org.id(), "byok-activated")).hasSize(1);
    assertThat(audits(org)).hasSize(1);
  }

  /** A draft has nothing that the event could suspend. */
  @Test
  void a_plan_that_is_lost_while_aws_is_asked_lets_nothing_be_saved() {
    Customer customer = aCustomer();
    Org org = given.anOrganizationOnBusiness();
    Aws.aRole(customer, as(org.owner()).get(org.path() + "/external-id").path("trustPolicy"));
    Aws.fault(
        """
        {"service": "sts", "accountId": "111111111111", "kind": "delay", "delayMillis": 3000}""");

    CompletableFuture<Response> saving =
        CompletableFuture.supplyAsync(() -> ConfiguringByokTest.save(org, Aws.role(customer)));
    Eventually.holds(() -> Aws.sessionsOf(customer.account()) > 0);
    given.entitled(org, 2, false);

    assertThat(saving.join().statusCode()).isEqualTo(402);
    as(org.owner()).get(org.path()).then().body("status", is("draft")).body("version", is(0));
  }

  @Test
  void two_owners_who_save_at_once_leave_the_whole_of_one_and_nothing_of_the_other() {
    Customer one = aCustomer();
    Customer other = aCustomer();
    Org org = configured(one);
    Map<String, Object> ofOne = confirmed(Aws.accessKey(one));
    Map<String, Object> ofOther = confirmed(Aws.accessKey(other));
    int won = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Map<String, Object>> both = List.of(ofOne, ofOther);
      var statuses =
          InParallel.times(2, i -> ConfiguringByokTest.save(org, both.get(i)).statusCode())
              .succeeded();
      assertThat(statuses).as("round %d", round).contains(200).containsAnyOf(200, 409);

      String account = as(org.owner()).get(org.path()).path("accountId");
      String masked = as(org.owner()).get(org.path()).path("accessKeyIdMasked");
      Customer winner = account.equals(one.account()) ? one : other;
      assertThat(masked).isEqualTo(masked(winner));
      assertThat(VendedSession.of(vend(org)).account()).as("round %d", round).isEqualTo(account);
      won += Math.toIntExact(statuses.stream().filter(status -> status == 200).count());
    }
    EVENTS.awaitEvents("byok-activated", org.id(), won + 1);
    assertThat(EVENTS.eventsOf(org.id(), "byok-activated")).hasSize(won + 1);
    assertThat(
            DATABASE.count("sealed_secrets WHERE organization_id = ?", UUID.fromString(org.id())))
        .isEqualTo(1);
  }

  @Test
  void every_change_leaves_its_entry_and_a_refused_one_leaves_none() {
    Customer customer = aCustomer();
    Org org = configured(customer);
    ConfiguringByokTest.save(org, Aws.accessKey(customer)).then().statusCode(200);
    Aws.deactivateKey(customer);
    ConfiguringByokTest.save(org, Aws.accessKey(customer)).then().statusCode(422);
    as(org.owner()).header("If-Match", "\"9\"").delete(org.path()).then().statusCode(412);
    given.entitled(org, 2, false);
    EVENTS.awaitEvent("byok-suspended", org.id());
    given.entitled(org, 3, true);
    EVENTS.awaitEvents("byok-activated", org.id(), 3);
    as(org.owner()).delete(org.path()).then().statusCode(204);
    as(org.owner()).delete(org.path()).then().statusCode(204);
    EVENTS.awaitEvent("byok-revoked", org.id());
    EVENTS.awaitEvents("audit-recorded", org.id(), 5);

    assertThat(audits(org))
        .containsExactly(
            "byok-activated user",
            "byok-activated user",
            "byok-suspended system",
            "byok-activated system",
            "byok-revoked user");
    var rotation = EVENTS.eventsOf(org.id(), "audit-recorded").get(1).data();
    assertThat(rotation.get("before").get("generation").asLong()).isEqualTo(1);
    assertThat(rotation.get("after").get("generation").asLong()).isEqualTo(2);
    assertThat(rotation.toString())
        .doesNotContain(customer.accessKeyId())
        .doesNotContain(customer.secretAccessKey());
  }

  private static List<String> audits(Org org) {
    return EVENTS.eventsOf(org.id(), "audit-recorded").stream()
        .map(
            event ->
                event.data().get("action").asText()
                    + " "
                    + event.data().get("actor").get("type").asText())
        .toList();
  }

  private Org configured(Customer customer) {
    Org org = given.anOrganizationOnBusiness();
    ConfiguringByokTest.save(org, Aws.accessKey(customer)).then().statusCode(200);
    return org;
  }

  private static Map<String, Object> confirmed(Map<String, Object> wanted) {
    Map<String, Object> confirmed = new java.util.HashMap<>(wanted);
    confirmed.put("confirmAccountChange", true);
    return confirmed;
  }

  private static String masked(Customer customer) {
    String id = customer.accessKeyId();
    return id.substring(0, 4) + "…" + id.substring(id.length() - 4);
  }

  private static Response vend(Org org) {
    return asPlatformService()
        .contentType("application/json")
        .body(Map.of("organizationId", org.id(), "workspaceId", org.workspace()))
        .post("/v1/bedrock-credentials");
  }
}
