package io.orgplane.journeys;

import static io.orgplane.journeys.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.journeys.Keycloak.Someone;
import io.orgplane.local.SuiteService;
import io.orgplane.local.part.ServicePart;
import io.orgplane.testing.Seed;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two processes of byok-service find another master key at the same instant and wrap the same data
 * keys anew, round after round, while both open what they wrap.
 */
@ExtendWith(RunningSuite.class)
class RewrapIT {

  private static final int ORGANIZATIONS = 60;
  private static final int ROUNDS = 8;
  private static final int MOST_ROUNDS = 3 * ROUNDS;
  private static final int MASTER_KEY_BYTES = 32;

  /** Each looks once a second. */
  private static final Duration UNTIL_BOTH_LOOK = Duration.ofSeconds(3);

  private static final long BETWEEN_LOOKS = 25;
  private static final long FOR_THE_SLOWER_ONE = 300;

  private static final String WAITING_PASSES =
      """
      pg_stat_activity WHERE datname = 'byok' AND wait_event_type = 'Lock'
        AND query LIKE 'SELECT%FROM sealed_secrets WHERE key_id <> $1 AND%'
      """;

  private static final String WRAPPED_MORE_THAN_ONCE =
      """
      SELECT organization_id, id, key_id, count(*) FROM rewrapped
      GROUP BY organization_id, id, key_id HAVING count(*) > 1
      """;

  private final Random random = Seed.random("RewrapIT");
  private final Path masterKeys = RunningSuite.stack().masterKey();
  private final List<ByokCustomer> customers =
      IntStream.range(0, ORGANIZATIONS).mapToObj(any -> ByokCustomer.next()).toList();
  private final ServicePart second =
      RunningSuite.stack()
          .startReplica(
              // what it vends it opens each time
              SuiteService.BYOK, Map.of("ORGPLANE_VENDING_KEPT", "0"));
  private final Someone ann = Keycloak.someone("Ann");
  private final String platform = Keycloak.platformToken();
  private final ByokReplica one =
      new ByokReplica(
          RunningSuite.stack().service(SuiteService.BYOK).address(), ann.token(), platform);
  private final ByokReplica other = new ByokReplica(second.address(), ann.token(), platform);

  @BeforeEach
  void everybodyHasHandedOverAKey() {
    CustomerAccount.createApiKeys(customers.stream().map(ByokCustomer::apiKey).toList());
    for (ByokCustomer customer : customers) {
      customer.settle(ann);
      one.configure(customer.organization(), customer.apiKey()).then().statusCode(200);
    }
    watchRewrapping();
  }

  @AfterEach
  void leaveAsItWas() {
    second.stop();
    byok("DROP TRIGGER rewrapped ON sealed_secrets");
    byok("DROP FUNCTION note_rewrapped; DROP TABLE rewrapped");
  }

  @Test
  void wrap_every_key_once_while_both_serve_and_the_older_master_keys_are_needed_no_more()
      throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<Integer>> serving =
        List.of(
            serve(over, customer -> vendedBy(one, customer)),
            serve(over, customer -> vendedBy(other, customer)),
            serve(over, customer -> openedBy(one, customer)),
            serve(over, customer -> openedBy(other, customer)));

    int together = 0;
    for (int round = 1; together < ROUNDS; round++) {
      assertThat(round).as("rounds, of which %d at once", together).isLessThan(MOST_ROUNDS);
      List<Map<String, Object>> before = keysInUse();
      together += anotherMasterKey() ? 1 : 0;
      eventually(() -> isAnotherAlone(keysInUse(), before));
      assertThat(RunningSuite.count(SuiteService.BYOK, "rewrapped"))
          .as("wrapped anew in %d rounds", round)
          .isEqualTo(round * RunningSuite.count(SuiteService.BYOK, "sealed_secrets"));
      TimeUnit.MILLISECONDS.sleep(FOR_THE_SLOWER_ONE);
    }
    over.set(true);

