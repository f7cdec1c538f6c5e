package io.orgplane.billing.subscription;

import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditEntry.Subject;
import io.orgplane.kit.identity.Actor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a change of a subscription goes into the audit feed: the fields that differ. */
final class SubscriptionAudit {

  private SubscriptionAudit() {}

  /** Empty where only the time has gone on. */
  static Optional<AuditEntry> of(Subscription before, Subscription after, Actor actor) {
    Map<String, @Nullable Object> were = fields(before);
    Map<String, @Nullable Object> are = fields(after);
    were.entrySet().removeIf(each -> Objects.equals(each.getValue(), are.get(each.getKey())));
    are.keySet().retainAll(were.keySet());
    if (were.isEmpty()) {
      return Optional.empty();
    }
    boolean scheduled = after.ahead() != null && !after.ahead().equals(before.ahead());
    return Optional.of(
        AuditEntry.changed(
            after.organization(),
            actor,
            scheduled ? "plan-change-scheduled" : "subscription-changed",
            new Subject("subscription", after.organization().toString(), after.plan().plan()),
            were,
            are));
  }

  private static Map<String, @Nullable Object> fields(Subscription it) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("plan", it.plan().plan());
    fields.put("catalogueVersion", it.plan().catalogueVersion());
    fields.put("interval", it.interval().toString());
    fields.put("status", it.status().toString());
    fields.put("seats", it.seats().purchased());
    fields.put("committedSeats", it.seats().committed());
    fields.put("seatPolicy", it.seats().policy().toString());
    fields.put("seatCeiling", it.seats().ceiling());
    fields.put("cancelAtPeriodEnd", it.cancelAtPeriodEnd());
    fields.put("readOnly", it.standing().readOnly());
    fields.put("scheduledChange", scheduled(it.ahead()));
    fields.put("paymentMethod", it.card() == null ? null : it.card().last4());
    return fields;
  }

  private static @Nullable Object scheduled(@Nullable ScheduledChange change) {
    if (change == null) {
      return null;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("plan", change.plan().plan());
    fields.put("interval", change.interval().toString());
    fields.put("seats", change.seats());
    fields.put("effectiveAt", change.at().toString());
    return fields;
  }
}
