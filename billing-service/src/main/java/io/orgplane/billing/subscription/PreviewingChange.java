package io.orgplane.billing.subscription;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.catalogue.PlanKey;
import io.orgplane.billing.credit.CreditPool;
import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.limit.InUse;
import io.orgplane.billing.limit.OverLimit;
import io.orgplane.billing.limit.ThingsInUse;
import io.orgplane.billing.payment.PaymentFailure;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.billing.payment.PlanPrice;
import io.orgplane.billing.payment.Quote;
import io.orgplane.billing.payment.SubscriptionChange;
import io.orgplane.billing.payment.SubscriptionChange.WhenDeclined;
import io.orgplane.billing.seat.Seats;
import io.orgplane.billing.subscription.ChangePlan.Decision;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a change would come to, by the calculations that make it: the provider's own for money,
 * the pool's own for credits. What the change would be refused for, its preview is refused for.
 */
@ApplicationScoped
class PreviewingChange {

  private final Transactions transactions;
  private final Subscriptions subscriptions;
  private final ThingsInUse things;
  private final ChangePlan changePlan;
  private final CreditPools pools;
  private final Catalogues catalogues;
  private final PaymentProvider provider;
  private final Clock clock;

  PreviewingChange(
      Transactions transactions,
      Subscriptions subscriptions,
      ThingsInUse things,
      ChangePlan changePlan,
      CreditPools pools,
      Catalogues catalogues,
      PaymentProvider provider,
      Clock clock) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.things = things;
    this.changePlan = changePlan;
    this.pools = pools;
    this.catalogues = catalogues;
    this.provider = provider;
    this.clock = clock;
  }

  /** What is wished for; what is absent stays as it is. */
  record Wish(@Nullable String plan, @Nullable Interval interval, @Nullable Integer seats) {}

  /** All that the database has to say: the money, where it is known without asking. */
  private record Draft(
      Optional<PlanOrder> order,
      Quote known,
      Credits creditsNow,
      Credits creditsPerPeriod,
      List<OverLimit> overLimit) {}

  Uni<PreviewView> of(OrganizationId organization, Wish wish) {
    return transactions
        .in(organization, tx -> draft(tx, organization, wish))
        .chain(this::priced)
        .onFailure(PaymentFailure.class)
        .transform(failure -> new UpstreamUnavailable("The payment provider"));
  }

  private Uni<Draft> draft(Tx tx, OrganizationId organization, Wish wish) {
    return subscriptions
        .lock(tx, organization)
        .chain(
            current -> things.of(tx, organization).chain(inUse -> draft(tx, current, wish, inUse)));
  }

  private Uni<Draft> draft(Tx tx, Subscription current, Wish wish, InUse inUse) {
    Catalogue catalogue = catalogues.current();
    String plan = wish.plan() == null ? current.plan().plan() : wish.plan();
    Interval interval = wish.interval() == null ? current.interval() : wish.interval();
    if (plan.equals(catalogue.free().name()) && current.isPaid()) {
      return Uni.createFrom().item(cancellation(catalogue, inUse));
    }
    return current.isPaid()
        ? change(tx, current, wish, new ChangePlan.Wish(plan, interval, wish.seats()), inUse)
        : Uni.createFrom().item(purchase(plan, interval, wish.seats(), inUse));
  }

  /** The free plan is what canceling comes to, with the end of the period. */
  private static Draft cancellation(Catalogue catalogue, InUse inUse) {
    Plan free = catalogue.free();
    return new Draft(
        Optional.empty(),
        new Quote(0, 0, catalogue.currency()),
        Credits.NONE,
        free.allocation(),
        inUse.over(free));
  }

  /** A first purchase is the list price, and begins a period with all its credits. */
  private Draft purchase(String name, Interval interval, @Nullable Integer seats, InUse inUse) {
    Catalogue catalogue = catalogues.current();
    Plan plan = Purchase.sellable(catalogue, name);
    int quantity = seats == null ? Math.max(plan.minimumSeats(), inUse.members()) : seats;
    Purchase.requireEnough(plan, quantity, inUse.members());
    Credits credits = plan.allocation().times(quantity);
    Quote bill = bill(catalogue, plan, interval, quantity, true);
    return new Draft(Optional.empty(), bill, credits, credits, inUse.over(plan));
  }

  private Uni<Draft> change(
      Tx tx, Subscription current, Wish wish, ChangePlan.Wish full, InUse inUse) {
    if (wish.plan() == null && wish.interval() == null) {
      return seats(tx, current, wish.seats(), inUse);
    }
    Decision decision = changePlan.decide(current, full, inUse.members());
    return switch (decision) {
      case Decision.Unchanged same -> Uni.createFrom().item(asItIs(current, inUse));
      case Decision.AtRenewal later -> Uni.createFrom().item(later(current, later.change(), inUse));
      case Decision.Now now -> now(tx, current, now.order(), inUse);
    };
  }

  /** Seats alone stay under the catalogue that the plan was bought under. */
  private Uni<Draft> seats(Tx tx, Subscription current, @Nullable Integer quantity, InUse inUse) {
    ChangeSeats.Wish wish = new ChangeSeats.Wish(quantity, null, null);
    int active = inUse.members();
    Seats ruled = ChangeSeats.rule(current, wish, active);
    Optional<SeatOrder> order = ChangeSeats.order(current, wish, ruled, clock.instant());
    if (order.isPresent()) {
      return now(tx, current, order.get().planOrder(current), inUse);
    }
    Plan plan = catalogues.plan(current.plan());
    Subscription wanted = ChangeSeats.without(current, wish, ruled, plan, active);
    return Uni.createFrom().item(asItIs(wanted, inUse));
  }

  /** It goes on with what is scheduled, or without the seats of who has left. */
  private Draft asItIs(Subscription it, InUse inUse) {
    ScheduledChange ahead = it.ahead();
    ScheduledChange trueDown =
        ScheduledChange.trueDown(it.plan(), it.interval(), it.period().end());
    return later(it, ahead == null ? trueDown : ahead, inUse);
  }

  private Draft later(Subscription current, ScheduledChange change, InUse inUse) {
    int wanted = change.seats() == null ? current.seats().committed() : change.seats();
    int minimum = catalogues.plan(change.plan()).minimumSeats();
    int quantity = Math.max(Math.max(wanted, minimum), inUse.members());
    return renewal(change.plan(), change.interval(), quantity, inUse);
  }

  private Draft renewal(PlanKey key, Interval interval, int quantity, InUse inUse) {
    Catalogue catalogue = catalogues.version(key.catalogueVersion());
    Plan plan = catalogue.require(key.plan());
    return new Draft(
        Optional.empty(),
        bill(catalogue, plan, interval, quantity, false),
        Credits.NONE,
        plan.allocation().times(quantity),
        inUse.over(plan));
  }

  private Uni<Draft> now(Tx tx, Subscription current, PlanOrder order, InUse inUse) {
    Plan plan = catalogues.plan(order.plan());
    Credits perPeriod = plan.allocation().times(order.quantity());
    Quote asked = new Quote(0, 0, "");
    return pools
        .lock(tx, current.organization())
        .map(pool -> gained(pool, current, order))
        .map(gained -> new Draft(Optional.of(order), asked, gained, perPeriod, inUse.over(plan)));
  }

  /** The pool does it and is not saved. */
  private Credits gained(CreditPool pool, Subscription current, PlanOrder order) {
    Credits before = pool.available();
    Subscription changed = current.ordered(order);
    pool.follow(
        changed.allocation(catalogues.plan(order.plan()), order.prorationAt()), clock.instant());
    return pool.available().minus(before);
  }

  private Uni<PreviewView> priced(Draft draft) {
    return draft
        .order()
        .map(order -> provider.quote(change(order)))
        .orElseGet(() -> Uni.createFrom().item(draft.known()))
        .map(quote -> view(draft, quote));
  }

  private SubscriptionChange change(PlanOrder order) {
    Catalogue catalogue = catalogues.version(order.plan().catalogueVersion());
    Plan plan = catalogue.require(order.plan().plan());
    return new SubscriptionChange(
        order.subscription(),
        PlanPrice.of(catalogue, plan, order.interval()),
        order.quantity(),
        order.prorationAt(),
        order.endsTrial(),
        WhenDeclined.WAIT);
  }

  private static Quote bill(
      Catalogue catalogue, Plan plan, Interval interval, int quantity, boolean now) {
    long amount = PlanPrice.of(catalogue, plan, interval).unitAmount() * quantity;
    return new Quote(now ? amount : 0, amount, catalogue.currency());
  }

  private static PreviewView view(Draft draft, Quote quote) {
    return new PreviewView(
        quote.dueNow(),
        quote.dueAtRenewal(),
        quote.currency(),
        draft.creditsNow(),
        draft.creditsPerPeriod(),
        draft.overLimit());
  }
}
