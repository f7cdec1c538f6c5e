package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.kit.event.DomainEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * A subscription before and after, which knows what to tell of it: versions go up exactly when
 * something that others see is different.
 */
record Revision(Subscription after, List<DomainEvent> events) {

  static Revision between(Subscription before, Subscription wanted, Catalogues catalogues) {
    List<DomainEvent> events = new ArrayList<>();
    long version = before.version();
    if (!SubscriptionChanged.of(before).equals(SubscriptionChanged.of(wanted))) {
      version++;
    }
    long entitlementVersion = before.entitlementVersion();
    EntitlementsChanged allowed = entitlements(before, catalogues);
    if (!allowed.equals(entitlements(wanted, catalogues))) {
      entitlementVersion++;
    }
    Subscription after = wanted.withVersions(version, entitlementVersion);
    if (version != before.version()) {
      events.add(SubscriptionChanged.of(after));
    }
    if (entitlementVersion != before.entitlementVersion()) {
      events.add(entitlements(after, catalogues));
    }
    return new Revision(after, List.copyOf(events));
  }

  /** The first one: everything is news. */
  static Revision first(Subscription begun, Catalogues catalogues) {
    return new Revision(
        begun, List.of(SubscriptionChanged.of(begun), entitlements(begun, catalogues)));
  }

  private static EntitlementsChanged entitlements(Subscription it, Catalogues catalogues) {
    return EntitlementsChanged.of(it, catalogues.plan(it.plan()));
  }
}
