package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.customer.Customers;
import io.orgplane.sandbox.stripe.event.Events;
import io.orgplane.sandbox.stripe.invoice.Invoice.Status;
import io.orgplane.sandbox.stripe.payment.Decline;
import io.orgplane.sandbox.stripe.payment.PaymentIntents;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gets finalized invoices paid: by a card, again after a decline as {@link Dunning} says, or by
 * other means.
 */
final class Collecting {
  private final Moment moment;
  private final Events events;
  private final Customers customers;
  private final PaymentIntents intents;
  private final Payer payer;
  private final Dunning dunning;
  private final Predicate<Customer> owes;

  /**
   * @param owes whether a customer has any invoice that is unpaid
   */
  Collecting(
      Moment moment,
      Events events,
      Customers customers,
      PaymentIntents intents,
      Payer payer,
      Dunning dunning,
      Predicate<Customer> owes) {
    this.moment = moment;
    this.events = events;
    this.customers = customers;
    this.intents = intents;
    this.payer = payer;
    this.dunning = dunning;
    this.owes = owes;
  }

  /** With the card that pays for the invoice by itself. */
  boolean collect(Invoice invoice) {
    return collect(invoice, payer.cardFor(invoice));
  }

  /** Charges the card; without one the try counts as failed. */
  boolean collect(Invoice invoice, @Nullable PaymentMethod card) {
    if (!invoice.unpaid() || invoice.intent == null) {
      return invoice.status == Status.PAID;
    }
    invoice.attempts++;
    invoice.nextAttempt = null;
    if (intents.charge(invoice.intent, card)) {
      settle(invoice);
      return true;
    }
    failed(invoice);
    return false;
  }

  private void failed(Invoice invoice) {
    invoice.nextAttempt = invoice.autoAdvance ? dunning.next(invoice.attempts, moment.now()) : null;
    customers.markDelinquent(invoice.customer(), true);
    events.happened("invoice.payment_failed", invoice.json());
    payer.unpaid(invoice);
    if (invoice.autoAdvance && invoice.nextAttempt == null) {
      payer.givenUp(invoice, dunning.outcome());
    }
  }

  /** By a person on a page, with the card that pays for everything else. */
  void payNow(Invoice invoice) {
    if (!invoice.unpaid()) {
      throw ApiError.invalid("Invoice is already " + invoice.status.wireName() + ".", null);
    }
    PaymentMethod card = payer.cardFor(invoice);
    if (card == null) {
      throw ApiError.invalid("There is no card to pay with: add one first.", null);
    }
    Decline decline = card.card().onCharge();
    if (!collect(invoice, card) && decline != null) {
      throw decline.error();
    }
  }

  /** Paid by other means than a card. */
  void settleOutside(Invoice invoice) {
    if (invoice.intent != null) {
      intents.cancel(invoice.intent);
    }
    invoice.settledOutside = true;
    settle(invoice);
  }

  /** Nothing is owed any more. */
  void settle(Invoice invoice) {
    invoice.status = Status.PAID;
    invoice.paidAt = moment.now();
    invoice.nextAttempt = null;
    events.happened("invoice.paid", invoice.json());
    events.happened("invoice.payment_succeeded", invoice.json());
    if (!owes.test(invoice.customer())) {
      customers.markDelinquent(invoice.customer(), false);
    }
    payer.paid(invoice);
  }
}
