package io.orgplane.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.billing.BillingTest;
import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.credit.Allocation;
import io.orgplane.billing.credit.CreditPool;
import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.testing.Database;
import io.orgplane.testing.InParallel;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Several replicas of the combiner on one pool, on the real database. */
@BillingTest
class CombiningTest {

  private static final Database DATABASE = Database.of("billing");
  private static final int REPLICAS = 3;
  private static final long CAP = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Transactions transactions = bean(Transactions.class);
  private final CreditPools pools = bean(CreditPools.class);
  private final Clock clock = bean(Clock.class);
  private final WorkspaceId workspace = WorkspaceId.next();
  private final List<Combiner> replicas =
      IntStream.range(0, REPLICAS)
          .mapToObj(
              each ->
                  new Combiner(
                      transactions,
                      bean(Bookkeeping.class),
                      bean(CombinerConfig.class),
                      bean(Vertx.class),
                      bean(MeterRegistry.class)))
          .toList();

  @Test
  void exactly_what_there_is_is_admitted_by_several_replicas_at_once() {
    for (int round = 0; round < 10; round++) {
      OrganizationId organization = opened();
      List<Boolean> admitted =
          InParallel.times(
                  3 * REPLICAS * 20,
                  i -> recorded(record(i % REPLICAS, organization, usage("race-" + i, 2_000))))
              .succeeded();

      // 5 of the day, 200 of the month and 50 within the cap, by two each
      assertThat(admitted.stream().filter(each -> each)).hasSize(Math.min(127, admitted.size()));
      assertThat(CreditBooks.problems(organization)).isEmpty();
    }
  }

  @Test
  void how_many_are_decided_together_is_measured() {
    OrganizationId organization = opened();
    DistributionSummary sizes =
        bean(MeterRegistry.class).get("orgplane.credits.combined").summary();
    long before = sizes.count();
    double decided = sizes.totalAmount();

    InParallel.times(64, i -> record(0, organization, usage("together-" + i, 1))).succeeded();

    assertThat(sizes.totalAmount() - decided).isGreaterThanOrEqualTo(64);
    assertThat(sizes.count() - before).isLessThan(64);
  }

  @Test
  void organizations_share_transactions_and_each_gets_what_is_its_own() {
    List<OrganizationId> organizations = IntStream.range(0, 20).mapToObj(each -> opened()).toList();
    DistributionSummary sizes = bean(MeterRegistry.class).get("orgplane.credits.grouped").summary();
    long before = sizes.count();
    double grouped = sizes.totalAmount();

    List<Boolean> admitted =
        InParallel.times(
                200 * REPLICAS,
                i ->
                    recorded(
                        record(
                            i % REPLICAS, organizations.get(i % 20), usage("shared-" + i, 10_000))))
            .succeeded();

    // 25 of 30 suffice: 5 of the day, 200 of the month and 50 within the cap, by ten each
    assertThat(admitted.stream().filter(each -> each)).hasSize(20 * 25);
    organizations.forEach(each -> assertThat(CreditBooks.problems(each)).isEmpty());
    assertThat(sizes.totalAmount() - grouped).isGreaterThan(sizes.count() - before);
  }

  @Test
  void whose_pool_somebody_else_has_locked_holds_up_no_other() throws SQLException {
    OrganizationId held = opened();
    OrganizationId free = opened();
    try (Connection other = DATABASE.connect()) {
      other.setAutoCommit(false);
      lock(other, held);
      CompletableFuture<UsageOutcome> waiting = begun(held, "held");

      for (int i = 0; i < 50; i++) {
        CompletableFuture<UsageOutcome> together = begun(held, "held-" + i);
        assertThat(recorded(record(0, free, usage("free-" + i, 100)))).isTrue();
        assertThat(together).isNotDone();
      }

      assertThat(waiting).isNotDone();
      other.rollback();
      assertThat(recorded(join(waiting))).isTrue();
    }
    assertThat(CreditBooks.problems(held)).isEmpty();
  }

  private CompletableFuture<UsageOutcome> begun(OrganizationId organization, String id) {
    return replicas
        .getFirst()
        .decide(organization, new RecordUsage(List.of(usage(id, 100))))
        .map(List::getFirst)
        .subscribeAsCompletionStage();
  }

