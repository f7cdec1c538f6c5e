package io.orgplane.billing.checkout;

import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.operation.Operations;
import io.orgplane.billing.payment.CheckoutPage;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.billing.subscription.Purchase;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.Idempotency;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins a first purchase. Nothing is bought until its page has been paid. */
@ApplicationScoped
class StartCheckout {

  private final Transactions transactions;
  private final Idempotency idempotency;
  private final Subscriptions subscriptions;
  private final MemberCounts members;
  private final Operations operations;
  private final Catalogues catalogues;

  StartCheckout(
      Transactions transactions,
      Idempotency idempotency,
      Subscriptions subscriptions,
      MemberCounts members,
      Operations operations,
      Catalogues catalogues) {
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.subscriptions = subscriptions;
    this.members = members;
    this.operations = operations;
    this.catalogues = catalogues;
  }

  /** What is wished for. */
  record Wish(String plan, Interval interval, int seats) {}

  private record Begun(UUID operation) {}

  Uni<CheckoutPage> of(
      OrganizationId organization, Caller.User user, @Nullable IdempotencyKey key, Wish wish) {
    return transactions
        .in(
            organization,
            tx ->
                idempotency.once(
                    tx,
                    organization,
                    user,
                    key,
                    List.of("POST checkout", wish),
                    Begun.class,
                    () -> begin(tx, organization, wish, user.email())))
        .chain(begun -> operations.perform(organization, begun.operation()))
        .map(StartCheckout::page);
  }

  private Uni<Begun> begin(Tx tx, OrganizationId organization, Wish wish, String email) {
    return subscriptions
        .lock(tx, organization)
        .invoke(StartCheckout::requireFree)
        .chain(() -> members.of(tx, organization))
        .map(count -> request(wish, count.active(), email).json())
        .chain(request -> operations.begin(tx, organization, OpeningCheckout.KIND, request))
        .map(Begun::new);
  }

  private CheckoutRequest request(Wish wish, int active, String email) {
    Catalogue catalogue = catalogues.current();
    Plan plan = Purchase.sellable(catalogue, wish.plan());
    Purchase.requireEnough(plan, wish.seats(), active);
    return new CheckoutRequest(catalogue.key(plan), wish.interval(), wish.seats(), email);
  }

  private static void requireFree(Subscription current) {
    if (current.isPaid()) {
      throw new Conflict("A plan is paid already. Change it instead of buying another one.");
    }
  }

  private static CheckoutPage page(JsonObject answer) {
    return new CheckoutPage(answer.getString("sessionId"), answer.getString("url"));
  }
}
