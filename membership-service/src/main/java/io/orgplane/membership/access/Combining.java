package io.orgplane.membership.access;

import io.micrometer.core.instrument.DistributionSummary;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * While the database works on some questions, those that come gather, and go together in the next
 * statement: one that comes alone waits for nobody, and a thousand cost little more than one.
 *
 * <p>A statement is sent after all its questions have come in, which strictness rests on: nobody is
 * answered from a statement that was already on its way when they asked.
 */
final class Combining {

  private final ContextInternal context;
  private final Limits limits;
  private final DistributionSummary sizes;
  private final Function<List<OpenQuestion>, Uni<Void>> work;
  private final Queue<OpenQuestion> gathered = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * @param batch how many go together at most
   * @param patience after which the database counts as away, see {@link Patience}
   */
  record Limits(int batch, Duration patience) {}

  Combining(
      ContextInternal context,
      Limits limits,
      DistributionSummary sizes,
      Function<List<OpenQuestion>, Uni<Void>> work) {
    this.context = context;
    this.limits = limits;
    this.sizes = sizes;
    this.work = work;
  }

  void add(OpenQuestion question) {
    gathered.add(question);
    begin();
  }

  private void begin() {
    if (!gathered.isEmpty() && busy.compareAndSet(false, true)) {
      VertxContext.createNewDuplicatedContext(context).runOnContext(unused -> work());
    }
  }

  private void work() {
    List<OpenQuestion> together = gather();
    if (together.isEmpty()) {
      end();
      return;
    }
    sizes.record(together.size());
    Patience.with(
            work.apply(together),
            limits.patience(),
            () -> new UpstreamUnavailable("The database"),
            context.nettyEventLoop())
        .subscribe()
        .with(done -> end(), failure -> fail(together, failure));
  }

  private List<OpenQuestion> gather() {
    List<OpenQuestion> together = new ArrayList<>();
    while (together.size() < limits.batch()) {
      OpenQuestion next = gathered.poll();
      if (next == null) {
        break;
      }
      together.add(next);
    }
    return together;
  }

  private void fail(List<OpenQuestion> together, Throwable failure) {
    end();
    together.forEach(each -> each.fail(failure));
  }

  private void end() {
    busy.set(false);
    begin();
  }
}
