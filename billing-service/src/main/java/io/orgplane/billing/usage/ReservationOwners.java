package io.orgplane.billing.usage;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose a reservation is. Ids are the callers' own; where two organizations have the same one, the
 * caller has to say which is meant.
 */
@ApplicationScoped
class ReservationOwners {

  private final Transactions transactions;
  private final Reservations reservations;

  ReservationOwners(Transactions transactions, Reservations reservations) {
    this.transactions = transactions;
    this.reservations = reservations;
  }

  Uni<OrganizationId> of(String id, @Nullable OrganizationId named) {
    return named != null
        ? Uni.createFrom().item(named)
        : transactions
            .acrossOrganizations(tx -> reservations.owners(tx, id))
            .map(ReservationOwners::only);
  }

  private static OrganizationId only(List<OrganizationId> owners) {
    if (owners.isEmpty()) {
      throw new NotFound();
    }
    if (owners.size() > 1) {
      throw new Conflict("Several organizations have this id: name one as organizationId.");
    }
    return owners.getFirst();
  }
}
