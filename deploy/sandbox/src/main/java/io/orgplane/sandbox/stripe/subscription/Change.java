package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change of a subscription's items, worked out but not yet made: the same calculation serves the
 * preview, the refusal and the deed.
 *
 * @param charges by item id, what will be the last charge of the item
 * @param endsTrial the first paid period begins, whatever was left of the trial
 * @param startsPeriod the change begins a new billing cycle, and its invoice is issued at once
 *     whatever was asked for
 */
record Change(
    List<Target> targets,
    List<InvoiceLine> credits,
    Map<String, InvoiceLine> charges,
    boolean startsPeriod,
    boolean endsTrial,
    Period period,
    long at) {

  /** Stripe's {@code proration_behavior}. */
  enum Behavior {
    CREATE_PRORATIONS,
    ALWAYS_INVOICE,
    NONE
  }

  /** What was asked for the billing cycle. */
  enum Anchor {
    KEPT,
    NOW,
    TRIAL_ENDS
  }

  static Change of(
      Subscription subscription,
      List<Target> targets,
      Behavior behavior,
      Anchor anchor,
      long at,
      long now) {
    requireOneInterval(targets);
    boolean endsTrial = subscription.trialing() && anchor == Anchor.TRIAL_ENDS;
    boolean starts =
        endsTrial
            || (!subscription.trialing()
                && (anchor == Anchor.NOW || beginsCycle(subscription, targets)));
    Period period =
        starts ? Period.from(now, targets.getFirst().interval()) : subscription.period();
    var change =
        new Change(
            targets, new ArrayList<>(), new LinkedHashMap<>(), starts, endsTrial, period, at);
    if (!subscription.trialing() || endsTrial) {
      change.credit(subscription, behavior);
      change.charge(subscription, behavior);
    }
    return change;
  }

  boolean isNothing(Subscription subscription) {
    return !startsPeriod
        && targets.stream().noneMatch(Target::changes)
        && targets.size() == subscription.items().size();
  }

  List<InvoiceLine> lines() {
    List<InvoiceLine> lines = new ArrayList<>(credits);
    lines.addAll(charges.values());
    return lines;
  }

  private void credit(Subscription subscription, Behavior behavior) {
    if (behavior == Behavior.NONE) {
      return;
    }
    for (SubscriptionItem item : subscription.items()) {
      boolean kept =
          targets.stream().anyMatch(target -> target.item() == item && !target.changes());
      if (startsPeriod || !kept) {
        credits.addAll(Proration.unused(item, at));
      }
    }
  }

  private void charge(Subscription subscription, Behavior behavior) {
    for (Target target : targets) {
      if (startsPeriod) {
        charges.put(target.id(), Proration.whole(target, subscription.id(), period));
      } else if (target.changes() && behavior != Behavior.NONE) {
        charges.put(target.id(), Proration.remaining(target, subscription.id(), period, at));
      }
    }
  }

  private static boolean beginsCycle(Subscription subscription, List<Target> targets) {
    boolean wasFree = subscription.items().stream().allMatch(item -> Target.of(item).amount() == 0);
    boolean isPaid = targets.stream().anyMatch(target -> target.amount() > 0);
    return !targets.getFirst().interval().equals(subscription.interval()) || (wasFree && isPaid);
  }

  private static void requireOneInterval(List<Target> targets) {
    if (targets.isEmpty()) {
      throw ApiError.invalid("A subscription must have at least one item.", "items");
    }
    Target first = targets.getFirst();
    for (Target other : targets) {
      if (!other.interval().equals(first.interval())
          || !other.price().currency().equals(first.price().currency())) {
        throw ApiError.invalid(
            "All prices of a subscription here have one interval and one currency.", "items");
      }
    }
  }
}
