package io.orgplane.billing.subscription;

import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.seat.SeatPolicy;
import io.orgplane.billing.seat.Seats;
import io.orgplane.billing.subscription.SubscriptionProblem.OnlyAtRenewal;
import io.orgplane.billing.subscription.SubscriptionProblem.OverLimit;
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
  static Optional<SeatOrder> order(Subscription current, Wish wish, int active, Instant now) {
    CustomerId customer = current.customer();
    PaidSubscriptionId paidBy = current.paidBy();
    Integer quantity = wish.quantity();
    int purchased = current.seats().purchased();
    if (customer == null || paidBy == null || quantity == null || quantity == purchased) {
      return Optional.empty();
    }
    if (quantity < purchased) {
      throw new OnlyAtRenewal(
          "Seats can be given up at the next renewal only, and scheduling that is not offered"
              + " yet.");
    }
    if (current.status() == Status.PAST_DUE) {
      throw new Owing();
    }
    return Optional.of(
        new SeatOrder(
            customer,
            paidBy,
            quantity,
            now.truncatedTo(ChronoUnit.SECONDS),
            current.seats().policy(),
            current.seats().ceiling()));
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
