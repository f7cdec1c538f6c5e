package io.orgplane.billing.subscription;

import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.operation.Operations;
import io.orgplane.billing.seat.Seats;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * What Owners have ordered, whatever came of it at once: a change that a declined card held up may
 * be paid a day later, and then it is still the change that was ordered, from the moment for which
 * the provider has prorated it.
 */
@ApplicationScoped
class Orders {

  private static final Actor PROVIDER = Actor.system("payment-provider");

  private final Operations operations;

  Orders(Operations operations) {
    this.operations = operations;
  }

  /** Since when it is on its plan, where an order has brought it there. */
  Uni<Optional<Instant>> planSince(Tx tx, Subscription it) {
    return operations
        .last(tx, it.organization(), ChangingPlan.KIND)
        .map(
            last ->
                last.map(operation -> PlanOrder.of(operation.request()))
                    .filter(order -> order.leadsTo(it))
                    .map(PlanOrder::prorationAt));
  }

  /** Whose wish is being carried out while it changes; else it was the provider's doing. */
  Uni<Actor> author(Tx tx, OrganizationId organization) {
    return operations
        .open(tx, organization)
        .map(open -> open.map(Operation::actor).orElse(PROVIDER));
  }

  /** With the seats counted as bought on purpose that were. */
  Uni<Subscription> committed(Tx tx, Subscription it) {
    return operations
        .unfulfilled(tx, it.organization(), ChangingPlan.KIND, BuyingSeats.KIND)
        .map(last -> last.filter(operation -> isFor(operation, it)).isPresent())
        .map(ordered -> ordered ? it.withSeats(allOnPurpose(it.seats())) : it);
  }

  private static boolean isFor(Operation operation, Subscription it) {
    return it.paidBy() != null
        && it.paidBy().value().equals(operation.request().getString("subscription"))
        && operation.request().getInteger("quantity") == it.seats().purchased();
  }

  private static Seats allOnPurpose(Seats seats) {
    return seats.withCommitted(seats.purchased());
  }
}
