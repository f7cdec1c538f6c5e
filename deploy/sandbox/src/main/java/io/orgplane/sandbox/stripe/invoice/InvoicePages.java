package io.orgplane.sandbox.stripe.invoice;

import static io.orgplane.sandbox.stripe.api.Html.text;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Html;
import io.orgplane.sandbox.stripe.api.Money;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** An invoice to look at, and as a PDF. */
public final class InvoicePages {
  private final Invoices invoices;

  public InvoicePages(Invoices invoices) {
    this.invoices = invoices;
  }

  public void bind(Router router) {
    router.get("/i/:id").handler(context -> guarded(context, this::show));
    router.post("/i/:id").handler(context -> guarded(context, this::pay));
    router.get("/i/:id/pdf").handler(context -> guarded(context, this::pdf));
  }

  @FunctionalInterface
  private interface Rendering {
    void of(RoutingContext context, Invoice invoice);
  }

  private void guarded(RoutingContext context, Rendering rendering) {
    try {
      rendering.of(context, invoices.get(context.pathParam("id")));
    } catch (ApiError refused) {
      Html.refusal(context, refused);
    }
  }

  private void pay(RoutingContext context, Invoice invoice) {
    invoices.collecting().payNow(invoice);
    Html.seeOther(context, "/i/" + invoice.id());
  }

  private void show(RoutingContext context, Invoice invoice) {
    var rows = new StringBuilder();
    for (InvoiceLine line : invoice.lines()) {
      rows.append(
          "<tr><td>%s</td><td class=\"sum\">%s</td></tr>"
              .formatted(
                  text(line.description()),
                  text(Money.words(line.amount(), invoice.terms().currency()))));
    }
    Html.page(
        context,
        200,
        "Invoice",
        "<h1>Invoice %s</h1><p class=\"soft\">%s</p><table><tbody>%s</tbody></table><p>Due: <strong>%s</strong></p>%s"
            .formatted(
                text(invoice.number()),
                text(invoice.status().wireName()),
                rows,
                text(Money.words(invoice.amountDue(), invoice.terms().currency())),
                invoice.unpaid()
                    ? "<form method=\"post\"><button>Pay with the card on file</button></form>"
                    : ""));
  }

  private void pdf(RoutingContext context, Invoice invoice) {
    String currency = invoice.terms().currency();
    List<String> lines = new ArrayList<>();
    lines.add("Invoice " + invoice.number());
    lines.add("Status: " + invoice.status().wireName());
    invoice
        .lines()
        .forEach(
            line -> lines.add(line.description() + "   " + Money.words(line.amount(), currency)));
    lines.add("Total: " + Money.words(invoice.total(), currency));
    lines.add("Amount due: " + Money.words(invoice.amountDue(), currency));
    context
        .response()
        .putHeader("Content-Type", "application/pdf")
        .end(Buffer.buffer(PlainPdf.of(lines)));
  }
}
