package io.orgplane.billing.closing;

import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.operation.Operations;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Hears that an organization is deleted, and closes its account: once whatever is under way at the
 * provider has come to its end, so that nothing is bought behind it, and what it has used and not
 * paid has been asked for.
 */
@ApplicationScoped
class ClosingAccounts implements EventConsumer {

  private static final Logger LOG = Logger.getLogger(ClosingAccounts.class);
  private static final Actor ACTOR = Actor.system("organization-deletion");
  private static final int AT_ONCE = 20;

  /** Unless what was used and is paid afterwards has still to be asked for, a first time. */
  private static final String READY =
      """
      SELECT provider_customer FROM subscriptions AS closing
      WHERE organization_id = $1 AND NOT EXISTS (
        SELECT FROM metered_charges WHERE organization_id = closing.organization_id
          AND charged_at IS NULL AND operation IS NULL AND not_before <= $2)
      FOR UPDATE
      """;

  private final Transactions transactions;
  private final Operations operations;
  private final CreditPools pools;
  private final Clock clock;

  ClosingAccounts(
      Transactions transactions, Operations operations, CreditPools pools, Clock clock) {
    this.transactions = transactions;
    this.operations = operations;
    this.pools = pools;
    this.clock = clock;
  }

  record OrganizationDeleted(OrganizationId organizationId) {}

  @Override
  public String name() {
    return "closing-accounts";
  }

  @Override
  public void listen(Listening to) {
    to.event(OrganizationDeleted.class, this::mark);
  }

  private Uni<Void> mark(Tx tx, Received<OrganizationDeleted> event) {
    return tx.execute(
            "UPDATE subscriptions SET closing = true WHERE organization_id = $1",
            event.organization())
        .chain(() -> pools.endMetering(tx, event.organization()));
  }

  @Scheduled(every = "1s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return transactions
        .acrossOrganizations(
            tx ->
                tx.list(
                    "SELECT organization_id FROM subscriptions WHERE closing LIMIT $1",
                    Rows::organization,
                    AT_ONCE))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(this::close)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> close(OrganizationId organization) {
    return transactions
        .in(organization, tx -> unlessBusy(tx, organization))
        .chain(
            begun ->
                begun
                    .map(operation -> operations.perform(organization, operation))
                    .orElseGet(() -> Uni.createFrom().nullItem()))
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.infof("The account of %s is open still: %s", organization, failure.getMessage());
              return null;
            });
  }

  private Uni<Optional<UUID>> unlessBusy(Tx tx, OrganizationId organization) {
    return tx.find(
            READY,
            row -> ClosingAccount.request(row.getString("provider_customer")),
            organization,
            clock.instant())
        .chain(
            request ->
                operations
                    .isIdle(tx, organization)
                    .chain(
                        idle ->
                            idle && request.isPresent()
                                ? operations
                                    .begin(
                                        tx, organization, ClosingAccount.KIND, request.get(), ACTOR)
                                    .map(Optional::of)
                                : Uni.createFrom().item(Optional.empty())));
  }
}