    assertThat(serving).allSatisfy(each -> assertThat(each.join()).isPositive());
    assertThat(RunningSuite.query(SuiteService.BYOK, WRAPPED_MORE_THAN_ONCE)).isEmpty();
    assertThat(List.of(one.rewrapped("done"), other.rewrapped("done")))
        .as("both have had a part in it, seed %d", Seed.value())
        .allSatisfy(done -> assertThat(done).isPositive());
    assertThat(one.rewrapped("failed") + other.rewrapped("failed")).isZero();
    onlyTheNewestIsLeft();
    for (ByokCustomer customer : customers) {
      vendedBy(other, customer);
    }
  }

  /**
   * Holds both at their first look for older keys until each has come there.
   *
   * @return false when one of them was held in the middle of the pass before, and starts later
   */
  private boolean anotherMasterKey() throws SQLException, IOException, InterruptedException {
    try (Connection holding = RunningSuite.stack().postgres().connectAsSuperuser("byok");
        Statement lock = holding.createStatement()) {
      holding.setAutoCommit(false);
      lock.execute("LOCK TABLE sealed_secrets IN ACCESS EXCLUSIVE MODE");
      Files.writeString(masterKeys, "\n" + aMasterKey(), StandardOpenOption.APPEND);
      long given = System.nanoTime();
      boolean both = false;
      while (!both && System.nanoTime() - given < UNTIL_BOTH_LOOK.toNanos()) {
        TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS);
        both = RunningSuite.count(SuiteService.BYOK, WAITING_PASSES) == 2;
      }
      holding.commit();
      return both;
    }
  }

  private static boolean isAnotherAlone(
      List<Map<String, Object>> now, List<Map<String, Object>> before) {
    return now.size() == 1 && !now.equals(before);
  }

  private static List<Map<String, Object>> keysInUse() {
    return RunningSuite.query(SuiteService.BYOK, "SELECT DISTINCT key_id FROM sealed_secrets");
  }

  /** A process that has never seen the older ones opens everything. */
  private void onlyTheNewestIsLeft() throws IOException {
    List<String> lines = Files.readAllLines(masterKeys);
    Files.writeString(masterKeys, lines.getLast());
    second.stop();
    second.start();
  }

  private CompletableFuture<Integer> serve(AtomicBoolean over, ToIntFunction<ByokCustomer> call) {
    List<ByokCustomer> order = new ArrayList<>(customers);
    Collections.shuffle(order, random);
    return CompletableFuture.supplyAsync(
        () -> {
          int served = 0;
          while (!over.get()) {
            served += call.applyAsInt(order.get(served % order.size()));
          }
          return served;
        },
        caller -> Thread.ofPlatform().daemon().start(caller));
  }

  private static int vendedBy(ByokReplica replica, ByokCustomer customer) {
    Response answer = replica.vend(customer.organization(), customer.workspace());
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.<String>path("apiKey")).isEqualTo(customer.apiKey());
    return 1;
  }

  private static int openedBy(ByokReplica replica, ByokCustomer customer) {
    Response answer = replica.testStored(customer.organization());
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.<Boolean>path("ok")).as(answer.asString()).isTrue();
    return 1;
  }

  /** Whoever wraps: the database itself keeps account. */
  private static void watchRewrapping() {
    byok("CREATE TABLE rewrapped (organization_id uuid, id uuid, key_id text)");
    byok(
        """
        CREATE FUNCTION note_rewrapped() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          INSERT INTO public.rewrapped VALUES (new.organization_id, new.id, new.key_id);
          RETURN NULL;
        END $$
        """);
    byok(
        """
        CREATE TRIGGER rewrapped AFTER UPDATE ON sealed_secrets
        FOR EACH ROW EXECUTE FUNCTION note_rewrapped()
        """);
  }

  private static void byok(String sql, Object... parameters) {
    RunningSuite.update(SuiteService.BYOK, sql, parameters);
  }

  private static String aMasterKey() {
    byte[] key = new byte[MASTER_KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
