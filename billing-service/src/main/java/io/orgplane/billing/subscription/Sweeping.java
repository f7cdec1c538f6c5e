package io.orgplane.billing.subscription;

import io.orgplane.billing.operation.Operations;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes organizations whose time has come one step further each, some beside each other. What one
 * fails at holds up no other, and what is begun at the provider is performed beside the sweep.
 *
 * <p>Sweeps of other threads and replicas find the same organizations. So each is asked for again
 * behind the lock of its subscription, and an operation is begun only where none was open before
 * that question: whoever sees that one has ended in a refusal, sees that the next was put off too,
 * because {@link io.orgplane.billing.operation.Performing#refused} does that in the transaction
 * that ends it.
 */
@ApplicationScoped
public class Sweeping {

  private static final Logger LOG = Logger.getLogger(Sweeping.class);
  private static final int AT_ONCE = 100;
  private static final int BESIDE_EACH_OTHER = 4;

  private final Transactions transactions;
  private final Subscriptions subscriptions;
  private final Operations operations;

  Sweeping(Transactions transactions, Subscriptions subscriptions, Operations operations) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.operations = operations;
  }

  /** What is done for those that are due. */
  public interface Job {

    /** For the log: "the recount". */
    String name();

    Uni<List<OrganizationId>> due(Tx tx, int atMost);

    /** The same question about one, whose subscription is locked. */
    Uni<Boolean> isDue(Tx tx, OrganizationId organization);

    /**
     * One step, in the transaction that has locked the subscription; what the provider is to be
     * asked for behind it, or nothing. While something else is under way it is not asked, and the
     * organization stays due.
     */
    Uni<Optional<Intent>> step(Tx tx, Subscription current);
  }

  /** What the provider is to be asked for, see {@link Operations#begin}. */
  public record Intent(String kind, JsonObject request, Actor actor) {}

  public Uni<Void> sweep(Job job) {
    return transactions
        .acrossOrganizations(tx -> job.due(tx, AT_ONCE))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUni(each -> take(job, each))
        .merge(BESIDE_EACH_OTHER)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> take(Job job, OrganizationId organization) {
    return transactions
        .in(organization, tx -> takeLocked(job, tx, organization))
        .invoke(begun -> begun.ifPresent(operation -> perform(job, organization, operation)))
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("%s of %s waits: %s", job.name(), organization, failure.getMessage());
              return null;
            });
  }

  private Uni<Optional<UUID>> takeLocked(Job job, Tx tx, OrganizationId organization) {
    return subscriptions
        .lockIfPresent(tx, organization)
        .chain(
            found ->
                found.map(current -> unlessDone(job, tx, current)).orElseGet(Sweeping::nothing));
  }

  /** In this order: what ends between the two questions is not seen to have ended. */
  private Uni<Optional<UUID>> unlessDone(Job job, Tx tx, Subscription current) {
    return operations
        .isIdle(tx, current.organization())
        .chain(idle -> ifDue(job, tx, current).chain(intent -> begin(tx, current, idle, intent)));
  }

  private static Uni<Optional<Intent>> ifDue(Job job, Tx tx, Subscription current) {
    return job.isDue(tx, current.organization())
        .chain(due -> due ? job.step(tx, current) : nothing());
  }

  private Uni<Optional<UUID>> begin(
      Tx tx, Subscription current, boolean idle, Optional<Intent> intent) {
    return intent
        .filter(wanted -> idle)
        .map(
            wanted ->
                operations
                    .begin(
                        tx, current.organization(), wanted.kind(), wanted.request(), wanted.actor())
                    .map(Optional::of))
        .orElseGet(Sweeping::nothing);
  }

  /** Beside the sweep: an organization whose provider is slow does not hold up the others. */
  private void perform(Job job, OrganizationId organization, UUID operation) {
    operations
        .perform(organization, operation)
        .subscribe()
        .with(
            done -> {},
            failure ->
                LOG.infof("%s of %s waits: %s", job.name(), organization, failure.getMessage()));
  }

  private static <T> Uni<Optional<T>> nothing() {
    return Uni.createFrom().item(Optional.empty());
  }
}
