package io.orgplane.billing.subscription;

import io.orgplane.billing.operation.Operations;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.billing.seat.Seats;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.Idempotency;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
  private final Revising revising;
  private final Clock clock;

  ManagingSubscription(
      Transactions transactions,
      Idempotency idempotency,
      Subscriptions subscriptions,
      MemberCounts members,
      ChangePlan changePlan,
      Operations operations,
      Revising revising,
      Clock clock) {
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.subscriptions = subscriptions;
    this.members = members;
    this.changePlan = changePlan;
    this.operations = operations;
    this.revising = revising;
    this.clock = clock;
  }

  /** Who asks, and under which key. */
  record Request(OrganizationId organization, Caller caller, @Nullable IdempotencyKey key) {}

  /** What was begun: an operation, or nothing that the provider has to know of. */
  record Begun(@Nullable UUID operation) {}

  Uni<Void> changePlan(Request request, ChangePlan.Wish wish) {
    return begin(
        request,
        List.of("PUT plan", wish),
        (tx, current, active) -> changePlan(tx, current, wish, active));
  }

  Uni<Void> changeSeats(Request request, ChangeSeats.Wish wish) {
    return begin(
        request,
        List.of("PUT seats", wish),
        (tx, current, active) -> changeSeats(tx, current, wish, active));
  }

  /** A decision on a locked subscription. */
  private interface Decision {
    Uni<Begun> on(Tx tx, Subscription current, int active);
  }

  private Uni<Void> begin(Request request, Object wish, Decision decision) {
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
                    () -> decide(tx, organization, decision)))
        .chain(begun -> perform(organization, begun));
  }

  private Uni<Begun> decide(Tx tx, OrganizationId organization, Decision decision) {
    return subscriptions
        .lock(tx, organization)
        .chain(
            current ->
                members
                    .of(tx, organization)
                    .chain(count -> decision.on(tx, current, count.active())));
  }

  private Uni<Begun> changePlan(Tx tx, Subscription current, ChangePlan.Wish wish, int active) {
    Optional<PlanOrder> order = changePlan.decide(current, wish, active);
    if (order.isEmpty() || current.customer() == null) {
      return Uni.createFrom().item(new Begun(null));
    }
    JsonObject request = order.get().json().put("customer", current.customer().value());
    return operations.begin(tx, current.organization(), ChangingPlan.KIND, request).map(Begun::new);
  }

  private Uni<Begun> changeSeats(Tx tx, Subscription current, ChangeSeats.Wish wish, int active) {
    Seats ruled = ChangeSeats.rule(current, wish, active);
    Optional<SeatOrder> order = ChangeSeats.order(current, wish, active, clock.instant());
    return order
        .map(it -> buy(tx, current, it.withRule(ruled)))
        .orElseGet(() -> revising.to(tx, current, current.withSeats(ruled)).chain(this::nothing));
  }

  private Uni<Begun> buy(Tx tx, Subscription current, SeatOrder order) {
    return operations
        .begin(tx, current.organization(), BuyingSeats.KIND, order.json())
        .map(Begun::new);
  }

  private Uni<Begun> nothing() {
    return Uni.createFrom().item(new Begun(null));
  }

  private Uni<Void> perform(OrganizationId organization, Begun begun) {
    return begun.operation() == null
        ? Uni.createFrom().voidItem()
        : operations.perform(organization, begun.operation()).replaceWithVoid();
  }
}
