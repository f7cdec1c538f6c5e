package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.event.Events;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import io.orgplane.sandbox.stripe.invoice.Invoices;
import io.orgplane.sandbox.stripe.subscription.Subscription.Status;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  /** Ends then and not before; null takes it back. */
  void at(Subscription subscription, @Nullable Long second) {
    if (!Objects.equals(subscription.cancelAt, second)) {
      subscription.cancelAt = second;
      announced(subscription, second != null);
    }
  }

  /** By the customer: what a schedule manages is not theirs to end. */
  public void requested(Subscription subscription, boolean wanted) {
    if (subscription.schedule != null) {
      throw ApiError.invalid(
          "A change is scheduled for this subscription: it cannot be canceled here.", null);
    }
    if (!wanted) {
      subscriptions.changing(subscription, () -> at(subscription, null));
    }
    atPeriodEnd(subscription, wanted);
  }

  public void atPeriodEnd(Subscription subscription, boolean wanted) {
    subscriptions.changing(subscription, () -> mark(subscription, wanted));
  }

  /** Nothing is owed any more for what nobody paid for. */
  void forNonPayment(Subscription subscription) {
    without(subscription, "payment_failed");
  }

  /** A trial that has nothing to go on with. */
  void withoutCard(Subscription subscription) {
    without(subscription, "cancellation_requested");
  }

  /** The first payment did not come in time. */
  void neverPaid(Subscription subscription) {
    subscriptions.changing(
        subscription,
        () -> {
          subscription.status = Status.INCOMPLETE_EXPIRED;
          subscription.endedAt = moment.now();
          Invoice first = subscription.latestInvoice;
          if (first != null && first.unpaid()) {
            invoices.voidUnpaid(first);
          }
        });
  }

  private void without(Subscription subscription, String reason) {
    subscription.canceledAt = moment.now();
    subscription.cancelReason = reason;
    end(subscription);
  }

  /** The announced end has come: prorations that still wait are billed with it. */
  void periodIsOver(Subscription subscription) {
    if (subscription.cancelProrates && moment.now() < subscription.period().end()) {
      subscription
          .items()
          .forEach(item -> subscription.postpone(Proration.unused(item, moment.now())));
    }
    bill(subscription);
    end(subscription);
  }

  private void mark(Subscription subscription, boolean wanted) {
    if (subscription.cancelAtPeriodEnd != wanted) {
      subscription.cancelAtPeriodEnd = wanted;
      announced(subscription, wanted);
    }
  }

  private void announced(Subscription subscription, boolean wanted) {
    subscription.canceledAt = wanted ? (Long) moment.now() : null;
    subscription.cancelReason = wanted ? "cancellation_requested" : null;
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
    if (subscription.schedule != null) {
      subscription.schedule.ended();
    }
  }
}
