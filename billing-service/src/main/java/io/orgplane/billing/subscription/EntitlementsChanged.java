package io.orgplane.billing.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.limit.InUse;
import io.orgplane.billing.limit.OverLimit;
import io.orgplane.billing.seat.SeatPolicy;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the organization may do is another than before. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record EntitlementsChanged(
    OrganizationId organizationId,
    long version,
    String plan,
    boolean readOnly,
    List<String> features,
    Limits limits,
    SeatsPart seats,
    List<OverLimit> overLimit)
    implements DomainEvent {

  /** Counts that must not be exceeded; null is no limit. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Limits(@Nullable Integer workspaces) {}

  /** Seats bought, and the cap of the seat gate; null is no limit. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record SeatsPart(int purchased, SeatPolicy policy, @Nullable Integer cap) {}

  static EntitlementsChanged of(Subscription it, Plan plan, InUse inUse) {
    return new EntitlementsChanged(
        it.organization(),
        it.entitlementVersion(),
        plan.name(),
        it.standing().readOnly(),
        plan.features(),
        new Limits(plan.workspaces()),
        new SeatsPart(it.seats().purchased(), it.seats().policy(), it.seats().cap()),
        inUse.over(plan));
  }
}
