package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.invoice.Invoice.Status;
import io.orgplane.sandbox.stripe.payment.Decline;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.orgplane.sandbox.stripe.payment.PaymentMethods;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What can be done with an invoice: finalize, send, pay, void, give up, delete. */
public final class InvoiceActions {
  private static final Params PAY =
      Params.of(
          Param.string("payment_method"),
          Param.bool("off_session"),
          Param.bool("paid_out_of_band"));
  private static final Params FINALIZE = Params.of(Param.bool("auto_advance"));
  private final Invoices invoices;
  private final PaymentMethods methods;
  private final Payer payer;

  public InvoiceActions(Invoices invoices, PaymentMethods methods, Payer payer) {
    this.invoices = invoices;
    this.methods = methods;
    this.payer = payer;
  }

  @FunctionalInterface
  private interface Action {
    void on(Invoice invoice, Arguments args);
  }

  public List<Endpoint> endpoints() {
    return List.of(
        action("pay", PAY, this::pay),
        action("finalize", FINALIZE, this::finalized),
        action("send", Params.of(), (invoice, args) -> send(invoice)),
        action("void", Params.of(), (invoice, args) -> invoices.voidUnpaid(invoice)),
        action(
            "mark_uncollectible",
            Params.of(),
            (invoice, args) -> invoices.markUncollectible(invoice)),
        Endpoint.delete(
            "/v1/invoices/:id", "deleted", Params.of(), call -> delete(invoices.get(call.id()))));
  }

  private Endpoint action(String name, Params params, Action action) {
    return Endpoint.post(
        "/v1/invoices/:id/" + name,
        "invoice",
        params,
        call -> {
          Invoice invoice = invoices.get(call.id());
          action.on(invoice, call.args());
          return invoice.json();
        });
  }

  private void pay(Invoice invoice, Arguments args) {
    if (invoice.status() == Status.PAID || invoice.status() == Status.VOID) {
      throw ApiError.invalid("Invoice is already " + invoice.status().wireName() + ".", null);
    }
    if (args.bool("paid_out_of_band", false)) {
      opened(invoice);
      invoices.collecting().settleOutside(invoice);
      return;
    }
    String chosen = args.string("payment_method");
    PaymentMethod card =
        chosen == null
            ? payer.cardFor(invoice)
            : methods.requireOf(invoice.customer().id(), chosen, "payment_method");
    if (card == null) {
      throw ApiError.invalid("The customer has no default payment method.", null);
    }
    opened(invoice);
    Decline decline = card.card().onCharge();
    if (!invoices.collecting().collect(invoice, card) && decline != null) {
      throw decline.error();
    }
  }

  private void opened(Invoice invoice) {
    if (invoice.status() == Status.DRAFT) {
      invoices.finalize(invoice);
    }
  }

  private void finalized(Invoice invoice, Arguments args) {
    boolean advances = args.bool("auto_advance", invoice.autoAdvance);
    invoices.finalize(invoice);
    invoices.advance(invoice, advances);
  }

  private void send(Invoice invoice) {
    if (!invoice.isSent()) {
      throw ApiError.invalid(
          "You can only manually send an invoice if its collection method is 'send_invoice'.",
          null);
    }
    opened(invoice);
    invoices.send(invoice);
  }

  private JsonObject delete(Invoice invoice) {
    invoices.delete(invoice);
    return Resource.deleted(invoice.id(), "invoice");
  }
}
