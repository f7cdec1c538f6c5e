package io.orgplane.billing.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.seat.SeatPolicy;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The subscription is another than before. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record SubscriptionChanged(
    OrganizationId organizationId,
    long version,
    String plan,
    String catalogueVersion,
    Interval interval,
    Status status,
    SeatsPart seats,
    Period currentPeriod,
    @Nullable Instant trialEndsAt,
    boolean cancelAtPeriodEnd,
    @Nullable Scheduled scheduledChange)
    implements DomainEvent {

  /** Seats bought, and by which rule they grow. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record SeatsPart(int purchased, SeatPolicy policy, @Nullable Integer ceiling) {}

  /** What becomes of it at the next renewal; null seats stay as they are. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Scheduled(String plan, Interval interval, @Nullable Integer seats, Instant effectiveAt) {

    static @Nullable Scheduled of(@Nullable ScheduledChange it) {
      return it == null
          ? null
          : new Scheduled(it.plan().plan(), it.interval(), it.seats(), it.at());
    }
  }

  static SubscriptionChanged of(Subscription it) {
    return new SubscriptionChanged(
        it.organization(),
        it.version(),
        it.plan().plan(),
        it.plan().catalogueVersion(),
        it.interval(),
        it.status(),
        new SeatsPart(it.seats().purchased(), it.seats().policy(), it.seats().ceiling()),
        it.period(),
        it.standing().trialEndsAt(),
        it.cancelAtPeriodEnd(),
        Scheduled.of(it.ahead()));
  }
}
