package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Expansion;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.invoice.Invoice.Status;
import io.orgplane.sandbox.stripe.payment.Decline;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.orgplane.sandbox.stripe.payment.PaymentMethods;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** <a href="https://docs.stripe.com/api/invoices">Invoices</a>, their lines and payments. */
public final class InvoiceApi {
  private static final Params LIST =
      Params.ofList(
          Param.string("customer"),
          Param.string("subscription"),
          Param.oneOf("status", "draft", "open", "paid", "uncollectible", "void"),
          Param.range("created"));
  private final Invoices invoices;
  private final PaymentMethods methods;
  private final Payer payer;

  public InvoiceApi(Invoices invoices, PaymentMethods methods, Payer payer) {
    this.invoices = invoices;
    this.methods = methods;
    this.payer = payer;
  }

  public void expandable(Expansion expansion) {
    expansion.type("invoice", invoices::get);
    expansion.field(
        "invoice.payments",
        id ->
            Page.whole(
                "/v1/invoice_payments",
                Optional.ofNullable(invoices.get(id).payment).stream().toList()));
    expansion.field(
        "invoice.confirmation_secret", id -> InvoiceJson.confirmationSecret(invoices.get(id)));
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/invoices", "list<invoice>", LIST, call -> list(call.args())),
        Endpoint.get(
            "/v1/invoices/:id", "invoice", Params.of(), call -> invoices.get(call.id()).json()),
        Endpoint.get(
            "/v1/invoices/:id/lines",
            "list<line_item>",
            Params.ofList(),
            call ->
                Page.of(
                    "/v1/invoices/" + call.id() + "/lines",
                    invoices.get(call.id()).lines(),
                    call.args())),
        Endpoint.post(
            "/v1/invoices/:id/pay",
            "invoice",
            Params.of(Param.string("payment_method"), Param.bool("off_session")),
            call -> pay(invoices.get(call.id()), call.args())),
        Endpoint.post(
            "/v1/invoices/:id/void",
            "invoice",
            Params.of(),
            call -> voided(invoices.get(call.id()))),
        Endpoint.post(
            "/v1/invoices/:id/finalize",
            "invoice",
            Params.of(),
            call -> finalized(invoices.get(call.id()))),
        Endpoint.get(
            "/v1/invoice_payments",
            "list<invoice_payment>",
            Params.ofList(
                Param.string("invoice"), Param.oneOf("status", "canceled", "open", "paid")),
            call -> payments(call.args())),
        Endpoint.get(
            "/v1/invoice_payments/:id",
            "invoice_payment",
            Params.of(),
            call -> invoices.payments().get(call.id()).json()));
  }

  private JsonObject list(Arguments args) {
    return Page.of(
        "/v1/invoices",
        invoices.newestFirst(
            invoice ->
                invoice.customer().id().equals(args.string("customer", invoice.customer().id()))
                    && (!args.has("subscription")
                        || args.require("subscription").equals(invoice.terms().subscription()))
                    && invoice
                        .status()
                        .wireName()
                        .equals(args.string("status", invoice.status().wireName()))),
        args);
  }

  private JsonObject pay(Invoice invoice, Arguments args) {
    if (invoice.status() == Status.PAID || invoice.status() == Status.VOID) {
      throw ApiError.invalid("Invoice is already " + invoice.status().wireName() + ".", null);
    }
    String chosen = args.string("payment_method");
    PaymentMethod card =
        chosen == null
            ? payer.cardFor(invoice)
            : methods.requireOf(invoice.customer().id(), chosen, "payment_method");
    if (card == null) {
      throw ApiError.invalid("The customer has no default payment method.", null);
    }
    if (invoice.status() == Status.DRAFT) {
      invoices.finalize(invoice);
    }
    Decline decline = card.card().onCharge();
    if (!invoices.collect(invoice, card) && decline != null) {
      throw decline.error();
    }
    return invoice.json();
  }

  private JsonObject voided(Invoice invoice) {
    invoices.voidUnpaid(invoice);
    return invoice.json();
  }

  private JsonObject finalized(Invoice invoice) {
    invoices.finalize(invoice);
    return invoice.json();
  }

  private JsonObject payments(Arguments args) {
    return Page.of(
        "/v1/invoice_payments",
        invoices
            .payments()
            .newestFirst(
                payment ->
                    payment.invoice().id().equals(args.string("invoice", payment.invoice().id()))
                        && payment.status().equals(args.string("status", payment.status()))),
        args);
  }
}
