package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.limit.OverLimit;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.payment.RenewalTerms;
import io.orgplane.billing.seat.SeatPolicy;
import io.orgplane.billing.seat.Seats;
import io.orgplane.billing.subscription.SubscriptionProblem.OnlyAtRenewal;
import io.orgplane.billing.subscription.SubscriptionProblem.Owing;
import io.orgplane.billing.subscription.SubscriptionProblem.PlanRequired;
import io.orgplane.billing.subscription.SubscriptionProblem.TooMuchInUse;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a wish for other seats. */
final class ChangeSeats {

  private ChangeSeats() {}

  /**
   * What is wished for. A policy comes with its ceiling, or with none; a ceiling alone is about the
   * policy that is.
   */
  record Wish(@Nullable Integer quantity, @Nullable SeatPolicy policy, @Nullable Integer ceiling) {}

  /** By which rule seats are to grow from now on. */
  static Seats rule(Subscription current, Wish wish, int active) {
    requirePaid(current);
    Seats seats = current.seats();
    SeatPolicy policy = wish.policy() == null ? seats.policy() : wish.policy();
    if (policy == SeatPolicy.FIXED && wish.ceiling() != null) {
      throw new ValidationFailed("ceiling", "is for seats that expand only");
    }
    boolean untouched = wish.policy() == null && wish.ceiling() == null;
    Seats ruled = untouched ? seats : seats.withPolicy(policy, wish.ceiling());
    requireRoom(ruled, wish, active);
    return ruled;
  }

  /** The seats to be bought for it; empty when there are enough. */
  static Optional<SeatOrder> order(Subscription current, Wish wish, Seats ruled, Instant now) {
    CustomerId customer = current.customer();
    PaidSubscriptionId paidBy = current.paidBy();
    Integer quantity = wish.quantity();
    if (customer == null
        || paidBy == null
        || quantity == null
        || quantity <= current.seats().purchased()) {
      return Optional.empty();
    }
    if (current.isOwing()) {
      throw new Owing();
    }
    return Optional.of(
        new SeatOrder(
            customer,
            paidBy,
            quantity,
            now.truncatedTo(ChronoUnit.SECONDS),
            ruled.policy(),
            ruled.ceiling()));
  }

  /**
   * What becomes of it where nothing is bought. As many as there are keeps them all, on purpose and
   * over the renewal; fewer are given back with the next period.
   */
  static Subscription without(Subscription current, Wish wish, Seats ruled, Plan plan, int active) {
    Integer quantity = wish.quantity();
    ScheduledChange scheduled = current.scheduled();
    if (fixes(current, ruled)) {
      requireNothingGivenBack(current);
    }
    if (quantity == null) {
      return current.withSeats(ruled);
    }
    if (quantity == ruled.purchased()) {
      return current
          .withSeats(ruled.withCommitted(quantity))
          .withScheduled(scheduled == null ? null : scheduled.withoutSeats(current));
    }
    Purchase.requireEnough(plan, quantity, active);
    requireRenewing(current);
    return current.withSeats(ruled).withScheduled(fewer(current, quantity));
  }

  /** Whether a cap begins with it: from then on no less may be billed than the gate lets in. */
  static boolean fixes(Subscription current, Seats ruled) {
    return ruled.policy() == SeatPolicy.FIXED && current.seats().policy() != SeatPolicy.FIXED;
  }

  /** The provider would bill fewer with the period's end, before the gate could have gone down. */
  private static void requireNothingGivenBack(Subscription current) {
    RenewalTerms held = current.renewsAs();
    if (held != null && held.quantity() < current.seats().purchased()) {
      throw new OnlyAtRenewal(
          "Seats are given back with the end of the period, and the payment provider knows it. Take"
              + " the scheduled change back first, or fix the seats after the renewal.");
    }
  }

  private static ScheduledChange fewer(Subscription current, int quantity) {
    ScheduledChange scheduled = current.ahead();
    return new ScheduledChange(
        scheduled == null ? current.plan() : scheduled.plan(),
        scheduled == null ? current.interval() : scheduled.interval(),
        quantity,
        current.period().end());
  }

  private static void requireRenewing(Subscription current) {
    if (current.isOwing()) {
      throw new Owing();
    }
    if (current.cancelAtPeriodEnd() || current.status() == Status.TRIALING) {
      throw new OnlyAtRenewal(
          "Seats are given back at a renewal, and none is ahead: the subscription is tried, or ends"
              + " with its period.");
    }
  }

  private static void requirePaid(Subscription current) {
    if (!current.isPaid()) {
      throw new PlanRequired("The free plan has one seat. Buy a plan to have more.");
    }
  }

  private static void requireRoom(Seats ruled, Wish wish, int active) {
    int wanted =
        wish.quantity() == null ? ruled.purchased() : Math.max(wish.quantity(), ruled.purchased());
    Integer ceiling = ruled.ceiling();
    if (ceiling != null && ceiling < wanted) {
      throw new ValidationFailed("ceiling", "must be at least the seats that are bought");
    }
    int room = ruled.policy() == SeatPolicy.FIXED ? wanted : ceiling == null ? active : ceiling;
    if (active > room) {
      throw new TooMuchInUse(new OverLimit("members", active, room));
    }
  }
}
