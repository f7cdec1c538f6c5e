package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.event.DomainEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What has been done to a pool since it was locked, to be written with it. */
final class PoolChanges {

  private final Set<Grant> created = new LinkedHashSet<>();
  private final Set<Grant> touched = new LinkedHashSet<>();
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<DomainEvent> events = new ArrayList<>();
  private final List<MeteredCharge> charges = new ArrayList<>();

  void created(Grant grant, Instant now) {
    createdEmpty(grant);
    enter(LedgerEntry.Kind.GRANT, grant, grant.granted(), grant.reason(), now);
  }

  /** One that grows: its entries follow. */
  void createdEmpty(Grant grant) {
    created.add(grant);
    touched.add(grant);
  }

  /** The instant of the change that was entered last. */
  Instant lastEntryAt() {
    return entries.getLast().at();
  }

  void owe(MeteredCharge charge) {
    charges.add(charge);
  }

  List<MeteredCharge> charges() {
    return charges;
  }

  void touched(Grant grant) {
    touched.add(grant);
  }

  void enter(LedgerEntry.Kind kind, Grant grant, Credits credits, String reference, Instant now) {
    touched.add(grant);
    if (!credits.isNone()) {
      entries.add(new LedgerEntry(kind, grant.bucket(), grant.id(), credits, reference, now));
    }
  }

  void tell(DomainEvent event) {
    events.add(event);
  }

  List<Grant> created() {
    return List.copyOf(created);
  }

  /** The ones that were there before. */
  List<Grant> updated() {
    return touched.stream().filter(grant -> !created.contains(grant)).toList();
  }

  List<LedgerEntry> entries() {
    return entries;
  }

  List<DomainEvent> events() {
    return events;
  }
}
