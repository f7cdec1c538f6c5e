package io.orgplane.billing.usage;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Hears whether an organization's own AWS account pays. */
@ApplicationScoped
class ByokEvents implements EventConsumer {

  private final ByokStates states;

  ByokEvents(ByokStates states) {
    this.states = states;
  }

  record ByokActivated(OrganizationId organizationId, long version) {}

  record ByokSuspended(OrganizationId organizationId, long version) {}

  record ByokRevoked(OrganizationId organizationId, long version) {}

  @Override
  public String name() {
    return "byok-states";
  }

  @Override
  public void listen(Listening to) {
    to.event(ByokActivated.class, this::activated)
        .event(ByokSuspended.class, this::suspended)
        .event(ByokRevoked.class, this::revoked);
  }

  private Uni<Void> activated(Tx tx, Received<ByokActivated> event) {
    return states.keep(tx, event.organization(), true, event.payload().version());
  }

  private Uni<Void> suspended(Tx tx, Received<ByokSuspended> event) {
    return states.keep(tx, event.organization(), false, event.payload().version());
  }

  private Uni<Void> revoked(Tx tx, Received<ByokRevoked> event) {
    return states.keep(tx, event.organization(), false, event.payload().version());
  }
}
