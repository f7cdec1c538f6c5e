package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.limit.InUse;
import io.orgplane.billing.seat.Lowering;
import io.orgplane.kit.event.DomainEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * A subscription before and after, which knows what to tell of it: versions go up exactly when
 * something that others see is different.
 */
record Revision(Subscription after, List<DomainEvent> events) {

  static Revision between(
      Subscription before, Subscription wanted, Catalogues catalogues, InUse inUse) {
    boolean changed = !SubscriptionChanged.of(before).equals(SubscriptionChanged.of(wanted));
    boolean asks = asks(before, wanted);
    boolean allows =
        !entitlements(asks ? asking(before, wanted) : before, catalogues, inUse)
            .equals(entitlements(wanted, catalogues, inUse));
    long asked = before.entitlementVersion() + (asks ? 1 : 0);
    Subscription after =
        counted(wanted, asks, asked)
            .withVersions(before.version() + (changed ? 1 : 0), asked + (allows ? 1 : 0));
    List<DomainEvent> events = new ArrayList<>();
    if (changed) {
      events.add(SubscriptionChanged.of(after));
    }
    Lowering lowering = after.seats().lowering();
    if (asks && lowering != null) {
      events.add(
          new SeatCapLoweringRequested(after.organization(), lowering.version(), lowering.cap()));
    }
    if (allows) {
      events.add(entitlements(after, catalogues, inUse));
    }
    scheduled(before, after, catalogues, inUse, events);
    return new Revision(after, List.copyOf(events));
  }

  /** The first one: everything is news. */
  static Revision first(Subscription begun, Catalogues catalogues, InUse inUse) {
    return new Revision(
        begun, List.of(SubscriptionChanged.of(begun), entitlements(begun, catalogues, inUse)));
  }

  /** The gate is asked to go down, which is not told as if it had. */
  private static boolean asks(Subscription before, Subscription wanted) {
    return before.seats().lowering() == null && wanted.seats().lowering() != null;
  }

  private static Subscription asking(Subscription before, Subscription wanted) {
    return before.withSeats(before.seats().withLowering(wanted.seats().lowering()));
  }

  private static Subscription counted(Subscription wanted, boolean asks, long version) {
    Lowering lowering = wanted.seats().lowering();
    return asks && lowering != null
        ? wanted.withSeats(wanted.seats().withLowering(lowering.asked(version)))
        : wanted;
  }

  private static void scheduled(
      Subscription before,
      Subscription after,
      Catalogues catalogues,
      InUse inUse,
      List<DomainEvent> events) {
    ScheduledChange change = after.ahead();
    if (change != null && !change.equals(before.scheduled())) {
      events.add(
          new PlanChangeScheduled(
              after.organization(),
              after.version(),
              change.plan().plan(),
              change.interval(),
              change.seats(),
              change.at(),
              inUse.over(catalogues.plan(change.plan()))));
    }
  }

  private static EntitlementsChanged entitlements(
      Subscription it, Catalogues catalogues, InUse inUse) {
    return EntitlementsChanged.of(it, catalogues.plan(it.plan()), inUse);
  }
}