  private static void lock(Connection connection, OrganizationId organization) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "SELECT FROM credit_pools WHERE organization_id = ? FOR UPDATE")) {
      lock.setObject(1, organization.value());
      lock.executeQuery();
    }
  }

  @Test
  void what_one_organization_breaks_fails_no_other() {
    OrganizationId broken = opened();
    List<OrganizationId> others = IntStream.range(0, 10).mapToObj(each -> opened()).toList();
    DATABASE.update(
        "UPDATE credit_pools SET catalogue_version = 'none' WHERE organization_id = ?",
        broken.value());

    List<CompletableFuture<UsageOutcome>> asked = new ArrayList<>();
    List<CompletableFuture<UsageOutcome>> failing = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      failing.add(begun(broken, "broken-" + i));
      for (OrganizationId other : others) {
        asked.add(begun(other, "whole-" + i));
      }
    }

    assertThat(asked).allSatisfy(each -> assertThat(recorded(join(each))).isTrue());
    assertThat(failing).allSatisfy(each -> assertThatThrownBy(() -> join(each)).isNotNull());
  }

  private static UsageOutcome join(CompletableFuture<UsageOutcome> outcome) {
    return outcome.orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Test
  void what_has_been_taken_on_is_carried_through_although_its_caller_has_gone() {
    OrganizationId organization = opened();

    for (int i = 0; i < 200; i++) {
      replicas
          .get(i % REPLICAS)
          .decide(organization, new RecordUsage(List.of(usage("gone-" + i, 1_000))))
          .subscribe()
          .with(nobody -> {}, nobody -> {})
          .cancel();
    }

    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                DATABASE.count("usage_records WHERE organization_id = ?", organization.value())
                    == 200);
    assertThat(CreditBooks.problems(organization)).isEmpty();
    assertThat(recorded(record(0, organization, usage("gone-7", 1_000)))).isTrue();
    assertThat(DATABASE.count("usage_records WHERE organization_id = ?", organization.value()))
        .isEqualTo(200);
  }

  @Test
  void a_balance_that_is_not_the_one_that_was_read_is_not_written_over() {
    OrganizationId organization = opened();

    assertThatThrownBy(
            () ->
                await(
                    transactions.in(
                        organization,
                        tx -> pools.lock(tx, organization).chain(pool -> bypassed(tx, pool)))))
        .hasMessageContaining("changed under its lock");

    assertThat(CreditBooks.problems(organization)).isEmpty();
    assertThat(
            DATABASE.count(
                "credit_ledger WHERE organization_id = ? AND entry = 'draw'", organization.value()))
        .isZero();
  }

  /** As somebody would do it who has not heard of the lock. */
  private Uni<Void> bypassed(Tx tx, CreditPool pool) {
    pool.draw(Credits.whole(1), "bypassed", clock.instant());
    return tx.execute(
            "UPDATE credit_grants SET remaining = remaining - 1 WHERE organization_id = $1",
            pool.organization())
        .chain(() -> pools.save(tx, pool));
  }

  private OrganizationId opened() {
    OrganizationId organization = OrganizationId.next();
    await(
        transactions.in(
            organization, tx -> pools.open(tx, organization, team(1, 200, clock.instant()))));
    DATABASE.update(
        "UPDATE credit_pools SET payg_enabled = true, payg_cap = ? WHERE organization_id = ?",
        CAP,
        organization.value());
    return organization;
  }

  private static Allocation team(int seats, int perSeat, Instant now) {
    return new Allocation(
        "2026-03",
        "sub_history",
        now.minus(Duration.ofDays(1)),
        now.plus(Duration.ofDays(365)),
        Credits.whole(perSeat),
        seats,
        Credits.whole(5),
        1,
        true,
        now);
  }

  private Usage usage(String id, long thousandths) {
    return new Usage(
        id,
        workspace,
        new UserId("user-" + thousandths % 3),
        "operation",
        new Credits(thousandths),
        clock.instant(),
        null);
  }

  private UsageOutcome record(int replica, OrganizationId organization, Usage usage) {
    return await(replicas.get(replica).decide(organization, new RecordUsage(List.of(usage))))
        .getFirst();
  }

  private static boolean recorded(UsageOutcome outcome) {
    return outcome instanceof Recorded;
  }

  private static <T> T await(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }

  private static <T> T bean(Class<T> type) {
    return Arc.container().instance(type).get();
  }
}
