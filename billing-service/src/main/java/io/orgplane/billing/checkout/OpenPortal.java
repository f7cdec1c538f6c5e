package io.orgplane.billing.checkout;

import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaymentFailure;
import io.orgplane.billing.payment.PaymentProblem.PaymentRequired;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditEntry.Subject;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Opens the provider's page on which cards are kept, and records for whom. */
@ApplicationScoped
class OpenPortal {

  private final Transactions transactions;
  private final Subscriptions subscriptions;
  private final PaymentProvider provider;
  private final WebConfig web;
  private final AuditTrail audit;

  OpenPortal(
      Transactions transactions,
      Subscriptions subscriptions,
      PaymentProvider provider,
      WebConfig web,
      AuditTrail audit) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.provider = provider;
    this.web = web;
    this.audit = audit;
  }

  Uni<URI> of(OrganizationId organization, Actor actor) {
    return transactions
        .in(organization, tx -> subscriptions.require(tx, organization))
        .map(OpenPortal::customer)
        .chain(customer -> provider.openPortal(customer, URI.create(web.origin() + "/billing")))
        .onFailure(PaymentFailure.class)
        .transform(failure -> new UpstreamUnavailable("The payment provider"))
        .call(opened -> transactions.in(organization, tx -> record(tx, organization, actor)));
  }

  private Uni<Void> record(Tx tx, OrganizationId organization, Actor actor) {
    Subject subject = new Subject("subscription", organization.toString(), null);
    return audit.record(
        tx, new AuditEntry(organization, actor, "billing-portal-opened", subject, null, null));
  }

  private static CustomerId customer(Subscription found) {
    if (found.customer() == null) {
      throw new PaymentRequired("There is nothing to manage before the first purchase.");
    }
    return found.customer();
  }
}
