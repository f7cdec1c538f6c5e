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
 * finalized and charged at once, which is the business of {@link Collecting}.
 */
public final class Invoices extends Collection<Invoice> implements Agenda {
  private static final long HOUR = 3600;
  private final Collection<InvoicePayment> payments = new Collection<>("invoice_payment");
  private final Moment moment;
  private final Events events;
  private final Customers customers;
  private final PaymentIntents intents;
  private final InvoiceItems items;
  private final Collecting collecting;
  private final Supplier<String> origin;

  public Invoices(
      Moment moment,
      Events events,
      Customers customers,
      PaymentIntents intents,
      Payer payer,
      InvoiceItems items,
      Dunning dunning,
      Supplier<String> origin) {
    super("invoice");
    this.moment = moment;
    this.events = events;
    this.customers = customers;
    this.intents = intents;
    this.items = items;
    this.origin = origin;
    this.collecting =
        new Collecting(moment, events, customers, intents, payer, dunning, this::owes);
  }

  private boolean owes(Customer customer) {
    return !newestFirst(it -> it.customer() == customer && it.unpaid()).isEmpty();
  }

  Collecting collecting() {
    return collecting;
  }

  /** Charges the card; without one the try counts as failed. */
  public boolean collect(Invoice invoice, @Nullable PaymentMethod card) {
    return collecting.collect(invoice, card);
  }

  /** By a person on a page, with the card that pays for everything else. */
  public void payNow(Invoice invoice) {
    collecting.payNow(invoice);
  }

  Collection<InvoicePayment> payments() {
    return payments;
  }

  /** With everything that waits for it; finalizes by itself in an hour. */
  public Invoice draft(Customer customer, Invoice.Terms terms, List<InvoiceLine> lines) {
    return begin(customer, terms, lines, true);
  }

  /** Finalized at once, not yet charged. */
  public Invoice issue(Customer customer, Invoice.Terms terms, List<InvoiceLine> lines) {
    Invoice invoice = draft(customer, terms, lines);
    finalize(invoice);
    return invoice;
  }

  /** Only these lines: should the invoice be voided, nothing else goes with it. */
  public Invoice issueAlone(Customer customer, Invoice.Terms terms, List<InvoiceLine> lines) {
    Invoice invoice = begin(customer, terms, lines, false);
    finalize(invoice);
    return invoice;
  }

  private Invoice begin(
      Customer customer, Invoice.Terms terms, List<InvoiceLine> lines, boolean takesWaiting) {
    Invoice invoice = Invoice.draft(customer, terms, lines, moment.now());
    if (takesWaiting) {
      items.take(invoice);
    }
    invoice.finalizesAt = moment.now() + HOUR;
    add(invoice);
    events.happened("invoice.created", invoice.json());
    return invoice;
  }

  /** A one-off invoice, as its parameters made it. */
  void begin(Invoice invoice, boolean takesWaiting) {
    if (takesWaiting) {
      items.take(invoice);
    }
    advance(invoice, invoice.autoAdvance);
    add(invoice);
    events.happened("invoice.created", invoice.json());
  }

  /**
   * Turns <a
   * href="https://docs.stripe.com/invoicing/integration/automatic-advancement-collection">automatic
   * collection</a> on or off: a draft is finalized, an open one charged, within an hour.
   */
  void advance(Invoice invoice, boolean wanted) {
    invoice.autoAdvance = wanted;
    Long soon = wanted ? (Long) (moment.now() + HOUR) : null;
    invoice.finalizesAt = invoice.status == Status.DRAFT ? soon : null;
    if (invoice.status == Status.OPEN && !invoice.isSent()) {
      invoice.nextAttempt = soon;
    }
  }

  void changing(Invoice invoice, Runnable change) {
    JsonObject before = invoice.json();
    change.run();
    events.updated("invoice.updated", before, invoice.json());
  }

  /** Only a draft that no subscription made can be thrown away. */
  void delete(Invoice invoice) {
    invoice.requireDraft();
    if (!invoice.terms().reason().equals("manual")) {
      throw ApiError.invalid("You can't delete invoices created by subscriptions.", null);
    }
    items.release(invoice);
    forget(invoice);
    events.happened("invoice.deleted", invoice.json());
  }

  void send(Invoice invoice) {
    events.happened("invoice.sent", invoice.json());
  }

  /** Given up as a bad debt; it can still be paid or voided. */
  void markUncollectible(Invoice invoice) {
    if (invoice.status != Status.OPEN) {
      throw ApiError.invalid("Only an open invoice can be marked as uncollectible.", null);
    }
    invoice.status = Status.UNCOLLECTIBLE;
    invoice.uncollectibleAt = moment.now();
    invoice.nextAttempt = null;
    events.happened("invoice.marked_uncollectible", invoice.json());
  }

  /**
   * Nobody tries again by himself: the invoice stands for a pending update, which is settled or
   * expires.
   */
  public void hold(Invoice invoice) {
    invoice.autoAdvance = false;
  }

  /** Of a subscription that is unpaid: nobody is asked to pay by himself. */
  public void leaveDraft(Invoice invoice) {
    changing(invoice, () -> advance(invoice, false));
  }

  void finalize(Invoice invoice) {
    if (invoice.status != Status.DRAFT) {
      throw ApiError.invalid("invoice_not_editable", "The invoice is finalized already.", null);
    }
    invoice.status = Status.OPEN;
    invoice.finalizesAt = null;
    invoice.finalizedAt = moment.now();
    invoice.takeBalance();
    if (invoice.isSent() && invoice.dueDate == null) {
      invoice.dueDate =
          moment.now() + 24 * HOUR * (invoice.daysUntilDue == null ? 30 : invoice.daysUntilDue);
    }
    invoice.page = origin.get() + "/i/" + invoice.id();
    invoice.number = customers.nextInvoiceNumber(invoice.customer(), invoice.terms().currency());
    if (invoice.amountDue() > 0) {
      invoice.intent =
          intents.open(
              invoice.customer().id(),
              invoice.amountDue(),
              invoice.terms().currency(),
              purpose(invoice));
      invoice.payment = new InvoicePayment(invoice, invoice.intent, moment.now());
      payments.add(invoice.payment);
    }
    customers.changeBalance(invoice.customer(), invoice.endingBalance());
    events.happened("invoice.finalized", invoice.json());
    if (invoice.amountDue() == 0) {
      collecting.settle(invoice);
    }
  }

  private static String purpose(Invoice invoice) {
    return switch (invoice.terms().reason()) {
      case "subscription_create" -> "Subscription creation";
      case "manual" -> "Payment for Invoice";
      default -> "Subscription update";
    };
  }

  public void voidUnpaid(Invoice invoice) {
    if (!invoice.unpaid()) {
      throw ApiError.invalid("Only an open or uncollectible invoice can be voided.", null);
    }
    if (invoice.intent != null) {
      intents.cancel(invoice.intent);
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
      return Stream.of(new Due(nextAttempt, () -> collecting.collect(invoice)));
    }
    return Stream.empty();
  }

  private void advance(Invoice invoice) {
    finalize(invoice);
    if (invoice.isSent()) {
      send(invoice);
    } else {
      collecting.collect(invoice);
    }
  }
}
