package io.orgplane.billing.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another plan, another quantity, or both, at once and prorated.
 *
 * @param price none keeps the plan
 * @param prorationAt from when it counts
 * @param endsTrial the trial is over with it, and a first period begins that is paid
 */
public record SubscriptionChange(
    PaidSubscriptionId subscription,
    @Nullable PlanPrice price,
    int quantity,
    Instant prorationAt,
    boolean endsTrial,
    WhenDeclined whenDeclined) {

  /**
   * The key of its call: when the period has turned since it was first tried, it is another call,
   * and providers refuse other parameters under the same key.
   */
  public String keyOf(String deed) {
    return deed + "@" + prorationAt.getEpochSecond();
  }

  /** What a declined card does to the change. */
  public enum WhenDeclined {
    /** It waits until it is paid, and is dropped when it is not. */
    WAIT,
    /** It is made; the subscription is past due. */
    OWE
  }
}
