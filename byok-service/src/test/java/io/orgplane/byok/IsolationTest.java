package io.orgplane.byok;

import static io.orgplane.testing.Caller.as;
import static io.orgplane.testing.Caller.asPlatformService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.orgplane.byok.Given.Org;
import io.orgplane.byok.PlatformClient.Answer;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One customer's slow or broken account, and what it costs the others: nothing. */
@ByokTest
class IsolationTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final int OTHERS = 200;
  private static final int AT_A_TIME = 20;

  private record Other(String organization, String workspace) {}

  private final Given given = new Given(EVENTS);
  private final PlatformClient platform = new PlatformClient();

  @AfterEach
  void noTroubleIsLeft() {
    Aws.clearFaults();
  }

  @Test
  void two_hundred_others_are_served_while_one_account_does_not_answer() {
    Org slow = given.anOrganizationOnBusiness();
    Aws.Customer customer = Aws.aCustomer();
    ConfiguringByokTest.save(slow, Aws.accessKey(customer)).then().statusCode(200);
    List<Other> others = othersWithRoles();
    Aws.fault(
        """
        {"service": "sts", "accountId": "%s", "kind": "delay", "delayMillis": 20000, "times": 1000}"""
            .formatted(customer.account()));
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<Set<Integer>>> pressing = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pressing.add(CompletableFuture.supplyAsync(() -> press(slow, over), Runnables.NEW));
    }

    for (int wave = 0; wave < OTHERS; wave += AT_A_TIME) {
      List<Other> some = others.subList(wave, wave + AT_A_TIME);
      List<Answer> answers =
          some.stream()
              .map(other -> platform.vend(other.organization(), other.workspace()))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(answers)
          .allMatch(answer -> answer.status() == 200)
          .allMatch(answer -> answer.source().equals("byok"));
    }
    over.set(true);

    assertThat(pressing.stream().map(CompletableFuture::join))
        .allSatisfy(statuses -> assertThat(statuses).containsOnly(503));
  }

  /** Asks again and again, as a platform service with work for that organization would. */
  private Set<Integer> press(Org slow, AtomicBoolean over) {
    Set<Integer> statuses = new HashSet<>();
    do {
      statuses.add(platform.vend(slow).status());
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    } while (!over.get());
    return statuses;
  }

  @Test
  void a_refusing_account_is_not_asked_for_every_request_and_a_repair_shows_at_once_after_a_test() {
    Org org = given.anOrganizationOnBusiness();
    Aws.Customer customer = Aws.aCustomer();
    ConfiguringByokTest.save(org, Aws.accessKey(customer)).then().statusCode(200);
    Aws.fault(
        """
        {"service": "sts", "accountId": "%s", "kind": "throttle", "times": 1000}"""
            .formatted(customer.account()));

    for (int i = 0; i < 6; i++) {
      vend(org.id(), org.workspace())
          .then()
          .statusCode(503)
          .body("code", is("upstream-unavailable"));
    }
    Aws.clearFaults();

    vend(org.id(), org.workspace()).then().statusCode(503);
    as(org.owner()).post(org.path() + "/test").then().body("ok", is(true));
    vend(org.id(), org.workspace()).then().statusCode(200).body("source", is("byok"));
  }

  @Test
  void only_a_few_tests_of_one_organization_run_at_a_time() {
    Org org = given.anOrganizationOnBusiness();
    Org other = given.anOrganizationOnBusiness();
    Aws.Customer customer = Aws.aCustomer();
    Aws.fault(
        """
        {"service": "sts", "accountId": "%s", "kind": "delay", "delayMillis": 1500, "times": 1000}"""
            .formatted(customer.account()));

    var answers = InParallel.times(12, i -> test(org, customer).statusCode()).succeeded();

    assertThat(answers).contains(429).contains(200).containsOnly(200, 429);
    assertThat(answers.stream().filter(status -> status == 200).count()).isLessThanOrEqualTo(8);
    Aws.clearFaults();
    test(other, customer).then().statusCode(200);
    test(org, customer).then().statusCode(200);
  }

  /** Set up in the database, because two hundred tests would only show that tests work. */
  private static List<Other> othersWithRoles() {
    Aws.Customer account = Aws.aCustomer();
    Database database = Database.of("byok");
    List<String> roles = new ArrayList<>();
    List<Other> others = new ArrayList<>();
    for (int i : IntStream.range(0, OTHERS).toArray()) {
      UUID organization = UUID.fromString(Uuids.v7().toString());
      UUID workspace = UUID.fromString(Uuids.v7().toString());
      String externalId = "orgplane-" + organization;
      roles.add(
          """
          {"accountId": "%s", "name": "r%d", "trustPolicy": %s, "policies": [%s]}"""
              .formatted(
                  account.account(),
                  i,
                  Aws.trusting(externalId),
                  Aws.allowing("bedrock:InvokeModel*")));
      database.update(
          "INSERT INTO external_ids (organization_id, external_id) VALUES (?, ?)",
          organization,
          externalId);
      database.update("INSERT INTO workspaces VALUES (?, ?, false)", organization, workspace);
      database.update(
          """
          INSERT INTO configurations (organization_id, version, generation, state, kind, region,
            inference_profile, account_id, role_arn)
          VALUES (?, 1, 1, 'active', 'role', 'us-east-1', 'us', ?, ?)
          """,
          organization,
          account.account(),
          "arn:aws:iam::" + account.account() + ":role/r" + i);
      others.add(new Other(organization.toString(), workspace.toString()));
    }
    Aws.put("{\"roles\": [" + String.join(",", roles) + "]}");
    return others;
  }

  private static Response test(Org org, Aws.Customer customer) {
    return as(org.owner())
        .contentType("application/json")
        .body(Aws.accessKey(customer))
        .post(org.path() + "/test");
  }

  private static Response vend(String organization, String workspace) {
    return asPlatformService()
        .contentType("application/json")
        .body(Map.of("organizationId", organization, "workspaceId", workspace))
        .post("/v1/bedrock-credentials");
  }

  /** The common pool of a small machine would not even send forty requests at once. */
  private static final class Runnables {
    static final java.util.concurrent.Executor NEW = work -> Thread.ofVirtual().start(work);

    private Runnables() {}
  }
}
