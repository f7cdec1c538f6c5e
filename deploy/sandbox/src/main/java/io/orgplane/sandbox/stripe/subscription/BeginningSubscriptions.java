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
import io.orgplane.sandbox.stripe.subscription.ChangingSubscriptions.OnFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins a subscription whose first invoice is paid, or begins nothing. */
public final class BeginningSubscriptions {
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
      @Nullable Long trialDays,
      @Nullable Long trialEnd,
      boolean cancelsWithoutCard) {
    public boolean hasTrial() {
      return trialDays != null || trialEnd != null;
    }

    private @Nullable Long trialEndFrom(long now) {
      return trialDays == null ? trialEnd : (Long) (now + trialDays * Trials.DAY);
    }
  }

  /** At the checkout: fails with the decline when the card is refused. */
  public Subscription begin(Customer customer, Order order, @Nullable PaymentMethod card) {
    return begin(
        customer, order, card, card == null ? null : card.id(), OnFailure.ERROR_IF_INCOMPLETE);
  }

  /**
   * What is not paid at once is incomplete, unless that is to be an error.
   *
   * @param chosen the card that is the subscription's own; null when the customer's is used
   */
  Subscription begin(
      Customer customer,
      Order order,
      @Nullable PaymentMethod card,
      @Nullable String chosen,
      OnFailure onFailure) {
    long now = moment.now();
    List<Target> targets =
        order.items().stream().map(it -> Target.added(it.price(), it.quantity())).toList();
    if (targets.isEmpty()) {
      throw ApiError.missing("line_items");
    }
    Long trialEnd = order.trialEndFrom(now);
    Period period =
        trialEnd == null
            ? Period.from(now, targets.getFirst().interval())
            : Period.trial(now, trialEnd);
    var subscription = new Subscription(customer, order.metadata(), period, trialEnd, now);
    List<InvoiceLine> lines = firstLines(subscription, targets);
    refuse(customer, card, lines, onFailure);
    subscription.description = order.description();
    subscription.defaultPaymentMethod = chosen;
    subscription.cancelsWithoutCard = order.cancelsWithoutCard();
    subscriptions.add(subscription);
    events.happened("customer.subscription.created", subscription.json());
    subscriptions.changing(subscription, () -> payFirst(subscription, lines, card, onFailure));
    return subscription;
  }

  private void payFirst(
      Subscription subscription,
      List<InvoiceLine> lines,
      @Nullable PaymentMethod card,
      OnFailure onFailure) {
    Invoice.Terms terms =
        Subscriptions.terms(subscription, "subscription_create", subscription.period(), null);
    subscription.latestInvoice = invoices.issue(subscription.customer(), terms, lines);
    invoices.hold(subscription.latestInvoice);
    if (onFailure != OnFailure.DEFAULT_INCOMPLETE) {
      invoices.collect(subscription.latestInvoice, card);
    }
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

  private static void refuse(
      Customer customer,
      @Nullable PaymentMethod card,
      List<InvoiceLine> lines,
      OnFailure onFailure) {
    if (Invoice.due(customer, lines) == 0 || onFailure == OnFailure.DEFAULT_INCOMPLETE) {
      return;
    }
    if (card == null) {
      throw ApiError.invalid(
          "resource_missing",
          "This customer has no attached payment source or default payment method. Please consider"
              + " adding a default payment method.",
          null);
    }
    Decline decline = card.card().onCharge();
    if (decline != null && onFailure == OnFailure.ERROR_IF_INCOMPLETE) {
      throw decline.error();
    }
  }
}
