package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.event.Events;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import io.orgplane.sandbox.stripe.invoice.Invoices;
import io.orgplane.sandbox.stripe.payment.Decline;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.orgplane.sandbox.stripe.subscription.Subscription.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes items, and decides by {@code payment_behavior} what a refused card does to the change.
 */
public final class ChangingSubscriptions {
  private final Subscriptions subscriptions;
  private final Invoices invoices;
  private final Events events;
  private final Moment moment;

  public ChangingSubscriptions(
      Subscriptions subscriptions, Invoices invoices, Events events, Moment moment) {
    this.subscriptions = subscriptions;
    this.invoices = invoices;
    this.events = events;
    this.moment = moment;
  }

  /** Stripe's {@code payment_behavior}. */
  enum OnFailure {
    ALLOW_INCOMPLETE,
    DEFAULT_INCOMPLETE,
    ERROR_IF_INCOMPLETE,
    PENDING_IF_INCOMPLETE
  }

  void change(
      Subscription subscription, Change change, Change.Behavior behavior, OnFailure onFailure) {
    if (change.isNothing(subscription)) {
      return;
    }
    boolean invoicedNow = change.startsPeriod() || behavior == Change.Behavior.ALWAYS_INVOICE;
    if (!invoicedNow) {
      dropPending(subscription);
      subscription.apply(change, moment.now());
      subscription.postpone(change.lines());
      return;
    }
    List<InvoiceLine> lines = Subscriptions.together(subscription.pendingLines(), change.lines());
    Decline decline =
        Invoice.due(subscription.customer(), lines) > 0 ? decline(subscription, onFailure) : null;
    if (decline != null && onFailure == OnFailure.ERROR_IF_INCOMPLETE) {
      throw decline.error();
    }
    dropPending(subscription);
    if (decline != null && onFailure == OnFailure.PENDING_IF_INCOMPLETE) {
      await(subscription, change);
      return;
    }
    makeAndCharge(subscription, change, onFailure);
  }

  private void makeAndCharge(Subscription subscription, Change change, OnFailure onFailure) {
    Period before = subscription.period();
    subscription.apply(change, moment.now());
    List<InvoiceLine> lines =
        Subscriptions.together(subscription.takePendingLines(), change.lines());
    if (lines.isEmpty()) {
      return;
    }
    Invoice invoice = issue(subscription, lines, change, before);
    if (onFailure == OnFailure.DEFAULT_INCOMPLETE) {
      if (invoice.unpaid()) {
        subscription.status = Status.PAST_DUE;
      }
    } else {
      invoices.collect(invoice, subscriptions.card(subscription));
    }
  }

  private Invoice issue(
      Subscription subscription, List<InvoiceLine> lines, Change change, Period period) {
    Invoice.Terms terms =
        Subscriptions.terms(subscription, "subscription_update", period, change.at());
    Invoice invoice = invoices.issue(subscription.customer(), terms, lines);
    subscription.latestInvoice = invoice;
    return invoice;
  }

  private void await(Subscription subscription, Change change) {
    Invoice.Terms terms =
        Subscriptions.terms(
            subscription, "subscription_update", subscription.period(), change.at());
    Invoice invoice = invoices.issueAlone(subscription.customer(), terms, change.lines());
    subscription.latestInvoice = invoice;
    invoices.hold(invoice);
    subscription.pendingUpdate = PendingUpdate.of(change, invoice, subscription, moment.now());
    invoices.collect(invoice, subscriptions.card(subscription));
  }

  /** A new change takes the place of one that waits. */
  private void dropPending(Subscription subscription) {
    PendingUpdate pending = subscription.pendingUpdate;
    if (pending != null) {
      subscription.pendingUpdate = null;
      invoices.voidUnpaid(pending.invoice());
    }
  }

  void expire(Subscription subscription) {
    subscriptions.changing(subscription, () -> dropPending(subscription));
    events.happened("customer.subscription.pending_update_expired", subscription.json());
  }

  private @Nullable Decline decline(Subscription subscription, OnFailure onFailure) {
    PaymentMethod card = subscriptions.card(subscription);
    if (card == null && onFailure != OnFailure.DEFAULT_INCOMPLETE) {
      throw ApiError.invalid(
          "resource_missing", "This customer has no default payment method.", null);
    }
    return card == null ? null : card.card().onCharge();
  }

  static void requireWithinPeriod(Subscription subscription, long at) {
    if (!subscription.period().contains(at)) {
      throw ApiError.invalid("The proration date is outside the current period.", "proration_date");
    }
  }
}
