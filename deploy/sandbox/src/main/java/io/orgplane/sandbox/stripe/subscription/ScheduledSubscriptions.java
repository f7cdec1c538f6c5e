package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions.Wanted;
import io.orgplane.sandbox.stripe.subscription.Change.Anchor;
import io.orgplane.sandbox.stripe.subscription.Change.Behavior;
import io.orgplane.sandbox.stripe.subscription.ChangingSubscriptions.OnFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a schedule does with the subscription that it manages. */
public final class ScheduledSubscriptions {
  private final Subscriptions subscriptions;
  private final ChangingSubscriptions changes;
  private final Cancellations cancellations;
  private final Moment moment;

  public ScheduledSubscriptions(
      Subscriptions subscriptions,
      ChangingSubscriptions changes,
      Cancellations cancellations,
      Moment moment) {
    this.subscriptions = subscriptions;
    this.changes = changes;
    this.cancellations = cancellations;
    this.moment = moment;
  }

  /** One that has no schedule yet. */
  public Subscription requireFree(String id, String param) {
    Subscription subscription = subscriptions.require(id, param);
    if (subscription.ended()) {
      throw ApiError.invalid("You cannot migrate a subscription that is canceled.", param);
    }
    if (subscription.schedule != null) {
      throw ApiError.invalid(
          "You cannot migrate a subscription that is already attached to a schedule: "
              + subscription.schedule.id(),
          param);
    }
    return subscription;
  }

  public static List<Wanted> itemsOf(Subscription subscription) {
    return subscription.items().stream()
        .map(item -> new Wanted(item.price(), item.quantity()))
        .toList();
  }

  public void attach(Subscription subscription, AttachedSchedule schedule) {
    subscriptions.changing(
        subscription,
        () -> {
          subscription.schedule = schedule;
          if (subscription.cancelAtPeriodEnd) {
            subscription.cancelAtPeriodEnd = false;
            subscription.cancelAt = subscription.period().end();
          }
        });
  }

  /** Lets go; an end that the schedule had announced goes with it, unless it is to be kept. */
  public void detach(Subscription subscription, boolean keepsEnd) {
    subscriptions.changing(
        subscription,
        () -> {
          subscription.schedule = null;
          if (!keepsEnd) {
            cancellations.at(subscription, null);
          }
        });
  }

  /** The end that the schedule announces; null for none. */
  public void endAt(Subscription subscription, @Nullable Long second) {
    subscriptions.changing(subscription, () -> cancellations.at(subscription, second));
  }

  /**
   * Makes the subscription what a phase says. At the turn of its period nothing is prorated: the
   * renewal charges for the new items, and another interval counts from there.
   */
  public void become(
      Subscription subscription, List<Wanted> items, String behavior, boolean resetAnchor) {
    List<Target> targets = targets(subscription, items);
    subscriptions.changing(
        subscription,
        () -> {
          if (moment.now() >= subscription.period().end()) {
            subscription.turnInto(targets, moment.now());
          } else {
            prorated(subscription, targets, behavior, resetAnchor);
          }
        });
  }

  private void prorated(
      Subscription subscription, List<Target> targets, String behavior, boolean resetAnchor) {
    Behavior prorating = Behavior.valueOf(behavior.toUpperCase(Locale.ROOT));
    Change change =
        Change.of(
            subscription,
            targets,
            prorating,
            resetAnchor ? Anchor.NOW : Anchor.KEPT,
            moment.now(),
            moment.now());
    changes.change(subscription, change, prorating, OnFailure.ALLOW_INCOMPLETE);
  }

  public void cancel(Subscription subscription, boolean prorate, boolean invoiceNow) {
    cancellations.now(subscription, prorate, invoiceNow);
  }

  /** The last phase is over, and the subscription with it. */
  public void end(Subscription subscription) {
    cancellations.periodIsOver(subscription);
  }

  /** An item stays itself while its price does. */
  static List<Target> targets(Subscription subscription, List<Wanted> items) {
    List<SubscriptionItem> left = new ArrayList<>(subscription.items());
    List<Target> targets = new ArrayList<>();
    for (Wanted wanted : items) {
      SubscriptionItem same =
          left.stream().filter(item -> item.price() == wanted.price()).findFirst().orElse(null);
      left.remove(same);
      targets.add(
          same == null
              ? Target.added(wanted.price(), wanted.quantity())
              : new Target(same.id(), same, wanted.price(), wanted.quantity()));
    }
    return targets;
  }
}
