package io.orgplane.billing.payment;

import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.PlanKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the provider has it now.
 *
 * @param quantity seats that are billed
 * @param trialEndsAt none once the trial is over, and where there was none
 * @param renewsAs none where it renews as it is
 * @param changePending a change waits for its payment; plan and quantity are still those before it
 * @param card none where the provider names none
 */
public record PaidSubscription(
    PaidSubscriptionId id,
    Status status,
    PlanKey plan,
    Interval interval,
    int quantity,
    Instant createdAt,
    Instant periodStart,
    Instant periodEnd,
    boolean cancelAtPeriodEnd,
    @Nullable Instant trialEndsAt,
    @Nullable RenewalTerms renewsAs,
    boolean changePending,
    @Nullable Card card) {

  /** How well it is paid. */
  public enum Status {
    /** The first payment has not succeeded: nothing has begun. */
    INCOMPLETE,
    TRIALING,
    ACTIVE,
    PAST_DUE,
    CANCELED
  }

  /** Whether it has begun and not ended. */
  public boolean isLive() {
    return status == Status.ACTIVE || status == Status.TRIALING || status == Status.PAST_DUE;
  }

  public boolean isAt(PlanKey wantedPlan, Interval wantedInterval, int wantedQuantity) {
    return plan.equals(wantedPlan)
        && interval == wantedInterval
        && quantity == wantedQuantity
        && !changePending;
  }

  /**
   * From when a change counts that was ordered then. An order that has been carried through only
   * after its period counts from the next one's beginning: providers prorate no other period than
   * the current one.
   */
  public Instant prorated(Instant ordered) {
    return ordered.isBefore(periodStart) ? periodStart : ordered;
  }
}
