package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.event.Events;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import io.orgplane.sandbox.stripe.invoice.Invoices;
import io.orgplane.sandbox.stripe.subscription.Subscription.Status;
import java.util.List;

/** Ends subscriptions: now, or when the period is over. */
public final class Cancellations {
  private final Subscriptions subscriptions;
  private final Invoices invoices;
  private final Events events;
  private final Moment moment;

  public Cancellations(
      Subscriptions subscriptions, Invoices invoices, Events events, Moment moment) {
    this.subscriptions = subscriptions;
    this.invoices = invoices;
    this.events = events;
    this.moment = moment;
  }

  /** Nothing is owed on either side, unless asked for. */
  void now(Subscription subscription, boolean prorate, boolean invoiceNow) {
    if (prorate) {
      subscription
          .items()
          .forEach(item -> subscription.postpone(Proration.unused(item, moment.now())));
    }
    if (invoiceNow) {
      bill(subscription);
    }
    subscription.canceledAt = moment.now();
    subscription.cancelReason = "cancellation_requested";
    end(subscription);
  }

  public void atPeriodEnd(Subscription subscription, boolean wanted) {
    subscriptions.changing(subscription, () -> mark(subscription, wanted));
  }

  /** The announced end has come: prorations that still wait are billed with it. */
  void periodIsOver(Subscription subscription) {
    bill(subscription);
    end(subscription);
  }

  private void mark(Subscription subscription, boolean wanted) {
    if (subscription.cancelAtPeriodEnd != wanted) {
      subscription.cancelAtPeriodEnd = wanted;
      subscription.canceledAt = wanted ? (Long) moment.now() : null;
      subscription.cancelReason = wanted ? "cancellation_requested" : null;
    }
  }

  private void bill(Subscription subscription) {
    List<InvoiceLine> lines = subscription.takePendingLines();
    if (lines.isEmpty()) {
      return;
    }
    Invoice.Terms terms =
        Subscriptions.terms(subscription, "subscription_update", subscription.period(), null);
    subscription.latestInvoice = invoices.issue(subscription.customer(), terms, lines);
    invoices.collect(subscription.latestInvoice, subscriptions.card(subscription));
  }

  private void end(Subscription subscription) {
    subscription.status = Status.CANCELED;
    subscription.endedAt = moment.now();
    subscription.pendingUpdate = null;
    invoices.stopCollecting(subscription.id());
    events.happened("customer.subscription.deleted", subscription.json());
  }
}
