package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.Agenda;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import io.orgplane.sandbox.stripe.invoice.Invoices;
import io.orgplane.sandbox.stripe.subscription.Subscription.Status;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the calendar does to subscriptions: the next period, the end of a trial, an announced end,
 * an expired change.
 */
public final class Renewals implements Agenda {
  private final Subscriptions subscriptions;
  private final Invoices invoices;
  private final ChangingSubscriptions changes;
  private final Cancellations cancellations;

  public Renewals(
      Subscriptions subscriptions,
      Invoices invoices,
      ChangingSubscriptions changes,
      Cancellations cancellations) {
    this.subscriptions = subscriptions;
    this.invoices = invoices;
    this.changes = changes;
    this.cancellations = cancellations;
  }

  @Override
  public Stream<Due> upcoming() {
    return subscriptions.all().stream()
        .filter(subscription -> !subscription.ended())
        .map(this::next);
  }

  private Due next(Subscription subscription) {
    PendingUpdate pending = subscription.pendingUpdate;
    if (pending != null) {
      return new Due(pending.expiresAt(), () -> changes.expire(subscription));
    }
    return new Due(subscription.period().end(), () -> turn(subscription));
  }

  private void turn(Subscription subscription) {
    if (subscription.cancelAtPeriodEnd) {
      cancellations.periodIsOver(subscription);
    } else {
      subscriptions.changing(subscription, () -> renew(subscription));
    }
  }

  private void renew(Subscription subscription) {
    Invoice.Terms terms =
        Subscriptions.terms(subscription, "subscription_cycle", subscription.period(), null);
    List<InvoiceLine> lines =
        Subscriptions.together(subscription.takePendingLines(), subscription.advance());
    if (subscription.trialing()) {
      subscription.status = Status.ACTIVE;
    }
    subscription.latestInvoice = invoices.draft(subscription.customer(), terms, lines);
  }
}
