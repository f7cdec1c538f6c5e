package io.orgplane.billing.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.payment.Card;
import io.orgplane.billing.seat.MemberCounts.MemberCount;
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
    Period currentPeriod,
    SeatsView seats,
    boolean cancelAtPeriodEnd,
    @Nullable Card paymentMethod,
    List<String> features,
    LimitsView limits) {

  /**
   * Seats.
   *
   * @param purchased the quantity that is billed
   * @param committed those bought on purpose
   * @param used active members
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SeatsView(
      int purchased, int committed, int used, SeatPolicy policy, @Nullable Integer ceiling) {}

  /** Counts that must not be exceeded; null is no limit. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record LimitsView(@Nullable Integer workspaces, @Nullable Integer members) {}

  static SubscriptionView of(Subscription it, Plan plan, MemberCount members, Instant now) {
    return new SubscriptionView(
        plan.name(),
        it.plan().catalogueVersion(),
        it.interval(),
        it.status(),
        it.isPaid() ? it.period() : it.period().monthAt(now),
        new SeatsView(
            it.seats().purchased(),
            it.seats().committed(),
            members.active(),
            it.seats().policy(),
            it.seats().ceiling()),
        it.cancelAtPeriodEnd(),
        it.card(),
        plan.features(),
        new LimitsView(plan.workspaces(), it.seats().cap()));
  }
}
