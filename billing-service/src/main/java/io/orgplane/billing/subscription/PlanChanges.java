package io.orgplane.billing.subscription;

import io.orgplane.billing.operation.Operations;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * When a plan was changed. The provider prorates from the moment that was decided on, so credits do
 * too, however late it is learnt that the change was paid.
 */
@ApplicationScoped
class PlanChanges {

  private final Operations operations;

  PlanChanges(Operations operations) {
    this.operations = operations;
  }

  /** Since when it is on its plan, where a change has brought it there. */
  Uni<Optional<Instant>> lastOf(Tx tx, Subscription it) {
    OrganizationId organization = it.organization();
    return operations
        .lastRequest(tx, organization, ChangingPlan.KIND)
        .map(last -> last.map(PlanOrder::of).filter(order -> order.leadsTo(it)))
        .map(last -> last.map(PlanOrder::prorationAt));
  }
}
