package io.orgplane.billing.operation;

import io.orgplane.billing.payment.PaymentProblem;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes organizations whose time has come one step further each, some beside each other. What one
 * fails at holds up no other, and what is begun at the provider is performed beside the sweep.
 */
@ApplicationScoped
public class Sweeping {

  private static final Logger LOG = Logger.getLogger(Sweeping.class);
  private static final int AT_ONCE = 100;
  private static final int BESIDE_EACH_OTHER = 4;

  private final Transactions transactions;
  private final Operations operations;

  Sweeping(Transactions transactions, Operations operations) {
    this.transactions = transactions;
    this.operations = operations;
  }

  /** What is done for those that are due. */
  public interface Job {

    /** For the log: "the recount". */
    String name();

    Uni<List<OrganizationId>> due(Tx tx, int atMost);

    /** One step, in a transaction; the operation that is to be performed behind it, or none. */
    Uni<Optional<UUID>> step(Tx tx, OrganizationId organization);

    /** The provider will not do it: asking again at once would come to the same. */
    default Uni<Void> postpone(Tx tx, OrganizationId organization) {
      return Uni.createFrom().voidItem();
    }
  }

  public Uni<Void> sweep(Job job) {
    return transactions
        .acrossOrganizations(tx -> job.due(tx, AT_ONCE))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUni(each -> step(job, each))
        .merge(BESIDE_EACH_OTHER)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> step(Job job, OrganizationId organization) {
    return transactions
        .in(organization, tx -> job.step(tx, organization))
        .invoke(begun -> begun.ifPresent(operation -> perform(job, organization, operation)))
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("%s of %s waits: %s", job.name(), organization, failure.getMessage());
              return null;
            });
  }

  /** Beside the sweep: an organization whose provider is slow does not hold up the others. */
  private void perform(Job job, OrganizationId organization, UUID operation) {
    operations
        .perform(organization, operation)
        .replaceWithVoid()
        .onFailure(PaymentProblem.class)
        .recoverWithUni(refused -> postpone(job, organization, refused))
        .subscribe()
        .with(
            done -> {},
            failure ->
                LOG.infof("%s of %s waits: %s", job.name(), organization, failure.getMessage()));
  }

  private Uni<Void> postpone(Job job, OrganizationId organization, Throwable refused) {
    LOG.errorf("%s of %s is refused: %s", job.name(), organization, refused.getMessage());
    return transactions.in(organization, tx -> job.postpone(tx, organization));
  }
}
