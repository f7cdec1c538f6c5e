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
import io.orgplane.sandbox.stripe.invoice.InvoiceItems;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions.Wanted;
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
              Trials.END,
              Param.oneOf("billing_cycle_anchor", "now", "unchanged")));
  private final Subscriptions subscriptions;
  private final Customers customers;
  private final InvoiceItems items;
  private final WantedItems wanted;
  private final Moment moment;

  public InvoicePreviews(
      Subscriptions subscriptions,
      Customers customers,
      InvoiceItems items,
      Prices prices,
      Moment moment) {
    this.subscriptions = subscriptions;
    this.customers = customers;
    this.items = items;
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
    Change.Anchor anchor = Behaviors.anchor(details, moment.now());
    long at = Behaviors.date(subscription, details, moment.now());
    Change change =
        Change.of(subscription, targets, Behaviors.proration(details), anchor, at, moment.now());
    if (args.string("preview_mode", "next").equals("recurring")) {
      return renewal(subscription, change, List.of());
    }
    List<InvoiceLine> lines =
        Subscriptions.together(
            Subscriptions.together(subscription.pendingLines(), change.lines()),
            waiting(subscription));
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

  /** What a schedule has planned for the renewal comes before what is now. */
  private static List<Target> renewed(Subscription subscription, Change change) {
    List<Wanted> planned =
        subscription.schedule == null
            ? List.of()
            : subscription.schedule.itemsFrom(change.period().end());
    return planned.isEmpty()
        ? change.targets()
        : ScheduledSubscriptions.targets(subscription, planned);
  }

  private List<InvoiceLine> waiting(Subscription subscription) {
    return items.waiting(subscription.customer(), subscription.currency(), subscription.id());
  }

  private Invoice renewal(Subscription subscription, Change change, List<InvoiceLine> before) {
    List<Target> renewed = renewed(subscription, change);
    boolean sameInterval = renewed.getFirst().interval().equals(subscription.interval());
    Period turned =
        sameInterval || change.startsPeriod()
            ? change.period()
            : new Period(change.period().end(), change.period().start(), change.period().end());
    Period next = turned.next(renewed.getFirst().interval());
    List<InvoiceLine> lines =
        subscription.endsBy(change.period().end())
            ? List.of()
            : renewed.stream()
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
