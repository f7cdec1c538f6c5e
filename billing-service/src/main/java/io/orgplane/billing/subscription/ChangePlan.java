package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.catalogue.PlanKey;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.payment.PaymentProblem.PaymentRequired;
import io.orgplane.billing.subscription.ChangePlan.Decision.AtRenewal;
import io.orgplane.billing.subscription.ChangePlan.Decision.Now;
import io.orgplane.billing.subscription.ChangePlan.Decision.Unchanged;
import io.orgplane.billing.subscription.SubscriptionProblem.OnlyAtRenewal;
import io.orgplane.billing.subscription.SubscriptionProblem.Owing;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Decides whether and how a subscription can be changed to another plan. */
@ApplicationScoped
class ChangePlan {

  private final Catalogues catalogues;
  private final Clock clock;

  ChangePlan(Catalogues catalogues, Clock clock) {
    this.catalogues = catalogues;
    this.clock = clock;
  }

  /** What is wished for. */
  record Wish(String plan, Interval interval, @Nullable Integer seats) {}

  /** What a wish comes to. */
  sealed interface Decision {

    /** It is so already. */
    record Unchanged() implements Decision {}

    /** More: at once, prorated. */
    record Now(PlanOrder order) implements Decision {}

    /** Less: with the next period. */
    record AtRenewal(ScheduledChange change) implements Decision {}
  }

  Decision decide(Subscription current, Wish wish, int active) {
    Catalogue catalogue = catalogues.current();
    Plan wanted = Purchase.sellable(catalogue, wish.plan());
    PaidSubscriptionId paidBy = current.paidBy();
    if (paidBy == null) {
      throw new PaymentRequired("The first purchase is made through the checkout.");
    }
    requireInOrder(current);
    int purchased = current.seats().purchased();
    int quantity = wish.seats() == null ? quantity(current, wanted) : wish.seats();
    Purchase.requireEnough(wanted, quantity, active);
    boolean samePlan =
        wanted.name().equals(current.plan().plan()) && wish.interval() == current.interval();
    if (samePlan && quantity == purchased) {
      return new Unchanged();
    }
    boolean less = isLess(catalogue, current, wanted, wish.interval());
    if (less || quantity < purchased) {
      return new AtRenewal(atRenewal(current, catalogue.key(wanted), wish, less, samePlan));
    }
    boolean endsTrial = current.status() == Status.TRIALING && !samePlan;
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new Now(
        new PlanOrder(paidBy, catalogue.key(wanted), wish.interval(), quantity, now, endsTrial));
  }

  private static void requireInOrder(Subscription current) {
    if (current.isOwing()) {
      throw new Owing();
    }
    if (current.cancelAtPeriodEnd()) {
      throw new Conflict("The subscription ends with its period. Resume it first.");
    }
  }

  private static int quantity(Subscription current, Plan wanted) {
    return Math.max(current.seats().purchased(), wanted.minimumSeats());
  }

  /** Whether the plan is smaller, or billed more often. */
  private boolean isLess(
      Catalogue catalogue, Subscription current, Plan wanted, Interval interval) {
    String plan = current.plan().plan();
    int now =
        (catalogue.plan(plan).isPresent()
                ? catalogue
                : catalogues.version(current.plan().catalogueVersion()))
            .rank(plan);
    return catalogue.rank(wanted.name()) < now || interval.months() < current.interval().months();
  }

  private static ScheduledChange atRenewal(
      Subscription current, PlanKey wanted, Wish wish, boolean less, boolean samePlan) {
    if (current.status() == Status.TRIALING) {
      throw new OnlyAtRenewal(
          "While it is tried, a plan can only become more. Cancel it, or wait until the trial has"
              + " become a subscription.");
    }
    if (!less && !samePlan) {
      throw new OnlyAtRenewal(
          "A larger plan begins at once and seats are given back at the next renewal only: change"
              + " the plan first, then the seats.");
    }
    return new ScheduledChange(
        samePlan ? current.plan() : wanted, wish.interval(), wish.seats(), current.period().end());
  }
}
