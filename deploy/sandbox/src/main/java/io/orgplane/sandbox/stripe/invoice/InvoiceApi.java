package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Expansion;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.api.Search;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Reading <a href="https://docs.stripe.com/api/invoices">invoices</a>, their lines and payments.
 */
public final class InvoiceApi {
  private static final Params LIST =
      Params.ofList(
          Param.string("customer"),
          Param.string("subscription"),
          Param.oneOf("collection_method", "charge_automatically", "send_invoice"),
          Param.oneOf("status", "draft", "open", "paid", "uncollectible", "void"),
          Param.range("created"));
  private final Invoices invoices;

  public InvoiceApi(Invoices invoices) {
    this.invoices = invoices;
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
            "/v1/invoices/search",
            "list<invoice>",
            Search.PARAMS,
            call ->
                Search.in(
                    "/v1/invoices/search",
                    invoices,
                    call.args(),
                    "customer",
                    "currency",
                    "number",
                    "status",
                    "total")),
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
                    && (!args.has("collection_method")
                        || args.require("collection_method").equals("send_invoice")
                            == invoice.isSent())
                    && invoice
                        .status()
                        .wireName()
                        .equals(args.string("status", invoice.status().wireName()))),
        args);
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
