package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.catalogue.Prices;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.customer.Customers;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * <a href="https://docs.stripe.com/api/invoices/create_preview">Invoices that are only shown</a>:
 * what a change would cost, by the very calculation that makes it.
 */
public final class InvoicePreviews {
  private static final Params PARAMS =
      Params.of(
          Param.string("customer"),
          Param.string("subscription"),
          Param.oneOf("preview_mode", "next", "recurring"),
          Param.hash(
              "subscription_details",
              WantedItems.PARAM,
              Behaviors.PRORATION,
              Behaviors.DATE,
              Param.oneOf("billing_cycle_anchor", "now", "unchanged")));
  private final Subscriptions subscriptions;
  private final Customers customers;
  private final WantedItems wanted;
  private final Moment moment;

  public InvoicePreviews(
      Subscriptions subscriptions, Customers customers, Prices prices, Moment moment) {
    this.subscriptions = subscriptions;
    this.customers = customers;
    this.wanted = new WantedItems(prices);
    this.moment = moment;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/invoices/create_preview", "invoice", PARAMS, call -> preview(call.args())));
  }

  private JsonObject preview(Arguments args) {
    String id = args.string("subscription");
    if (id == null) {
      return previewOfNew(args);
    }
    Subscription subscription = subscriptions.require(id, "subscription");
    if (!subscription
        .customer()
        .id()
        .equals(args.string("customer", subscription.customer().id()))) {
      throw ApiError.invalid("The subscription belongs to another customer.", "subscription");
    }
    if (subscription.ended()) {
      throw ApiError.invalid(
          "invoice_upcoming_none", "No upcoming invoices for the subscription.", null);
    }
    return previewOf(subscription, args).json();
  }

  private JsonObject previewOfNew(Arguments args) {
    Customer customer = customers.require(args.require("customer"), "customer");
    List<Target> targets =
        args.hash("subscription_details").hashes("items").stream().map(wanted::added).toList();
    if (targets.isEmpty()) {
      throw ApiError.missing("subscription_details[items]");
    }
    Period period = Period.from(moment.now(), targets.getFirst().interval());
    var unborn = new Subscription(customer, new Metadata(), period, null, moment.now());
    targets.forEach(
        it ->
            unborn.add(
                new SubscriptionItem(it.id(), unborn, it.price(), it.quantity(), moment.now())));
    List<InvoiceLine> lines =
        targets.stream().map(target -> Proration.whole(target, unborn.id(), period)).toList();
    var terms =
        new Invoice.Terms(
            null,
            new JsonObject(),
            "upcoming",
            unborn.currency(),
            period.start(),
            period.end(),
            null);
    return show(unborn, terms, lines).json();
  }

  private Invoice previewOf(Subscription subscription, Arguments args) {
    Arguments details = args.hash("subscription_details");
    List<Target> targets = wanted.of(subscription, details.hashes("items"));
    boolean reset = details.string("billing_cycle_anchor", "").equals("now");
    long at = Behaviors.date(subscription, details, moment.now());
    Change change =
        Change.of(subscription, targets, Behaviors.proration(details), reset, at, moment.now());
    if (args.string("preview_mode", "next").equals("recurring")) {
      return renewal(subscription, change, List.of());
    }
    List<InvoiceLine> lines = Subscriptions.together(subscription.pendingLines(), change.lines());
    boolean atOnce =
        change.startsPeriod()
            || (Behaviors.proration(details) == Change.Behavior.ALWAYS_INVOICE
                && !change.isNothing(subscription));
    if (atOnce) {
      return show(
          subscription,
          Subscriptions.terms(subscription, "upcoming", subscription.period(), at),
          lines);
    }
    return renewal(subscription, change, lines);
  }

  private Invoice renewal(Subscription subscription, Change change, List<InvoiceLine> before) {
    Period next = change.period().next(change.targets().getFirst().interval());
    List<InvoiceLine> lines =
        subscription.cancelsAtPeriodEnd()
            ? List.of()
            : change.targets().stream()
                .map(target -> Proration.whole(target, subscription.id(), next))
                .toList();
    Invoice.Terms terms =
        Subscriptions.terms(subscription, "upcoming", change.period(), change.at());
    return show(subscription, terms, Subscriptions.together(before, lines));
  }

  private Invoice show(Subscription subscription, Invoice.Terms terms, List<InvoiceLine> lines) {
    return Invoice.preview(subscription.customer(), terms, lines, moment.now());
  }
}
