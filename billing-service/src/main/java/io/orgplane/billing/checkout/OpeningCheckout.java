package io.orgplane.billing.checkout;

import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.operation.Performing;
import io.orgplane.billing.payment.CheckoutOrder;
import io.orgplane.billing.payment.CheckoutPage;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.NewCustomer;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.billing.payment.PlanPrice;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the provider's page for a first purchase, and the customer before it where needed. */
@ApplicationScoped
class OpeningCheckout implements Performing {

  static final String KIND = "checkout";

  private static final String DONE = "/billing/checkout-complete?session_id={CHECKOUT_SESSION_ID}";
  private static final String BACK = "/billing";

  private final Transactions transactions;
  private final Subscriptions subscriptions;
  private final PaymentProvider provider;
  private final Catalogues catalogues;
  private final WebConfig web;

  OpeningCheckout(
      Transactions transactions,
      Subscriptions subscriptions,
      PaymentProvider provider,
      Catalogues catalogues,
      WebConfig web) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.provider = provider;
    this.catalogues = catalogues;
    this.web = web;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<Done> perform(Operation operation) {
    CheckoutRequest request = CheckoutRequest.of(operation.request());
    return customer(operation, request)
        .chain(customer -> open(operation, request, customer))
        .map(page -> new Done(json(page), tx -> Uni.createFrom().voidItem()));
  }

  /** The customer is written down before anything is sold to them. */
  private Uni<CustomerId> customer(Operation operation, CheckoutRequest request) {
    return transactions
        .in(operation.organization(), tx -> subscriptions.require(tx, operation.organization()))
        .chain(
            known ->
                known.customer() == null
                    ? register(operation, request)
                    : Uni.createFrom().item(known.customer()));
  }

  private Uni<CustomerId> register(Operation operation, CheckoutRequest request) {
    return transactions
        .in(operation.organization(), tx -> subscriptions.nameOf(tx, operation.organization()))
        .map(name -> new NewCustomer(operation.organization(), name, request.email()))
        .chain(wanted -> provider.customer(wanted, operation.key("customer:" + operation.id())))
        .call(
            customer ->
                transactions.in(
                    operation.organization(),
                    tx -> subscriptions.knownAs(tx, operation.organization(), customer)));
  }

  private Uni<CheckoutPage> open(
      Operation operation, CheckoutRequest request, CustomerId customer) {
    Catalogue catalogue = catalogues.version(request.plan().catalogueVersion());
    CheckoutOrder order =
        new CheckoutOrder(
            operation.organization(),
            operation.id(),
            customer,
            PlanPrice.of(catalogue, catalogue.require(request.plan().plan()), request.interval()),
            request.quantity(),
            request.trialDays(),
            web.origin() + DONE,
            web.origin() + BACK);
    return provider.openCheckout(order, operation.key("checkout:" + operation.id()));
  }

  private static JsonObject json(CheckoutPage page) {
    return new JsonObject().put("sessionId", page.sessionId()).put("url", page.url());
  }
}
