package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.event.Events;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The invoice items: they wait, are taken by an invoice, and stay as they are once it is open. */
public final class InvoiceItems extends Collection<InvoiceItem> {
  private final Moment moment;
  private final Events events;

  public InvoiceItems(Moment moment, Events events) {
    super("invoiceitem");
    this.moment = moment;
    this.events = events;
  }

  InvoiceItem create(InvoiceItem item, @Nullable Invoice draft) {
    add(item);
    if (draft != null) {
      putOn(item, draft);
    }
    events.happened("invoiceitem.created", item.json());
    return item;
  }

  long now() {
    return moment.now();
  }

  /** What the next invoice of this customer, or of this subscription, will take. */
  public List<InvoiceLine> waiting(Customer customer, String currency, @Nullable String billed) {
    return pending(customer, currency, billed).stream().map(InvoiceItem::line).toList();
  }

  /** Puts everything that waits on a draft. */
  void take(Invoice draft) {
    pending(draft.customer(), draft.terms().currency(), draft.terms().subscription())
        .forEach(item -> putOn(item, draft));
  }

  /** The draft is given up: what it had taken waits again. */
  void release(Invoice draft) {
    newestFirst(item -> item.invoice == draft).forEach(item -> item.invoice = null);
  }

  void requireChangeable(InvoiceItem item) {
    if (item.invoice != null && item.invoice.status() != Invoice.Status.DRAFT) {
      throw ApiError.invalid(
          "invoice_not_editable",
          "The invoice item is on an invoice that is finalized, and can no longer be changed.",
          null);
    }
  }

  void changed(InvoiceItem item) {
    Invoice draft = item.invoice;
    if (draft != null) {
      draft.replace(item.line());
    }
  }

  void delete(InvoiceItem item) {
    requireChangeable(item);
    if (item.invoice != null) {
      item.invoice.remove(item.line());
    }
    forget(item);
    events.happened("invoiceitem.deleted", item.json());
  }

  private static void putOn(InvoiceItem item, Invoice draft) {
    item.invoice = draft;
    draft.add(item.line());
  }

  private List<InvoiceItem> pending(Customer customer, String currency, @Nullable String billed) {
    return all().stream().filter(item -> item.goesOn(customer, currency, billed)).toList();
  }
}
