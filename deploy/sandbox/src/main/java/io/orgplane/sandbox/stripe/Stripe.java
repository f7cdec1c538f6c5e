package io.orgplane.sandbox.stripe;

import io.orgplane.sandbox.stripe.api.ApiRoutes;
import io.orgplane.sandbox.stripe.api.Calls;
import io.orgplane.sandbox.stripe.api.DueWork;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Expansion;
import io.orgplane.sandbox.stripe.api.Faults;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.catalogue.Prices;
import io.orgplane.sandbox.stripe.catalogue.Products;
import io.orgplane.sandbox.stripe.checkout.CheckoutPage;
import io.orgplane.sandbox.stripe.checkout.SessionApi;
import io.orgplane.sandbox.stripe.checkout.Sessions;
import io.orgplane.sandbox.stripe.control.Controls;
import io.orgplane.sandbox.stripe.customer.CustomerApi;
import io.orgplane.sandbox.stripe.customer.Customers;
import io.orgplane.sandbox.stripe.event.Events;
import io.orgplane.sandbox.stripe.event.Webhook;
import io.orgplane.sandbox.stripe.event.WebhookPost;
import io.orgplane.sandbox.stripe.invoice.Dunning;
import io.orgplane.sandbox.stripe.invoice.InvoiceActions;
import io.orgplane.sandbox.stripe.invoice.InvoiceApi;
import io.orgplane.sandbox.stripe.invoice.InvoiceItemApi;
import io.orgplane.sandbox.stripe.invoice.InvoiceItems;
import io.orgplane.sandbox.stripe.invoice.InvoicePages;
import io.orgplane.sandbox.stripe.invoice.Invoices;
import io.orgplane.sandbox.stripe.invoice.OneOffInvoices;
import io.orgplane.sandbox.stripe.invoice.Selling;
import io.orgplane.sandbox.stripe.payment.PaymentIntents;
import io.orgplane.sandbox.stripe.payment.PaymentMethodApi;
import io.orgplane.sandbox.stripe.payment.PaymentMethods;
import io.orgplane.sandbox.stripe.portal.Portal;
import io.orgplane.sandbox.stripe.portal.PortalPage;
import io.orgplane.sandbox.stripe.schedule.ScheduleApi;
import io.orgplane.sandbox.stripe.schedule.Schedules;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions;
import io.orgplane.sandbox.stripe.subscription.Cancellations;
import io.orgplane.sandbox.stripe.subscription.ChangingSubscriptions;
import io.orgplane.sandbox.stripe.subscription.InvoicePreviews;
import io.orgplane.sandbox.stripe.subscription.Renewals;
import io.orgplane.sandbox.stripe.subscription.ScheduledSubscriptions;
import io.orgplane.sandbox.stripe.subscription.SubscriptionApi;
import io.orgplane.sandbox.stripe.subscription.SubscriptionCreation;
import io.orgplane.sandbox.stripe.subscription.SubscriptionItemApi;
import io.orgplane.sandbox.stripe.subscription.SubscriptionPayer;
import io.orgplane.sandbox.stripe.subscription.Subscriptions;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One account with all that belongs to it, wired together. */
final class Stripe {
  private final Faults faults = new Faults();
  private final Calls calls = new Calls();
  private final Expansion expansion = new Expansion();
  private final Moment moment;
  private final WebhookPost post;
  private final Webhook webhook;
  private final Events events;
  private final PaymentMethods methods;
  private final Customers customers;
  private final Products products;
  private final Prices prices;
  private final PaymentIntents intents;
  private final Subscriptions subscriptions;
  private final SubscriptionPayer payer;
  private final InvoiceItems invoiceItems;
  private final Invoices invoices;
  private final ChangingSubscriptions changes;
  private final Cancellations cancellations;
  private final BeginningSubscriptions beginning;
  private final Dunning dunning = new Dunning();
  private final Schedules schedules;
  private final Sessions sessions;
  private final Supplier<String> origin;
  private final Portal portal;

