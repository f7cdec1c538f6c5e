package io.orgplane.org.workspace;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.event.Arrival;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.problem.ProblemException;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Gives the benefit of the doubt to somebody who may have bought more a moment ago: billing has
 * confirmed it to them, and its event has yet to reach this service. A refusal that events overtake
 * is looked at again within a bound, and then tried once more.
 *
 * <p>Nothing here can tell whether an event is under way, so the question is who could have caused
 * one: only those with {@code billing:manage} can, and only for them a plain refusal takes the
 * whole bound. Everybody else is refused at once. No lock and no connection is held meanwhile, and
 * the number of those who wait is bounded, so that a loop of refused calls costs little.
 */
@ApplicationScoped
class PlanUnderWay {

  private static final Permission BUY = PermissionMatrix.standard().permission("billing:manage");

  private final Access access;
  private final Transactions transactions;
  private final Standings standings;
  private final WorkspaceConfig config;
  private final AtomicInteger waiting = new AtomicInteger();

  PlanUnderWay(
      Access access, Transactions transactions, Standings standings, WorkspaceConfig config) {
    this.access = access;
    this.transactions = transactions;
    this.standings = standings;
    this.config = config;
  }

  /** Runs {@code again} when the plan comes to admit it in time; else the refusal stands. */
  <T> Uni<T> orElse(
      ProblemException refusal,
      Caller.User user,
      OrganizationId organization,
      Supplier<Uni<T>> again) {
    return mayHaveBought(user, organization)
        .chain(buyer -> buyer ? arrival(organization) : Uni.createFrom().item(false))
        .chain(admits -> admits ? again.get() : Uni.createFrom().failure(refusal));
  }

  private Uni<Boolean> mayHaveBought(Caller.User user, OrganizationId organization) {
    return access
        .require(user, organization, BUY)
        .replaceWith(true)
        .onFailure(ProblemException.class)
        .recoverWithItem(false);
  }

  private Uni<Boolean> arrival(OrganizationId organization) {
    if (waiting.incrementAndGet() > config.waiting()) {
      waiting.decrementAndGet();
      return Uni.createFrom().item(false);
    }
    return Arrival.within(config.patience(), () -> admitted(organization))
        .map(Optional::isPresent)
        .onTermination()
        .invoke(waiting::decrementAndGet);
  }

  private Uni<Optional<Standing>> admitted(OrganizationId organization) {
    return transactions
        .in(organization, tx -> standings.of(tx, organization))
        .map(standing -> Optional.of(standing).filter(Standing::admits));
  }
}
