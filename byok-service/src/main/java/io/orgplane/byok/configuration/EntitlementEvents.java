package io.orgplane.byok.configuration;

import io.orgplane.byok.configuration.Configuration.Change;
import io.orgplane.byok.entitlement.Entitlement;
import io.orgplane.byok.entitlement.Entitlements;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * A plan that loses the feature suspends the configuration; one that has it again brings it back.
 */
@ApplicationScoped
class EntitlementEvents implements EventConsumer {

  private static final String FEATURE = "byok";

  record EntitlementsChanged(
      OrganizationId organizationId, long version, boolean readOnly, Set<String> features) {}

  private final Entitlements entitlements;
  private final Configurations configurations;
  private final Outbox outbox;

  EntitlementEvents(Entitlements entitlements, Configurations configurations, Outbox outbox) {
    this.entitlements = entitlements;
    this.configurations = configurations;
    this.outbox = outbox;
  }

  @Override
  public String name() {
    return "entitlements";
  }

  @Override
  public void listen(Listening to) {
    to.event(EntitlementsChanged.class, this::changed);
  }

  private Uni<Void> changed(Tx tx, Received<EntitlementsChanged> event) {
    EntitlementsChanged told = event.payload();
    Entitlement now = new Entitlement(told.features().contains(FEATURE), told.readOnly());
    return entitlements
        .keep(tx, event.organization(), told.version(), now)
        .chain(
            isNews -> isNews ? follow(tx, event.organization(), now) : Uni.createFrom().voidItem());
  }

  private Uni<Void> follow(Tx tx, OrganizationId organization, Entitlement now) {
    return configurations
        .lock(tx, organization)
        .map(found -> found.map(present -> now.allowsUse() ? present.resume() : present.suspend()))
        .chain(change -> keep(tx, change));
  }

  private Uni<Void> keep(Tx tx, Optional<Change> change) {
    return change
        .filter(decided -> !decided.isNone())
        .map(
            decided ->
                configurations
                    .save(tx, decided.after())
                    .chain(() -> outbox.append(tx, decided.events())))
        .orElse(Uni.createFrom().voidItem());
  }
}
