package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.Agenda;
import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.customer.Customers;
import io.orgplane.sandbox.stripe.event.Events;
import io.orgplane.sandbox.stripe.invoice.Invoice.Status;
import io.orgplane.sandbox.stripe.payment.PaymentIntents;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes invoices through their life. A renewal's invoice stays a draft for an hour, as <a
 * href="https://docs.stripe.com/billing/invoices/subscription">Stripe's does</a>; the others are
 * finalized and charged at once. What is declined is tried again after three, five and seven days.
 */
public final class Invoices extends Collection<Invoice> implements Agenda {
  private static final long HOUR = 3600;
  private static final long[] RETRY_AFTER = {3 * 24 * HOUR, 5 * 24 * HOUR, 7 * 24 * HOUR};
  private final Collection<InvoicePayment> payments = new Collection<>("invoice_payment");
  private final Moment moment;
  private final Events events;
  private final Customers customers;
  private final PaymentIntents intents;
  private final Payer payer;
  private final Supplier<String> origin;

  public Invoices(
      Moment moment,
      Events events,
      Customers customers,
      PaymentIntents intents,
      Payer payer,
      Supplier<String> origin) {
    super("invoice");
    this.moment = moment;
    this.events = events;
    this.customers = customers;
    this.intents = intents;
    this.payer = payer;
    this.origin = origin;
  }

  Collection<InvoicePayment> payments() {
    return payments;
  }

  /** Finalizes by itself in an hour. */
  public Invoice draft(Customer customer, Invoice.Terms terms, List<InvoiceLine> lines) {
    Invoice invoice = Invoice.draft(customer, terms, lines, moment.now());
    invoice.finalizesAt = moment.now() + HOUR;
    add(invoice);
    events.happened("invoice.created", invoice.json());
    return invoice;
  }

  /** Finalized at once, not yet charged. */
  public Invoice issue(Customer customer, Invoice.Terms terms, List<InvoiceLine> lines) {
    Invoice invoice = draft(customer, terms, lines);
    finalize(invoice);
    return invoice;
  }

  /**
   * Nobody tries again by himself: the invoice stands for a pending update, which is settled or
   * expires.
   */
  public void hold(Invoice invoice) {
    invoice.autoAdvance = false;
  }

  void finalize(Invoice invoice) {
    if (invoice.status != Status.DRAFT) {
      throw ApiError.invalid("invoice_not_editable", "The invoice is finalized already.", null);
    }
    invoice.status = Status.OPEN;
    invoice.finalizesAt = null;
    invoice.finalizedAt = moment.now();
    invoice.takeBalance();
    invoice.page = origin.get() + "/i/" + invoice.id();
    invoice.number = customers.nextInvoiceNumber(invoice.customer(), invoice.terms().currency());
    if (invoice.amountDue() > 0) {
      invoice.intent =
          intents.open(
              invoice.customer().id(),
              invoice.amountDue(),
              invoice.terms().currency(),
              invoice.terms().reason().equals("subscription_create")
                  ? "Subscription creation"
                  : "Subscription update");
      invoice.payment = new InvoicePayment(invoice, invoice.intent, moment.now());
      payments.add(invoice.payment);
    }
    customers.changeBalance(invoice.customer(), invoice.endingBalance());
    events.happened("invoice.finalized", invoice.json());
    if (invoice.amountDue() == 0) {
      settle(invoice);
    }
  }

  /** Charges the card; without one the try counts as failed. */
  public boolean collect(Invoice invoice, @Nullable PaymentMethod card) {
    if (invoice.status != Status.OPEN || invoice.intent == null) {
      return invoice.status == Status.PAID;
    }
    invoice.attempts++;
    if (intents.charge(invoice.intent, card)) {
      settle(invoice);
      return true;
    }
    invoice.nextAttempt = nextAttempt(invoice);
    customers.markDelinquent(invoice.customer(), true);
    events.happened("invoice.payment_failed", invoice.json());
    payer.unpaid(invoice);
    return false;
  }

  private @Nullable Long nextAttempt(Invoice invoice) {
    boolean retried = invoice.autoAdvance && invoice.attempts <= RETRY_AFTER.length;
    return retried ? moment.now() + RETRY_AFTER[invoice.attempts - 1] : null;
  }

  private void settle(Invoice invoice) {
    invoice.status = Status.PAID;
    invoice.paidAt = moment.now();
    invoice.nextAttempt = null;
    events.happened("invoice.paid", invoice.json());
    events.happened("invoice.payment_succeeded", invoice.json());
    if (newestFirst(other -> other.customer() == invoice.customer() && other.unpaid()).isEmpty()) {
      customers.markDelinquent(invoice.customer(), false);
    }
    payer.paid(invoice);
  }

  public void voidUnpaid(Invoice invoice) {
    if (invoice.status != Status.OPEN) {
      throw ApiError.invalid("Only an open invoice can be voided.", null);
    }
    invoice.status = Status.VOID;
    invoice.voidedAt = moment.now();
    invoice.nextAttempt = null;
    customers.changeBalance(
        invoice.customer(),
        invoice.customer().balance() + invoice.startingBalance() - invoice.endingBalance());
    events.happened("invoice.voided", invoice.json());
  }

  /** The subscription is over: nobody goes on asking by himself. */
  public void stopCollecting(String subscription) {
    for (Invoice invoice : newestFirst(it -> subscription.equals(it.terms().subscription()))) {
      JsonObject before = invoice.json();
      if (invoice.status == Status.DRAFT || invoice.status == Status.OPEN) {
        invoice.autoAdvance = false;
        invoice.finalizesAt = null;
        invoice.nextAttempt = null;
        events.updated("invoice.updated", before, invoice.json());
      }
    }
  }

  @Override
  public Stream<Due> upcoming() {
    return all().stream().flatMap(this::waiting);
  }

  private Stream<Due> waiting(Invoice invoice) {
    Long finalizesAt = invoice.finalizesAt;
    if (finalizesAt != null) {
      return Stream.of(new Due(finalizesAt, () -> advance(invoice)));
    }
    Long nextAttempt = invoice.nextAttempt;
    if (nextAttempt != null) {
      return Stream.of(new Due(nextAttempt, () -> collect(invoice, payer.cardFor(invoice))));
    }
    return Stream.empty();
  }

  private void advance(Invoice invoice) {
    finalize(invoice);
    collect(invoice, payer.cardFor(invoice));
  }
}
