package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.limit.OverLimit;
import io.orgplane.billing.subscription.SubscriptionProblem.TooMuchInUse;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;

/** What can be bought at all, whether for the first time or instead of something else. */
public final class Purchase {

  private Purchase() {}

  /** The plan, if it is one that is simply bought. */
  public static Plan sellable(Catalogue catalogue, String name) {
    Plan plan =
        catalogue
            .plan(name)
            .orElseThrow(() -> new ValidationFailed("plan", "must be a plan of the catalogue"));
    return switch (plan.sale()) {
      case CHECKOUT -> plan;
      case FREE ->
          throw new ValidationFailed(
              "plan", "cannot be bought; the organization falls back to it when it cancels");
      case AGREEMENT -> throw new ValidationFailed("plan", "is sold by agreement only");
    };
  }

  /** At least what the plan demands, and a seat for everybody who is there. */
  public static void requireEnough(Plan plan, int quantity, int active) {
    if (quantity < plan.minimumSeats()) {
      throw new ValidationFailed(
          "seats", "must be at least " + plan.minimumSeats() + " on this plan");
    }
    if (quantity < active) {
      throw new TooMuchInUse(new OverLimit("members", active, quantity));
    }
  }
}
