package io.orgplane.billing.stripe;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.net.RequestOptions;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceItemListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.service.V1Services;
import io.orgplane.billing.payment.CallKey;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.OneOffOrder;
import io.orgplane.billing.payment.OneOffPayments;
import io.orgplane.billing.payment.PaymentFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Invoices beside the cycle, and items for the next one (<a
 * href="https://docs.stripe.com/api/invoices">invoices</a>, <a
 * href="https://docs.stripe.com/api/invoiceitems">invoice items</a>). Idempotency keys are
 * forgotten after a day; our reference in the metadata is not.
 */
@ApplicationScoped
class StripeOneOffs implements OneOffPayments {

  private static final String REFERENCE = "reference";
  private static final long MANY = 100;

  private final StripeCalls calls;

  StripeOneOffs(StripeCalls calls) {
    this.calls = calls;
  }

  @Override
  public Uni<Void> take(CustomerId customer, OneOffOrder order, CallKey key) {
    return calls.call("one-off", stripe -> taken(stripe, customer, order, key)).replaceWithVoid();
  }

  @Override
  public Uni<Void> leaveForNextInvoice(CustomerId customer, OneOffOrder order, CallKey key) {
    return calls
        .call("invoice-item", stripe -> left(stripe, customer, order, key))
        .replaceWithVoid();
  }

  private static boolean taken(
      V1Services stripe, CustomerId customer, OneOffOrder order, CallKey key)
      throws StripeException {
    Optional<Invoice> known = find(stripe, customer, order);
    Invoice invoice = known.isPresent() ? known.get() : create(stripe, customer, order, key);
    if (invoice.getStatus().equals("draft")) {
      invoice = finish(stripe, invoice, customer, order, key);
    }
    if (invoice.getStatus().equals("open")) {
      invoice = pay(stripe, customer, invoice, key);
    }
    if (!invoice.getStatus().equals("paid")) {
      throw new PaymentFailure.Declined("The card was declined, so nothing was bought.", null);
    }
    return true;
  }

  private static Optional<Invoice> find(V1Services stripe, CustomerId customer, OneOffOrder order)
      throws StripeException {
    InvoiceListParams params =
        InvoiceListParams.builder().setCustomer(customer.value()).setLimit(MANY).build();
    for (Invoice each : stripe.invoices().list(params).autoPagingIterable()) {
      if (isOf(each.getMetadata(), order)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static Invoice create(
      V1Services stripe, CustomerId customer, OneOffOrder order, CallKey key)
      throws StripeException {
    InvoiceCreateParams params =
        InvoiceCreateParams.builder()
            .setCustomer(customer.value())
            .setCurrency(order.currency())
            .setAutoAdvance(false)
            .setCollectionMethod(InvoiceCreateParams.CollectionMethod.CHARGE_AUTOMATICALLY)
            .setPendingInvoiceItemsBehavior(InvoiceCreateParams.PendingInvoiceItemsBehavior.EXCLUDE)
            .putMetadata(REFERENCE, order.reference())
            .build();
    return stripe.invoices().create(params, once(key.of("invoice")));
  }

  /** The amount says whether its item had been added before. */
  private static Invoice finish(
      V1Services stripe, Invoice draft, CustomerId customer, OneOffOrder order, CallKey key)
      throws StripeException {
    if (draft.getTotal() == 0) {
      InvoiceItemCreateParams item = item(customer, order).setInvoice(draft.getId()).build();
      stripe.invoiceItems().create(item, once(key.of("item")));
    }
    return stripe.invoices().finalizeInvoice(draft.getId(), once(key.of("finalize")));
  }

  /** What is refused is void, so that nobody pays later for what was not granted. */
  private static Invoice pay(V1Services stripe, CustomerId customer, Invoice open, CallKey key)
      throws StripeException {
    InvoicePayParams.Builder params = InvoicePayParams.builder();
    card(stripe, customer).ifPresent(params::setPaymentMethod);
    try {
      return stripe.invoices().pay(open.getId(), params.build(), once(key.of("pay")));
    } catch (CardException declined) {
      stripe.invoices().voidInvoice(open.getId(), once(key.of("void")));
      throw declined;
    }
  }

  /** Checkout keeps the card with the subscription; without one there it is the customer's. */
  private static Optional<String> card(V1Services stripe, CustomerId customer)
      throws StripeException {
    SubscriptionListParams params =
        SubscriptionListParams.builder()
            .setCustomer(customer.value())
            .setStatus(SubscriptionListParams.Status.ALL)
            .setLimit(MANY)
            .build();
    return stripe.subscriptions().list(params).getData().stream()
        .map(Subscription::getDefaultPaymentMethod)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static boolean left(
      V1Services stripe, CustomerId customer, OneOffOrder order, CallKey key)
      throws StripeException {
    InvoiceItemListParams params =
        InvoiceItemListParams.builder().setCustomer(customer.value()).setLimit(MANY).build();
    for (var each : stripe.invoiceItems().list(params).autoPagingIterable()) {
      if (isOf(each.getMetadata(), order)) {
        return false;
      }
    }
    stripe.invoiceItems().create(item(customer, order).build(), once(key.of("item")));
    return true;
  }

  private static InvoiceItemCreateParams.Builder item(CustomerId customer, OneOffOrder order) {
    return InvoiceItemCreateParams.builder()
        .setCustomer(customer.value())
        .setAmount(order.amount())
        .setCurrency(order.currency())
        .setDescription(order.description())
        .putMetadata(REFERENCE, order.reference());
  }

  private static boolean isOf(Map<String, String> metadata, OneOffOrder order) {
    return metadata != null && order.reference().equals(metadata.get(REFERENCE));
  }

  private static RequestOptions once(CallKey key) {
    return RequestOptions.builder().setIdempotencyKey(key.toString()).build();
  }
}