  Stripe(Vertx vertx, StripeStandInConfig config, Supplier<String> origin) {
    this.origin = origin;
    moment = new Moment(config.clock());
    post = new WebhookPost(vertx, config.clock(), config.webhookSecret(), config.webhookUrl());
    webhook = new Webhook(vertx, post);
    events = new Events(moment, webhook);
    methods = new PaymentMethods(moment, events);
    customers = new Customers(moment, events);
    products = new Products(moment, events);
    prices = new Prices(products, moment, events);
    intents = new PaymentIntents(moment, events);
    subscriptions = new Subscriptions(events, methods);
    methods.whenDetached(
        card -> {
          customers.forgetDefault(card.id());
          subscriptions.forgetCard(card.id());
        });
    payer = new SubscriptionPayer(subscriptions, moment, events);
    invoiceItems = new InvoiceItems(moment, events);
    invoices =
        new Invoices(moment, events, customers, intents, payer, invoiceItems, dunning, origin);
    changes = new ChangingSubscriptions(subscriptions, invoices, events, moment);
    cancellations = new Cancellations(subscriptions, invoices, events, moment);
    schedules =
        new Schedules(
            new ScheduledSubscriptions(subscriptions, changes, cancellations, moment),
            events,
            moment);
    beginning = new BeginningSubscriptions(subscriptions, invoices, events, moment);
    sessions =
        new Sessions(
            moment,
            events,
            customers,
            methods,
            beginning,
            intents,
            new Selling(invoices, invoiceItems));
    portal = new Portal(customers, methods, subscriptions, invoices, cancellations, moment, origin);
  }

  WebhookPost webhookPost() {
    return post;
  }

  DueWork dueWork() {
    var renewals = new Renewals(subscriptions, invoices, changes, cancellations, moment);
    return new DueWork(moment, List.of(schedules, renewals, invoices, sessions));
  }

  List<Endpoint> endpoints() {
    return Stream.of(
            new CustomerApi(customers, methods).endpoints(),
            products.endpoints(),
            prices.endpoints(),
            new SessionApi(sessions, customers, prices, origin).endpoints(),
            new SubscriptionCreation(beginning, cancellations, customers, methods, prices, moment)
                .endpoints(),
            new SubscriptionApi(subscriptions, changes, cancellations, methods, prices, moment)
                .endpoints(),
            new SubscriptionItemApi(subscriptions, changes, prices, moment).endpoints(),
            new ScheduleApi(schedules, prices, moment).endpoints(),
            new InvoicePreviews(subscriptions, customers, invoiceItems, prices, moment).endpoints(),
            new InvoiceApi(invoices).endpoints(),
            new InvoiceActions(invoices, methods, payer).endpoints(),
            new OneOffInvoices(invoices, customers, methods, payer, moment).endpoints(),
            new InvoiceItemApi(invoiceItems, invoices, customers, prices, payer).endpoints(),
            new PaymentMethodApi(methods, customers).endpoints(),
            intents.endpoints(),
            portal.endpoints(),
            events.endpoints())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * @param dueFirst run before every request, so that none sees a state that the clock has
   *     overtaken
   */
  Router routes(Vertx vertx, String secretKey, Runnable dueFirst) {
    expandable();
    var router = Router.router(vertx);
    router
        .route()
        .handler(
            context -> {
              dueFirst.run();
              context.next();
            });
    new ApiRoutes(vertx, secretKey, moment, expansion, faults, calls).bind(router, endpoints());
    new CheckoutPage(sessions).bind(router);
    new PortalPage(portal, invoices).bind(router);
    new InvoicePages(invoices).bind(router);
    new Controls(sessions, faults, calls, webhook, dunning).bind(router);
    return router;
  }

  private void expandable() {
    expansion.type("customer", customers::get);
    expansion.type("product", products::get);
    expansion.type("price", prices::get);
    expansion.type("subscription", subscriptions::get);
    expansion.type("payment_method", methods::get);
    expansion.type("payment_intent", intents::get);
    expansion.field(
        "customer.subscriptions",
        id -> Page.whole("/v1/customers/" + id + "/subscriptions", subscriptions.current(id)));
    new ScheduleApi(schedules, prices, moment).expandable(expansion);
    new InvoiceApi(invoices).expandable(expansion);
    expansion.type("invoiceitem", invoiceItems::get);
    new SessionApi(sessions, customers, prices, origin).expandable(expansion);
  }
}
