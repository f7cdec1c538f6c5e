package io.orgplane.billing.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.limit.InUse;
import io.orgplane.billing.limit.OverLimit;
import io.orgplane.billing.payment.Card;
import io.orgplane.billing.seat.SeatPolicy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subscription as its Owner sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubscriptionView(
    String plan,
    String catalogueVersion,
    Interval interval,
    Status status,
    @Nullable Instant trialEndsAt,
    Period currentPeriod,
    SeatsView seats,
    @Nullable ScheduledView scheduledChange,
    boolean cancelAtPeriodEnd,
    boolean readOnly,
    @Nullable OwedView owed,
    @Nullable Card paymentMethod,
    List<String> features,
    LimitsView limits,
    List<OverLimit> overLimit) {

  /**
   * Seats.
   *
   * @param purchased the quantity that is billed
   * @param committed those bought on purpose
   * @param used active members
   * @param scheduled those that are meant on purpose from the next renewal on
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SeatsView(
      int purchased,
      int committed,
      int used,
      SeatPolicy policy,
      @Nullable Integer ceiling,
      @Nullable Integer scheduled) {}

  /** What begins with the next period; without seats, they stay as they are. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ScheduledView(
      String plan, Interval interval, @Nullable Integer seats, Instant effectiveAt) {

    static @Nullable ScheduledView of(@Nullable ScheduledChange it) {
      return it == null
          ? null
          : new ScheduledView(it.plan().plan(), it.interval(), it.seats(), it.at());
    }
  }

  /** Since when a payment is owed, and when changes are stopped for it. */
  public record OwedView(Instant since, Instant readOnlyAt) {}

  /** Counts that must not be exceeded; null is no limit. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record LimitsView(@Nullable Integer workspaces, @Nullable Integer members) {}

  static SubscriptionView of(
      Subscription it, Plan plan, InUse inUse, @Nullable OwedView owed, Instant now) {
    ScheduledChange ahead = it.ahead();
    return new SubscriptionView(
        plan.name(),
        it.plan().catalogueVersion(),
        it.interval(),
        it.status(),
        it.standing().trialEndsAt(),
        it.isPaid() ? it.period() : it.period().monthAt(now),
        new SeatsView(
            it.seats().purchased(),
            it.seats().committed(),
            inUse.members(),
            it.seats().policy(),
            it.seats().ceiling(),
            ahead == null ? null : ahead.seats()),
        ScheduledView.of(ahead),
        it.cancelAtPeriodEnd(),
        it.standing().readOnly(),
        owed,
        it.card(),
        plan.features(),
        new LimitsView(plan.workspaces(), it.seats().cap()),
        inUse.over(plan));
  }
}
