package io.orgplane.billing.checkout;

import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaymentFailure;
import io.orgplane.billing.payment.PaymentProblem.PaymentRequired;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/**
 * Opens the provider's page on which cards are kept. It changes nothing, so nothing is recorded.
 */
@ApplicationScoped
class OpenPortal {

  private final Transactions transactions;
  private final Subscriptions subscriptions;
  private final PaymentProvider provider;
  private final WebConfig web;

  OpenPortal(
      Transactions transactions,
      Subscriptions subscriptions,
      PaymentProvider provider,
      WebConfig web) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.provider = provider;
    this.web = web;
  }

  Uni<URI> of(OrganizationId organization) {
    return transactions
        .in(organization, tx -> subscriptions.require(tx, organization))
        .map(OpenPortal::customer)
        .chain(customer -> provider.openPortal(customer, URI.create(web.origin() + "/billing")))
        .onFailure(PaymentFailure.class)
        .transform(failure -> new UpstreamUnavailable("The payment provider"));
  }

  private static CustomerId customer(Subscription found) {
    if (found.customer() == null) {
      throw new PaymentRequired("There is nothing to manage before the first purchase.");
    }
    return found.customer();
  }
}
