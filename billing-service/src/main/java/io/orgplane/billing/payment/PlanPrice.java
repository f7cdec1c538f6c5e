package io.orgplane.billing.payment;

import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.catalogue.PlanKey;

/**
 * The price of one seat of a plan.
 *
 * @param unitAmount minor units on one bill
 */
public record PlanPrice(PlanKey plan, Interval interval, long unitAmount, String currency) {

  public static PlanPrice of(Catalogue catalogue, Plan plan, Interval interval) {
    long amount =
        plan.unitAmount(interval)
            .orElseThrow(() -> new IllegalArgumentException(plan.name() + " has no price"));
    return new PlanPrice(catalogue.key(plan), interval, amount, catalogue.currency());
  }
}
