package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.event.Events;
import io.orgplane.sandbox.stripe.invoice.Dunning;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.invoice.Payer;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.orgplane.sandbox.stripe.subscription.Subscription.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a paid or unpaid invoice does to its subscription. */
public final class SubscriptionPayer implements Payer {
  private final Subscriptions subscriptions;
  private final Moment moment;
  private final Events events;

  public SubscriptionPayer(Subscriptions subscriptions, Moment moment, Events events) {
    this.subscriptions = subscriptions;
    this.moment = moment;
    this.events = events;
  }

  @Override
  public @Nullable PaymentMethod cardFor(Invoice invoice) {
    String own = invoice.defaultPaymentMethod();
    return own == null
        ? subscription(invoice)
            .map(subscriptions::card)
            .orElseGet(() -> subscriptions.card(invoice.customer()))
        : subscriptions.card(own);
  }

  @Override
  public void requireSubscription(Customer customer, String id, String param) {
    if (subscriptions.require(id, param).customer() != customer) {
      throw ApiError.noSuch("subscription", id, param);
    }
  }

  @Override
  public void paid(Invoice invoice) {
    subscription(invoice)
        .ifPresent(
            subscription ->
                subscriptions.changing(subscription, () -> paid(subscription, invoice)));
  }

  @Override
  public void unpaid(Invoice invoice) {
    subscription(invoice)
        .ifPresent(
            subscription ->
                subscriptions.changing(subscription, () -> unpaid(subscription, invoice)));
  }

  private void paid(Subscription subscription, Invoice invoice) {
    PendingUpdate pending = subscription.pendingUpdate;
    if (pending != null && pending.invoice() == invoice) {
      subscription.pendingUpdate = null;
      subscription.apply(pending.change(), moment.now());
      events.happened("customer.subscription.pending_update_applied", subscription.json());
    }
    if (subscription.status == Status.INCOMPLETE
        || (subscription.status == Status.PAST_DUE && !owes(subscription))
        || (subscription.status == Status.UNPAID && subscription.latestInvoice == invoice)) {
      subscription.status = Status.ACTIVE;
      subscription.givenUp = false;
    }
  }

  private void unpaid(Subscription subscription, Invoice invoice) {
    PendingUpdate pending = subscription.pendingUpdate;
    boolean onlyPending = pending != null && pending.invoice() == invoice;
    boolean beside = invoice.terms().reason().equals("manual");
    if (!onlyPending
        && !beside
        && (subscription.status == Status.ACTIVE || subscription.trialing())) {
      subscription.status = Status.PAST_DUE;
    }
  }

  @Override
  public void givenUp(Invoice invoice, Dunning.Outcome outcome) {
    subscription(invoice)
        .filter(subscription -> subscription.status == Status.PAST_DUE)
        .ifPresent(
            subscription ->
                subscriptions.changing(subscription, () -> givenUp(subscription, outcome)));
  }

  private static void givenUp(Subscription subscription, Dunning.Outcome outcome) {
    switch (outcome) {
      case PAST_DUE -> {}
      case UNPAID -> subscription.status = Status.UNPAID;
      case CANCELED -> subscription.givenUp = true;
    }
  }

  private static boolean owes(Subscription subscription) {
    Invoice latest = subscription.latestInvoice();
    return latest != null && latest.unpaid();
  }

  private Optional<Subscription> subscription(Invoice invoice) {
    return Optional.ofNullable(invoice.terms().subscription()).flatMap(subscriptions::find);
  }
}
