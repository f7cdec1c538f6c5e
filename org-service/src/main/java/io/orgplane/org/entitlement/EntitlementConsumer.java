package io.orgplane.org.entitlement;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Hears from billing what an organization may do. */
@ApplicationScoped
class EntitlementConsumer implements EventConsumer {

  private final Entitlements entitlements;

  EntitlementConsumer(Entitlements entitlements) {
    this.entitlements = entitlements;
  }

  @Override
  public String name() {
    return "entitlements";
  }

  @Override
  public void listen(Listening to) {
    to.event(EntitlementsChanged.class, this::replace);
  }

  private Uni<Void> replace(Tx tx, Received<EntitlementsChanged> event) {
    return entitlements.replace(tx, event.organization(), event.payload().entitlement());
  }

  record EntitlementsChanged(
      long version, String plan, boolean readOnly, Limits limits, Seats seats) {

    Entitlement entitlement() {
      return new Entitlement(
          version, plan, readOnly, limits.workspaces(), seats.purchased(), seats.cap());
    }
  }

  record Limits(@Nullable Integer workspaces) {}

  record Seats(int purchased, @Nullable Integer cap) {}
}
