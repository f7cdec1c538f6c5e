package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.catalogue.Price;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** An invoice for goods that are paid at once, at a checkout. */
public final class Selling {
  private final Invoices invoices;
  private final InvoiceItems items;

  public Selling(Invoices invoices, InvoiceItems items) {
    this.invoices = invoices;
    this.items = items;
  }

  /** So many of a price that is paid once. */
  public record Good(Price price, long quantity) {}

  /** The invoice, paid: that the card will be accepted was made sure of before. */
  public Invoice sell(Customer customer, List<Good> goods, PaymentMethod card) {
    var terms =
        new Invoice.Terms(
            null,
            new JsonObject(),
            "manual",
            goods.getFirst().price().currency(),
            items.now(),
            items.now(),
            null);
    Invoice invoice = Invoice.draft(customer, terms, List.of(), items.now());
    invoice.autoAdvance = false;
    invoices.begin(invoice, false);
    goods.forEach(good -> items.create(item(customer, good), invoice));
    invoices.finalize(invoice);
    invoices.collect(invoice, card);
    return invoice;
  }

  private InvoiceItem item(Customer customer, Good good) {
    var item =
        new InvoiceItem(customer, null, ItemCharge.of(good.price(), good.quantity()), items.now());
    item.description = good.price().product().name();
    return item;
  }
}
