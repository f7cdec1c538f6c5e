package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.Agenda;
import io.orgplane.sandbox.stripe.api.Moment;
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
  private final Moment moment;

  public Renewals(
      Subscriptions subscriptions,
      Invoices invoices,
      ChangingSubscriptions changes,
      Cancellations cancellations,
      Moment moment) {
    this.subscriptions = subscriptions;
    this.invoices = invoices;
    this.changes = changes;
    this.cancellations = cancellations;
    this.moment = moment;
  }

  @Override
  public Stream<Due> upcoming() {
    return subscriptions.all().stream()
        .filter(subscription -> !subscription.ended())
        .flatMap(this::waiting);
  }

  /** Where several things are due at once, the first named comes first. */
  private Stream<Due> waiting(Subscription subscription) {
    Stream.Builder<Due> due = Stream.builder();
    if (subscription.givenUp) {
      due.add(new Due(moment.now(), () -> cancellations.forNonPayment(subscription)));
    }
    PendingUpdate pending = subscription.pendingUpdate;
    if (pending != null) {
      due.add(new Due(pending.expiresAt(), () -> changes.expire(subscription)));
    }
    if (subscription.status == Status.INCOMPLETE) {
      due.add(
          new Due(
              subscription.created() + PendingUpdate.MOST_SECONDS,
              () -> cancellations.neverPaid(subscription)));
      return due.build();
    }
    Long trialEnd = subscription.trialEnd();
    if (subscription.trialing() && trialEnd != null && !subscription.trialEndAnnounced) {
      due.add(
          new Due(
              Trials.announcement(trialEnd), () -> subscriptions.announceTrialEnd(subscription)));
    }
    Long end = subscription.cancelAt;
    if (end != null) {
      due.add(new Due(end, () -> cancellations.periodIsOver(subscription)));
    }
    return due.add(new Due(subscription.period().end(), () -> turn(subscription))).build();
  }

  private void turn(Subscription subscription) {
    if (subscription.cancelAtPeriodEnd) {
      cancellations.periodIsOver(subscription);
    } else if (subscription.trialing()
        && subscription.cancelsWithoutCard
        && subscriptions.card(subscription) == null) {
      cancellations.withoutCard(subscription);
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
    if (subscription.status == Status.UNPAID) {
      invoices.leaveDraft(subscription.latestInvoice);
    }
  }
}
