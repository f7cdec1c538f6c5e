package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.catalogue.Price;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.event.Events;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import io.orgplane.sandbox.stripe.invoice.Invoices;
import io.orgplane.sandbox.stripe.payment.Decline;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins a subscription whose first invoice is paid, or begins nothing. */
public final class BeginningSubscriptions {
  private static final long DAY = 24 * 60 * 60;
  private final Subscriptions subscriptions;
  private final Invoices invoices;
  private final Events events;
  private final Moment moment;

  public BeginningSubscriptions(
      Subscriptions subscriptions, Invoices invoices, Events events, Moment moment) {
    this.subscriptions = subscriptions;
    this.invoices = invoices;
    this.events = events;
    this.moment = moment;
  }

  /** A price and how many of it. */
  public record Wanted(Price price, long quantity) {}

  /** What the person at the checkout is asked to pay for. */
  public record Order(
      List<Wanted> items,
      Metadata metadata,
      @Nullable String description,
      @Nullable Long trialDays) {}

  /** Fails with the decline when the card is refused. */
  public Subscription begin(Customer customer, Order order, PaymentMethod card) {
    long now = moment.now();
    List<Target> targets =
        order.items().stream().map(it -> Target.added(it.price(), it.quantity())).toList();
    if (targets.isEmpty()) {
      throw ApiError.missing("line_items");
    }
    Long trialEnd = order.trialDays() == null ? null : (Long) (now + order.trialDays() * DAY);
    Period period =
        trialEnd == null
            ? Period.from(now, targets.getFirst().interval())
            : Period.trial(now, trialEnd);
    var subscription = new Subscription(customer, order.metadata(), period, trialEnd, now);
    List<InvoiceLine> lines = firstLines(subscription, targets);
    refuseDeclined(customer, card, lines);
    subscription.description = order.description();
    subscription.defaultPaymentMethod = card.id();
    subscriptions.add(subscription);
    events.happened("customer.subscription.created", subscription.json());
    subscriptions.changing(subscription, () -> payFirst(subscription, lines, card));
    return subscription;
  }

  private void payFirst(Subscription subscription, List<InvoiceLine> lines, PaymentMethod card) {
    Invoice.Terms terms =
        Subscriptions.terms(subscription, "subscription_create", subscription.period(), null);
    subscription.latestInvoice = invoices.issue(subscription.customer(), terms, lines);
    invoices.collect(subscription.latestInvoice, card);
  }

  private List<InvoiceLine> firstLines(Subscription subscription, List<Target> targets) {
    List<InvoiceLine> lines = new ArrayList<>();
    for (Target target : targets) {
      var item =
          new SubscriptionItem(
              target.id(), subscription, target.price(), target.quantity(), moment.now());
      InvoiceLine line =
          subscription.trialing()
              ? Proration.trial(target, subscription.id(), subscription.period())
              : Proration.whole(target, subscription.id(), subscription.period());
      item.charged(line);
      subscription.add(item);
      lines.add(line);
    }
    return lines;
  }

  private static void refuseDeclined(
      Customer customer, PaymentMethod card, List<InvoiceLine> lines) {
    Decline decline = card.card().onCharge();
    if (decline != null && Invoice.due(customer, lines) > 0) {
      throw decline.error();
    }
  }
}
