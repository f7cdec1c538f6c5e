package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.payment.PaymentProblem.PaymentRequired;
import io.orgplane.billing.subscription.SubscriptionProblem.OnlyAtRenewal;
import io.orgplane.billing.subscription.SubscriptionProblem.Owing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether and how a subscription can be changed to another plan now. */
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

  /** The order that it comes to; empty when it is so already. */
  Optional<PlanOrder> decide(Subscription current, Wish wish, int active) {
    Catalogue catalogue = catalogues.current();
    Plan wanted = Purchase.sellable(catalogue, wish.plan());
    PaidSubscriptionId paidBy = current.paidBy();
    if (paidBy == null) {
      throw new PaymentRequired("The first purchase is made through the checkout.");
    }
    if (current.status() == Status.PAST_DUE) {
      throw new Owing();
    }
    refuseLess(catalogue, current, wanted, wish.interval());
    int quantity = quantity(current, wanted, wish.seats(), active);
    boolean same =
        wanted.name().equals(current.plan().plan())
            && wish.interval() == current.interval()
            && quantity == current.seats().purchased();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return same
        ? Optional.empty()
        : Optional.of(new PlanOrder(paidBy, catalogue.key(wanted), wish.interval(), quantity, now));
  }

  private static void refuseLess(
      Catalogue catalogue, Subscription current, Plan wanted, Interval interval) {
    int now = catalogue.rank(current.plan().plan());
    boolean smaller = catalogue.rank(wanted.name()) < now;
    boolean shorter = interval.months() < current.interval().months();
    if (smaller || shorter) {
      throw new OnlyAtRenewal(
          "A smaller plan or a shorter interval can begin at the next renewal only, and scheduling"
              + " that is not offered yet.");
    }
  }

  private static int quantity(
      Subscription current, Plan wanted, @Nullable Integer seats, int active) {
    int purchased = current.seats().purchased();
    int quantity = seats == null ? Math.max(purchased, wanted.minimumSeats()) : seats;
    Purchase.requireEnough(wanted, quantity, active);
    if (quantity < purchased) {
      throw new OnlyAtRenewal(
          "Seats can be given up at the next renewal only, and scheduling that is not offered"
              + " yet.");
    }
    return quantity;
  }
}
