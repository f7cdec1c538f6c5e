package io.orgplane.sandbox.stripe.portal;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.customer.Customers;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.invoice.Invoices;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.orgplane.sandbox.stripe.payment.PaymentMethods;
import io.orgplane.sandbox.stripe.subscription.Cancellations;
import io.orgplane.sandbox.stripe.subscription.Subscription;
import io.orgplane.sandbox.stripe.subscription.Subscriptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;

/**
 * <a href="https://docs.stripe.com/api/customer_portal/sessions">Portal sessions</a>, and what a
 * person does in one.
 */
public final class Portal {
  private final Collection<PortalSession> sessions = new Collection<>("billing_portal.session");
  private final Customers customers;
  private final PaymentMethods methods;
  private final Subscriptions subscriptions;
  private final Invoices invoices;
  private final Cancellations cancellations;
  private final Moment moment;
  private final Supplier<String> origin;

  public Portal(
      Customers customers,
      PaymentMethods methods,
      Subscriptions subscriptions,
      Invoices invoices,
      Cancellations cancellations,
      Moment moment,
      Supplier<String> origin) {
    this.customers = customers;
    this.methods = methods;
    this.subscriptions = subscriptions;
    this.invoices = invoices;
    this.cancellations = cancellations;
    this.moment = moment;
    this.origin = origin;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/billing_portal/sessions",
            "billing_portal.session",
            Params.of(Param.string("customer").asRequired(), Param.string("return_url")),
            call -> create(call.args())));
  }

  PortalSession session(String id) {
    return sessions.get(id);
  }

  List<Subscription> subscriptionsOf(Customer customer) {
    return subscriptions.of(customer.id());
  }

  List<PaymentMethod> cardsOf(Customer customer) {
    return methods.of(customer.id());
  }

  /** The new card pays for everything from now on. */
  void changeCard(Customer customer, String token) {
    PaymentMethod card = methods.require(token, "payment_method");
    methods.attach(card, customer.id());
    customers.changeDefaultPaymentMethod(customer, card.id());
    subscriptionsOf(customer).stream()
        .filter(subscription -> !subscription.ended())
        .forEach(subscription -> subscriptions.payWith(subscription, card.id()));
  }

  void cancelAtPeriodEnd(Customer customer, String subscription, boolean wanted) {
    subscriptionsOf(customer).stream()
        .filter(it -> it.id().equals(subscription) && !it.ended())
        .forEach(it -> cancellations.requested(it, wanted));
  }

  /** With the default card; a refusal is told on the page. */
  void pay(Customer customer, String invoice) {
    Invoice owed = invoices.require(invoice, "invoice");
    if (owed.customer() != customer) {
      throw ApiError.noSuch("invoice", invoice, "invoice");
    }
    invoices.payNow(owed);
  }

  private JsonObject create(Arguments args) {
    Customer customer = customers.require(args.require("customer"), "customer");
    var session = PortalSession.of(customer, args.string("return_url"), origin.get(), moment.now());
    sessions.add(session);
    return session.json();
  }
}
