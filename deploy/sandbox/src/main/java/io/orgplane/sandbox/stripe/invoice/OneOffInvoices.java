package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.customer.Customers;
import io.orgplane.sandbox.stripe.payment.PaymentMethods;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Invoices that no billing cycle makes: <a
 * href="https://docs.stripe.com/api/invoices/create">created</a> as a draft, filled with invoice
 * items, and changed until they are finalized.
 */
public final class OneOffInvoices {
  private static final Param[] DESCRIPTIVE = {
    Param.bool("auto_advance"),
    Param.oneOf("collection_method", "charge_automatically", "send_invoice"),
    Param.integer("days_until_due"),
    Param.integer("due_date"),
    Param.string("default_payment_method").asClearable(),
    Param.string("description").asClearable(),
    Param.string("footer").asClearable(),
    Param.metadata()
  };
  private static final Params CREATE =
      params(
          Param.string("customer").asRequired(),
          Param.string("currency"),
          Param.oneOf("pending_invoice_items_behavior", "exclude", "include"),
          Param.string("subscription"));
  private static final Params UPDATE = params();

  /** What may still change when the invoice is finalized. */
  private static final List<String> ALWAYS =
      List.of("auto_advance", "metadata", "default_payment_method");

  private final Invoices invoices;
  private final Customers customers;
  private final PaymentMethods methods;
  private final Payer payer;
  private final Moment moment;

  public OneOffInvoices(
      Invoices invoices, Customers customers, PaymentMethods methods, Payer payer, Moment moment) {
    this.invoices = invoices;
    this.customers = customers;
    this.methods = methods;
    this.payer = payer;
    this.moment = moment;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/invoices", "invoice", CREATE, call -> create(call.args())),
        Endpoint.post(
            "/v1/invoices/:id",
            "invoice",
            UPDATE,
            call -> update(invoices.get(call.id()), call.args())));
  }

  private static Params params(Param... own) {
    return Params.of(Stream.of(own, DESCRIPTIVE).flatMap(Stream::of).toArray(Param[]::new));
  }

  private JsonObject create(Arguments args) {
    args.refuseTogether("days_until_due", "due_date");
    Customer customer = customers.require(args.require("customer"), "customer");
    String subscription = args.string("subscription");
    if (subscription != null) {
      payer.requireSubscription(customer, subscription, "subscription");
    }
    var terms =
        new Invoice.Terms(
            subscription,
            new JsonObject(),
            "manual",
            args.string("currency", customer.currency()).toLowerCase(Locale.ROOT),
            moment.now(),
            moment.now(),
            null);
    Invoice invoice = Invoice.draft(customer, terms, List.of(), moment.now());
    invoice.autoAdvance = false;
    describe(invoice, args);
    if (invoice.isSent() && invoice.daysUntilDue == null && invoice.dueDate == null) {
      throw ApiError.missing("days_until_due");
    }
    invoices.begin(
        invoice, args.string("pending_invoice_items_behavior", "exclude").equals("include"));
    return invoice.json();
  }

  private JsonObject update(Invoice invoice, Arguments args) {
    for (Param param : DESCRIPTIVE) {
      if (args.has(param.name()) && !ALWAYS.contains(param.name())) {
        invoice.requireDraft();
      }
    }
    invoices.changing(invoice, () -> change(invoice, args));
    return invoice.json();
  }

  private void change(Invoice invoice, Arguments args) {
    boolean before = invoice.autoAdvance;
    describe(invoice, args);
    if (invoice.autoAdvance != before) {
      invoices.advance(invoice, invoice.autoAdvance);
    }
  }

  private void describe(Invoice invoice, Arguments args) {
    String card = args.string("default_payment_method");
    if (card != null) {
      methods.requireOf(invoice.customer().id(), card, "default_payment_method");
    }
    invoice.metadata.apply(args);
    args.ifGiven("default_payment_method", value -> invoice.defaultPaymentMethod = value);
    args.ifGiven("description", value -> invoice.description = value);
    args.ifGiven("footer", value -> invoice.footer = value);
    invoice.autoAdvance = args.bool("auto_advance", invoice.autoAdvance);
    invoice.sent =
        args.string("collection_method", invoice.sent ? "send_invoice" : "").equals("send_invoice");
    due(invoice, args);
  }

  private static void due(Invoice invoice, Arguments args) {
    boolean given = args.has("days_until_due") || args.has("due_date");
    if (given && !invoice.isSent()) {
      throw ApiError.invalid(
          "You can only set a due date on an invoice whose collection method is 'send_invoice'.",
          args.has("due_date") ? "due_date" : "days_until_due");
    }
    if (args.has("days_until_due")) {
      invoice.daysUntilDue = args.count("days_until_due", 0);
    }
    if (args.has("due_date")) {
      invoice.dueDate = args.requireInteger("due_date");
    }
  }
}
