package io.orgplane.billing.subscription;

import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.operation.Performing.Done;
import io.orgplane.billing.payment.Account;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.Invoice;
import io.orgplane.billing.payment.PaidSubscription;
import io.orgplane.billing.payment.PaymentFailure.Declined;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What follows once the provider has been asked for more. */
@ApplicationScoped
class AfterChange {

  private final PaymentProvider provider;
  private final Synchronizing synchronizing;
  private final Subscriptions subscriptions;
  private final Revising revising;

  AfterChange(
      PaymentProvider provider,
      Synchronizing synchronizing,
      Subscriptions subscriptions,
      Revising revising) {
    this.provider = provider;
    this.synchronizing = synchronizing;
    this.subscriptions = subscriptions;
    this.revising = revising;
  }

  /** Fails with the page to pay on while the change waits for its payment. */
  Uni<Void> requirePaid(CustomerId customer, PaidSubscription changed) {
    return changed.changePending()
        ? provider.account(customer).chain(account -> Uni.createFrom().failure(declined(account)))
        : Uni.createFrom().voidItem();
  }

  /**
   * Follows what it has become.
   *
   * @param settling what else becomes of it, now that it is paid
   */
  Uni<Done> follow(Operation operation, CustomerId customer, UnaryOperator<Subscription> settling) {
    return synchronizing
        .fetch(operation.organization(), customer)
        .map(
            fetched ->
                new Done(
                    new JsonObject(),
                    tx ->
                        synchronizing
                            .follow(tx, operation.organization(), fetched, operation.actor())
                            .chain(() -> settle(tx, operation, settling))));
  }

  private Uni<Void> settle(Tx tx, Operation operation, UnaryOperator<Subscription> settling) {
    return subscriptions
        .lock(tx, operation.organization())
        .chain(now -> revising.to(tx, now, settling.apply(now), operation.actor()));
  }

  private static Declined declined(Account account) {
    String page =
        account.invoices().stream()
            .filter(Invoice::isOpen)
            .map(Invoice::pageUrl)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return new Declined("The card was declined, so nothing has changed.", page);
  }
}
