package io.orgplane.byok.entitlement;

import io.orgplane.byok.entitlement.EntitlementProblem.OrganizationReadOnly;
import io.orgplane.byok.entitlement.EntitlementProblem.PlanRequired;
import io.orgplane.kit.event.Arrival;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** The gate in front of what only some plans have. */
@ApplicationScoped
public class ByokPlan {

  /** Somebody who has just upgraded comes here at once, and the event of it may be under way. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Transactions transactions;
  private final Entitlements entitlements;

  ByokPlan(Transactions transactions, Entitlements entitlements) {
    this.transactions = transactions;
    this.entitlements = entitlements;
  }

  /** Waits a moment for an upgrade before it refuses. */
  public Uni<Void> require(OrganizationId organization) {
    return Arrival.within(PATIENCE, () -> usable(organization))
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().voidItem()
                    : transactions.in(organization, tx -> require(tx, organization)));
  }

  /** Decides on what is known within this transaction. */
  public Uni<Void> require(Tx tx, OrganizationId organization) {
    return entitlements.of(tx, organization).invoke(ByokPlan::refuseUnlessUsable).replaceWithVoid();
  }

  private Uni<Optional<Entitlement>> usable(OrganizationId organization) {
    return transactions
        .in(organization, tx -> entitlements.of(tx, organization))
        .map(known -> Optional.of(known).filter(Entitlement::allowsUse));
  }

  private static void refuseUnlessUsable(Entitlement entitlement) {
    if (!entitlement.hasByok()) {
      throw new PlanRequired();
    }
    if (entitlement.readOnly()) {
      throw new OrganizationReadOnly();
    }
  }
}
