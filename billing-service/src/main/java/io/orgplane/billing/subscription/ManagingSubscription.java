package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.operation.Operations;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.payment.PaymentProblem.PaymentRequired;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.billing.seat.MemberCounts.MemberCount;
import io.orgplane.billing.seat.Seats;
import io.orgplane.billing.subscription.ChangePlan.Decision;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.Idempotency;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes a subscription on an Owner's wish: decided under its lock, carried through at the
 * provider behind the commit. An Idempotency-Key leads back to the operation that it began.
 */
@ApplicationScoped
class ManagingSubscription {

  private final Transactions transactions;
  private final Idempotency idempotency;
  private final Subscriptions subscriptions;
  private final MemberCounts members;
  private final ChangePlan changePlan;
  private final Operations operations;
  private final Catalogues catalogues;
  private final Revising revising;
  private final Clock clock;

  ManagingSubscription(
      Transactions transactions,
      Idempotency idempotency,
      Subscriptions subscriptions,
      MemberCounts members,
      ChangePlan changePlan,
      Operations operations,
      Catalogues catalogues,
      Revising revising,
      Clock clock) {
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.subscriptions = subscriptions;
    this.members = members;
    this.changePlan = changePlan;
    this.operations = operations;
    this.catalogues = catalogues;
    this.revising = revising;
    this.clock = clock;
  }

  /** Who asks, and under which key. */
  record Request(OrganizationId organization, Caller caller, @Nullable IdempotencyKey key) {}

  /** What was begun: an operation, or nothing that the provider has to know of. */
  record Begun(@Nullable UUID operation) {}

  /** A locked subscription, and who asks. */
  private record Now(Tx tx, Subscription current, int active, Actor actor) {}

  Uni<Void> changePlan(Request request, ChangePlan.Wish wish) {
    return begin(request, List.of("PUT plan", wish), the -> changePlan(the, wish));
  }

  Uni<Void> changeSeats(Request request, ChangeSeats.Wish wish) {
    return begin(request, List.of("PUT seats", wish), the -> changeSeats(the, wish));
  }

  /** Ends it with its period. */
  Uni<Void> cancel(Request request) {
    return begin(request, List.of("POST cancel"), the -> cancel(the, true));
  }

  /** Lets it go on after all. */
  Uni<Void> resume(Request request) {
    return begin(request, List.of("POST resume"), the -> cancel(the, false));
  }

  /** Takes a change back that has not begun. */
  Uni<Void> keep(Request request) {
    return begin(request, List.of("DELETE scheduled-change"), this::keep);
  }

  private Uni<Void> begin(Request request, Object wish, Function<Now, Uni<Begun>> decision) {
    OrganizationId organization = request.organization();
    return transactions
        .in(
            organization,
            tx ->
                idempotency.once(
                    tx,
                    organization,
                    request.caller(),
                    request.key(),
                    wish,
                    Begun.class,
                    () -> decide(tx, request, decision)))
        .chain(begun -> perform(organization, begun));
  }

  private Uni<Begun> decide(Tx tx, Request request, Function<Now, Uni<Begun>> decision) {
    OrganizationId organization = request.organization();
    return subscriptions
        .lock(tx, organization)
        .chain(
            current -> members.of(tx, organization).map(count -> the(tx, current, count, request)))
        .chain(decision::apply);
  }

  private static Now the(Tx tx, Subscription current, MemberCount count, Request request) {
    return new Now(tx, current, count.active(), request.caller().actor());
  }

  private Uni<Begun> changePlan(Now the, ChangePlan.Wish wish) {
    return switch (changePlan.decide(the.current(), wish, the.active())) {
      case Decision.Unchanged same -> nothing();
      case Decision.AtRenewal later -> become(the, the.current().withScheduled(later.change()));
      case Decision.Now now ->
          begin(
              the,
              ChangingPlan.KIND,
              now.order().json().put("customer", customer(the.current()).value()));
    };
  }

  private Uni<Begun> changeSeats(Now the, ChangeSeats.Wish wish) {
    Subscription current = the.current();
    Seats ruled = ChangeSeats.rule(current, wish, the.active());
    return ChangeSeats.order(current, wish, ruled, clock.instant())
        .map(order -> begin(the, BuyingSeats.KIND, order.json()))
        .orElseGet(() -> ruled(the, wish, ruled));
  }

  /** What is under way may be to tell the provider of fewer: a cap begins when that is known. */
  private Uni<Begun> ruled(Now the, ChangeSeats.Wish wish, Seats ruled) {
    Subscription current = the.current();
    Subscription wanted =
        ChangeSeats.without(current, wish, ruled, catalogues.plan(current.plan()), the.active());
    return ChangeSeats.fixes(current, ruled)
        ? operations.requireIdle(the.tx(), current.organization()).chain(() -> become(the, wanted))
        : become(the, wanted);
  }

  private Uni<Begun> cancel(Now the, boolean cancel) {
    Subscription current = the.current();
    PaidSubscriptionId paidBy = current.paidBy();
    if (paidBy == null) {
      throw new PaymentRequired("There is no subscription. Buy a plan through the checkout.");
    }
    return current.cancelAtPeriodEnd() == cancel
        ? nothing()
        : begin(the, CancelingPlan.KIND, CancelingPlan.request(customer(current), paidBy, cancel));
  }

  private Uni<Begun> keep(Now the) {
    ScheduledChange scheduled = the.current().ahead();
    if (scheduled != null && !scheduled.at().isAfter(clock.instant())) {
      throw new Conflict("The scheduled change has begun.");
    }
    return scheduled == null ? nothing() : become(the, the.current().withScheduled(null));
  }

  private Uni<Begun> begin(Now the, String kind, JsonObject request) {
    return operations
        .begin(the.tx(), the.current().organization(), kind, request, the.actor())
        .map(Begun::new);
  }

  private Uni<Begun> become(Now the, Subscription wanted) {
    return revising
        .to(the.tx(), the.current(), wanted, the.actor())
        .chain(ManagingSubscription::nothing);
  }

  private static Uni<Begun> nothing() {
    return Uni.createFrom().item(new Begun(null));
  }

  private static CustomerId customer(Subscription current) {
    return Objects.requireNonNull(current.customer(), "a paid subscription has a customer");
  }

  private Uni<Void> perform(OrganizationId organization, Begun begun) {
    return begun.operation() == null
        ? Uni.createFrom().voidItem()
        : operations.perform(organization, begun.operation()).replaceWithVoid();
  }
}
