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
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.Idempotency;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
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
  private final AuditTrail audit;

  StartCheckout(
      Transactions transactions,
      Idempotency idempotency,
      Subscriptions subscriptions,
      MemberCounts members,
      Operations operations,
      Catalogues catalogues,
      AuditTrail audit) {
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.subscriptions = subscriptions;
    this.members = members;
    this.operations = operations;
    this.catalogues = catalogues;
    this.audit = audit;
  }

  /** What is wished for. */
  record Wish(String plan, Interval interval, int seats, boolean trial) {}

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
                    () -> begin(tx, organization, wish, user)))
        .chain(begun -> operations.perform(organization, begun.operation()))
        .map(StartCheckout::page);
  }

  private Uni<Begun> begin(Tx tx, OrganizationId organization, Wish wish, Caller.User user) {
    return subscriptions
        .lock(tx, organization)
        .invoke(StartCheckout::requireFree)
        .chain(() -> members.of(tx, organization))
        .map(count -> request(wish, count.active(), user.email()).json())
        .call(() -> subscriptions.hasTried(tx, organization).invoke(it -> requireFresh(wish, it)))
        .chain(request -> begin(tx, organization, request, user.actor()))
        .map(Begun::new);
  }

  private CheckoutRequest request(Wish wish, int active, String email) {
    Catalogue catalogue = catalogues.current();
    Plan plan = Purchase.sellable(catalogue, wish.plan());
    Purchase.requireEnough(plan, wish.seats(), active);
    return new CheckoutRequest(
        catalogue.key(plan),
        wish.interval(),
        wish.seats(),
        email,
        wish.trial() ? trialDays(plan) : null);
  }

  private static int trialDays(Plan plan) {
    if (plan.trial() == null) {
      throw new ValidationFailed("trial", "is not offered for this plan");
    }
    return plan.trial().days();
  }

  private static void requireFresh(Wish wish, boolean tried) {
    if (wish.trial() && tried) {
      throw new Conflict("A plan has been tried already. Buy it without a trial.");
    }
  }

  private Uni<UUID> begin(Tx tx, OrganizationId organization, JsonObject request, Actor actor) {
    AuditEntry opened =
        AuditEntry.created(
            organization,
            actor,
            "checkout-opened",
            new AuditEntry.Subject(
                "subscription", organization.toString(), request.getString("plan")),
            Map.of(
                "plan", request.getString("plan"),
                "interval", request.getString("interval"),
                "seats", request.getInteger("quantity"),
                "trial", request.getInteger("trialDays") != null));
    return audit
        .record(tx, opened)
        .chain(() -> operations.begin(tx, organization, OpeningCheckout.KIND, request, actor));
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
