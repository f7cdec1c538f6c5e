package io.orgplane.billing.subscription;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.credit.CreditPool;
import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.payment.PaymentFailure;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.billing.payment.PlanPrice;
import io.orgplane.billing.payment.Quote;
import io.orgplane.billing.payment.SubscriptionChange;
import io.orgplane.billing.payment.SubscriptionChange.WhenDeclined;
import io.orgplane.billing.seat.MemberCounts;
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
  private final MemberCounts members;
  private final ChangePlan changePlan;
  private final CreditPools pools;
  private final Catalogues catalogues;
  private final PaymentProvider provider;
  private final Clock clock;

  PreviewingChange(
      Transactions transactions,
      Subscriptions subscriptions,
      MemberCounts members,
      ChangePlan changePlan,
      CreditPools pools,
      Catalogues catalogues,
      PaymentProvider provider,
      Clock clock) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.members = members;
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
      Optional<PlanOrder> order, Quote listPrice, Credits creditsNow, Credits creditsPerPeriod) {}

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
            current ->
                members
                    .of(tx, organization)
                    .chain(count -> draft(tx, current, wish, count.active())));
  }

  private Uni<Draft> draft(Tx tx, Subscription current, Wish wish, int active) {
    String plan = wish.plan() == null ? current.plan().plan() : wish.plan();
    Interval interval = wish.interval() == null ? current.interval() : wish.interval();
    return current.isPaid()
        ? change(tx, current, new ChangePlan.Wish(plan, interval, wish.seats()), active)
        : Uni.createFrom().item(purchase(plan, interval, wish.seats(), active));
  }

  /** A first purchase is the list price, and begins a period with all its credits. */
  private Draft purchase(String name, Interval interval, @Nullable Integer seats, int active) {
    Catalogue catalogue = catalogues.current();
    Plan plan = Purchase.sellable(catalogue, name);
    int quantity = seats == null ? Math.max(plan.minimumSeats(), active) : seats;
    Purchase.requireEnough(plan, quantity, active);
    Credits credits = plan.allocation().times(quantity);
    return new Draft(
        Optional.empty(), bill(catalogue, plan, interval, quantity, true), credits, credits);
  }

  private Uni<Draft> change(Tx tx, Subscription current, ChangePlan.Wish wish, int active) {
    Catalogue catalogue = catalogues.current();
    Plan plan = Purchase.sellable(catalogue, wish.plan());
    Optional<PlanOrder> order = changePlan.decide(current, wish, active);
    int quantity = order.map(PlanOrder::quantity).orElse(current.seats().purchased());
    Credits perPeriod = plan.allocation().times(quantity);
    Quote unchanged = bill(catalogue, plan, wish.interval(), quantity, false);
    return pools
        .lock(tx, current.organization())
        .map(pool -> order.map(it -> gained(pool, current, it)).orElse(Credits.NONE))
        .map(gained -> new Draft(order, unchanged, gained, perPeriod));
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
        .orElseGet(() -> Uni.createFrom().item(draft.listPrice()))
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
        List.of());
  }
}
