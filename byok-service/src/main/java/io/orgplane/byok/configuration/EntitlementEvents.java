package io.orgplane.byok.configuration;

import io.orgplane.byok.configuration.Configuration.Change;
import io.orgplane.byok.entitlement.Entitlement;
import io.orgplane.byok.entitlement.Entitlements;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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
  private final ConfigurationChanges changes;
  private final CheckSchedule schedule;
  private final Clock clock;

  EntitlementEvents(
      Entitlements entitlements,
      Configurations configurations,
      ConfigurationChanges changes,
      CheckSchedule schedule,
      Clock clock) {
    this.entitlements = entitlements;
    this.configurations = configurations;
    this.changes = changes;
    this.schedule = schedule;
    this.clock = clock;
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
        .map(found -> found.map(present -> follow(present, now)))
        .chain(change -> keep(tx, change));
  }

  private Change follow(Configuration present, Entitlement now) {
    return now.allowsUse() ? present.resume(clock.instant()) : present.suspend();
  }

  private Uni<Void> keep(Tx tx, Optional<Change> change) {
    return change
        .filter(decided -> !decided.isNone())
        .map(decided -> keep(tx, decided))
        .orElse(Uni.createFrom().voidItem());
  }

  /** What comes back may have been broken meanwhile, and is looked at soon. */
  private Uni<Void> keep(Tx tx, Change change) {
    return changes
        .keep(tx, change, Actor.system("entitlements"))
        .chain(() -> schedule.soon(tx, change.after().organization()));
  }
}
