package io.orgplane.billing.usage;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orgplane.billing.usage.Bookkeeping.Verdict;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Brings deeds together: those of one organization that come while others of it are being written
 * are decided next, all of them at once, and organizations that are ready at the same time share a
 * transaction. So the statements and the wait for the disk are shared by as many as there are.
 * Nothing here decides who gets credits: a second replica does the same on its own, and the two
 * meet at the pool's lock.
 *
 * <p>What has been taken on is carried through, whether or not its caller is still there.
 */
@ApplicationScoped
class Combiner {

  private final Transactions transactions;
  private final Bookkeeping books;
  private final GroupCommit group;
  private final CombinerConfig config;
  private final Vertx vertx;
  private final DistributionSummary sizes;
  private final Timer admission;
  private final Map<OrganizationId, Lane> lanes = new ConcurrentHashMap<>();

  Combiner(
      Transactions transactions,
      Bookkeeping books,
      CombinerConfig config,
      Vertx vertx,
      MeterRegistry registry) {
    this.transactions = transactions;
    this.books = books;
    this.group = new GroupCommit(transactions, books, config, registry);
    this.config = config;
    this.vertx = vertx;
    this.sizes = registry.summary("orgplane.credits.combined");
    this.admission =
        Timer.builder("orgplane.credits.admission")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    registry.gaugeMapSize("orgplane.credits.lanes", List.of(), lanes);
  }

  /**
   * Decides it, together with whatever else comes.
   *
   * @throws io.orgplane.kit.problem.ProblemException as a failure, when it is refused
   */
  <R> Uni<R> decide(OrganizationId organization, Deed<R> deed) {
    Executor here = here();
    return Uni.createFrom()
        .<R>emitter(emitter -> join(organization, new Waiting<>(deed, emitter, Timer.start())))
        .emitOn(here);
  }

  private void join(OrganizationId organization, Waiting<?> waiting) {
    Lane begun =
        lanes.compute(
            organization,
            (same, lane) -> (lane == null ? new Lane(config, vertx) : lane).with(waiting));
    if (begun.starts()) {
      begun.context().runOnContext(nothing -> next(organization, begun));
    }
  }

  private void next(OrganizationId organization, Lane lane) {
    List<Waiting<?>> batch = lane.take();
    if (batch.isEmpty()) {
      leave(organization, lane);
      return;
    }
    sizes.record(batch.size());
    answered(organization, batch, decided(organization, lane, Waiting.deeds(batch)))
        .subscribe()
        .with(
            nothing -> lane.again(() -> next(organization, lane)),
            impossible -> lane.again(() -> next(organization, lane)));
  }

  /** Gone, unless somebody has joined meanwhile. */
  private void leave(OrganizationId organization, Lane lane) {
    Lane left = lanes.computeIfPresent(organization, (same, it) -> it.isEmpty() ? null : it);
    if (left != null) {
      next(organization, lane);
    }
  }

  /** A lane that others contend with for its pool goes alone until it is empty. */
  private Uni<List<Verdict>> decided(OrganizationId organization, Lane lane, List<Deed<?>> deeds) {
    if (lane.goesAlone()) {
      return alone(organization, deeds);
    }
    return group
        .decide(organization, deeds)
        .chain(
            found ->
                found
                    .map(verdicts -> Uni.createFrom().item(verdicts))
                    .orElseGet(
                        () -> {
                          lane.goAlone();
                          return alone(organization, deeds);
                        }));
  }

  private Uni<List<Verdict>> alone(OrganizationId organization, List<Deed<?>> deeds) {
    return transactions.in(organization, tx -> books.decide(tx, organization, deeds));
  }

  private Uni<Void> answered(
      OrganizationId organization, List<Waiting<?>> batch, Uni<List<Verdict>> decided) {
    return decided
        .invoke(verdicts -> answer(batch, verdicts))
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(failure -> fail(organization, batch, failure));
  }

  private void answer(List<Waiting<?>> batch, List<Verdict> verdicts) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer(verdicts.get(i), admission);
    }
  }

  /** What one of them has broken must not fail the others: each for itself, then. */
  private Uni<Void> fail(OrganizationId organization, List<Waiting<?>> batch, Throwable failure) {
    if (batch.size() == 1 || Waiting.concernsAll(failure)) {
      batch.forEach(each -> each.fail(failure));
      return Uni.createFrom().voidItem();
    }
    Uni<Void> one = Uni.createFrom().voidItem();
    for (Waiting<?> each : batch) {
      one =
          one.chain(
              () ->
                  answered(organization, List.of(each), alone(organization, List.of(each.deed()))));
    }
    return one;
  }

  /** Answers must not arrive in the lane: whoever asked goes on where it was. */
  private static Executor here() {
    Context context = Vertx.currentContext();
    return context == null ? Runnable::run : task -> context.runOnContext(nothing -> task.run());
  }
}
