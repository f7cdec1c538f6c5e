package io.orgplane.billing.addon;

import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.operation.Operations;
import io.orgplane.billing.subscription.Status;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.SubscriptionProblem.Owing;
import io.orgplane.billing.subscription.SubscriptionProblem.PlanRequired;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.Idempotency;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Buys packs of credits at the price of the subscription's catalogue: paid, then granted. */
@ApplicationScoped
class BuyPacks {

  private static final String FEATURE = "add-on-packs";

  private final Transactions transactions;
  private final Idempotency idempotency;
  private final Subscriptions subscriptions;
  private final Operations operations;
  private final Catalogues catalogues;

  BuyPacks(
      Transactions transactions,
      Idempotency idempotency,
      Subscriptions subscriptions,
      Operations operations,
      Catalogues catalogues) {
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.subscriptions = subscriptions;
    this.operations = operations;
    this.catalogues = catalogues;
  }

  /** What was begun under an idempotency key, so that a repetition waits for the same. */
  record Begun(UUID operation, AddOnView bought) {}

  Uni<AddOnView> of(
      OrganizationId organization, Caller.User user, @Nullable IdempotencyKey key, int packs) {
    return transactions
        .in(
            organization,
            tx ->
                idempotency.once(
                    tx,
                    organization,
                    user,
                    key,
                    List.of("POST add-on-packs", packs),
                    Begun.class,
                    () -> begin(tx, organization, user, packs)))
        .chain(
            begun ->
                operations.perform(organization, begun.operation()).replaceWith(begun.bought()));
  }

  private Uni<Begun> begin(Tx tx, OrganizationId organization, Caller.User user, int packs) {
    return subscriptions
        .lock(tx, organization)
        .map(found -> order(found, user, packs))
        .chain(order -> begin(tx, organization, order, user.actor()));
  }

  private Uni<Begun> begin(Tx tx, OrganizationId organization, AddOnOrder order, Actor actor) {
    return operations
        .begin(tx, organization, BuyingPacks.KIND, order.json(), actor)
        .map(id -> new Begun(id, AddOnView.of(id, order)));
  }

  private AddOnOrder order(Subscription subscription, Caller.User user, int packs) {
    Catalogue catalogue = catalogues.version(subscription.plan().catalogueVersion());
    if (!catalogue.require(subscription.plan().plan()).features().contains(FEATURE)) {
      throw new PlanRequired("This plan has no add-on packs. Change to one that has.");
    }
    if (subscription.status() != Status.ACTIVE) {
      throw new Owing();
    }
    int most = catalogue.credits().addOnPack().mostAtOnce();
    if (packs > most) {
      throw new ValidationFailed("packs", "must be at most " + most + " at once");
    }
    return AddOnOrder.of(
        packs, catalogue.credits().addOnPack(), catalogue.currency(), user.actor());
  }
}
