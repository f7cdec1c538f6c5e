package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.subscription.Change.Anchor;
import io.orgplane.sandbox.stripe.subscription.Change.Behavior;
import io.orgplane.sandbox.stripe.subscription.ChangingSubscriptions.OnFailure;
import java.util.Locale;

/** The parameters that steer how a change is prorated and paid. */
final class Behaviors {
  static final Param PRORATION =
      Param.oneOf("proration_behavior", "create_prorations", "always_invoice", "none");
  static final Param PAYMENT =
      Param.oneOf(
          "payment_behavior",
          "allow_incomplete",
          "default_incomplete",
          "error_if_incomplete",
          "pending_if_incomplete");
  static final Param DATE = Param.integer("proration_date");

  private Behaviors() {}

  static Behavior proration(Arguments args) {
    return Behavior.valueOf(
        args.string("proration_behavior", "create_prorations").toUpperCase(Locale.ROOT));
  }

  static OnFailure payment(Arguments args) {
    return OnFailure.valueOf(
        args.string("payment_behavior", "allow_incomplete").toUpperCase(Locale.ROOT));
  }

  /** Ending a trial now begins the cycle now. */
  static Anchor anchor(Arguments args, long now) {
    Long trialEnd = Trials.end(args, now);
    if (trialEnd != null && trialEnd == now) {
      return Anchor.TRIAL_ENDS;
    }
    return args.string("billing_cycle_anchor", "").equals("now") ? Anchor.NOW : Anchor.KEPT;
  }

  static long date(Subscription subscription, Arguments args, long now) {
    long at = args.integer("proration_date", now);
    ChangingSubscriptions.requireWithinPeriod(subscription, at);
    return at;
  }
}
