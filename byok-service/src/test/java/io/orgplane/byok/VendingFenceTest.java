package io.orgplane.byok;

import static io.orgplane.testing.Caller.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.byok.Given.Org;
import io.orgplane.byok.PlatformClient.Answer;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.Seed;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What began before a change never serves after it. */
@ByokTest
class VendingFenceTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final int ROUNDS = Integer.getInteger("orgplane.test.fence-rounds", 200);

  private final Given given = new Given(EVENTS);
  private final PlatformClient platform = new PlatformClient();

  @AfterEach
  void noTroubleIsLeft() {
    Aws.clearFaults();
    Database.of("byok").update("DROP TABLE IF EXISTS fence_secrets");
  }

  @Test
  void a_thousand_requests_for_a_cold_organization_make_one_session() {
    Org org = given.anOrganizationOnBusiness();
    Aws.Customer customer = Aws.aCustomer();
    ConfiguringByokTest.save(org, Aws.accessKey(customer)).then().statusCode(200);
    long before = Aws.sessionsOf(customer.account());
    Aws.fault(
        """
        {"service": "sts", "accountId": "%s", "kind": "delay", "delayMillis": 1500}"""
            .formatted(customer.account()));

    List<Answer> answers =
        IntStream.range(0, 1_000)
            .mapToObj(i -> platform.vend(org.id(), org.workspace()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).allMatch(answer -> answer.status() == 200);
    assertThat(answers.stream().map(Answer::accessKeyId).distinct()).hasSize(1);
    assertThat(Aws.sessionsOf(customer.account()) - before).isEqualTo(1);
  }

  /**
   * The removal is confirmed at some moment of four requests that wait for the same slow session.
   * Whoever asks afterwards gets nothing of the old generation, whenever that session comes.
   */
  @Test
  void no_session_of_an_older_generation_is_vended_once_its_end_is_confirmed() {
    Org org = given.anOrganizationOnBusiness();
    Aws.Customer customer = Aws.aCustomer();
    Random random = Seed.random("vending-fence");
    for (int round = 0; round < ROUNDS; round++) {
      configure(org, customer);
      List<CompletableFuture<Answer>> asked = fourAskOfASlowSession(org, customer, random);
      LockSupport.parkNanos(random.nextInt(30_000_000));
      as(org.owner()).delete(org.path()).then().statusCode(204);

      Answer after = platform.vend(org);

      assertThat(after.status()).as("round %d", round).isEqualTo(200);
      assertThat(after.source()).as("round %d", round).isEqualTo("platform");
      asked.forEach(CompletableFuture::join);
      assertThat(platform.vend(org).source()).as("round %d", round).isEqualTo("platform");
      Aws.clearFaults();
    }
  }

  /**
   * The plan loses the feature at some moment of four requests that wait for the same slow session,
   * and has it again afterwards.
   */
  @Test
  void no_session_is_vended_once_the_suspension_is_there_nor_an_old_one_after_it() {
    Org org = given.anOrganizationOnBusiness();
    Aws.Customer customer = Aws.aCustomer();
    ConfiguringByokTest.save(org, Aws.accessKey(customer)).then().statusCode(200);
    Random random = Seed.random("suspension-fence");
    Set<String> sources = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<CompletableFuture<Answer>> asked = fourAskOfASlowSession(org, customer, random);
      LockSupport.parkNanos(random.nextInt(30_000_000));
      given.entitled(org, 2L * round + 2, false);
      awaitState(org, "suspended");

      Answer after = platform.vend(org);

      assertThat(after.status()).as("round %d", round).isEqualTo(200);
      assertThat(after.source()).as("round %d", round).isEqualTo("platform");
      List<Answer> before = asked.stream().map(CompletableFuture::join).toList();
      assertThat(platform.vend(org).source()).as("round %d", round).isEqualTo("platform");
      Aws.clearFaults();
      given.entitled(org, 2L * round + 3, true);
      awaitState(org, "active");
      Answer again = platform.vend(org);
      assertThat(again.source()).as("round %d", round).isEqualTo("byok");
      assertThat(before)
          .as("round %d", round)
          .extracting(Answer::accessKeyId)
          .doesNotContain(again.accessKeyId());
      before.forEach(answer -> sources.add(answer.source()));
    }
    assertThat(sources).as("what the waiting got").containsExactlyInAnyOrder("byok", "platform");
  }

  @Test
  void a_rotation_never_serves_the_old_keys_session_to_whoever_asks_afterwards() {
    Org org = given.anOrganizationOnBusiness();
    Aws.Customer customer = Aws.aCustomer();
    String last = "";
    for (int round = 0; round < ROUNDS / 10; round++) {
      ConfiguringByokTest.save(org, Aws.accessKey(customer)).then().statusCode(200);
      var answers = InParallel.times(4, i -> platform.vend(org).accessKeyId()).succeeded();
      assertThat(answers)
          .as("round %d", round)
          .doesNotContain(last)
          .allMatch(id -> id.startsWith("ASIA"));
      last = answers.getFirst();
    }
  }

  private List<CompletableFuture<Answer>> fourAskOfASlowSession(
      Org org, Aws.Customer customer, Random random) {
    Aws.fault(
        """
        {"service": "sts", "accountId": "%s", "kind": "delay", "delayMillis": %d, "times": 4}"""
            .formatted(customer.account(), 1 + random.nextInt(40)));
    return IntStream.range(0, 4).mapToObj(i -> platform.vend(org.id(), org.workspace())).toList();
  }

  /** Looked for without a pause, since the question is what the next moment serves. */
  private static void awaitState(Org org, String state) {
    Database database = Database.of("byok");
    UUID id = UUID.fromString(org.id());
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (database.count("configurations WHERE organization_id = ? AND state = ?", id, state)
        == 0) {
      assertThat(System.nanoTime()).as("%s in time", state).isLessThan(deadline);
    }
  }

  /** As the save of a tested configuration does it, without the test, which is not the point. */
  private static void configure(Org org, Aws.Customer customer) {
    Database database = Database.of("byok");
    UUID id = UUID.fromString(org.id());
    if (database.count("configurations WHERE organization_id = ? AND state = 'draft'", id) == 1) {
      ConfiguringByokTest.save(org, Aws.accessKey(customer)).then().statusCode(200);
      database.update(
          "CREATE TABLE IF NOT EXISTS fence_secrets AS SELECT * FROM sealed_secrets WHERE false");
      database.update(
          "INSERT INTO fence_secrets SELECT * FROM sealed_secrets WHERE organization_id = ?", id);
    } else {
      database.update(
          "INSERT INTO sealed_secrets SELECT * FROM fence_secrets WHERE organization_id = ?", id);
      database.update(
          """
          UPDATE configurations SET state = 'active', version = configurations.version + 1,
            generation = configurations.generation + 1, kind = 'access-key', region = 'us-east-1',
            inference_profile = 'us', account_id = ?, masked_key_id = 'AKIA…',
            secret_id = s.id, secret_version = s.version
          FROM fence_secrets s
          WHERE configurations.organization_id = s.organization_id AND s.organization_id = ?
          """,
          customer.account(),
          id);
    }
  }
}
