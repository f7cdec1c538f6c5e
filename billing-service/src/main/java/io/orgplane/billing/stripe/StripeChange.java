package io.orgplane.billing.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.net.RequestOptions;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceCreatePreviewParams.PreviewMode;
import com.stripe.param.InvoiceCreatePreviewParams.SubscriptionDetails;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.PaymentBehavior;
import com.stripe.param.SubscriptionUpdateParams.ProrationBehavior;
import com.stripe.service.V1Services;
import io.orgplane.billing.payment.CallKey;
import io.orgplane.billing.payment.Quote;
import io.orgplane.billing.payment.SubscriptionChange;
import org.jspecify.annotations.Nullable;

/** One change of a subscription: made, or only calculated by the same parameters. */
final class StripeChange {

  private final V1Services stripe;
  private final PriceBook prices;
  private final SubscriptionChange change;

  StripeChange(V1Services stripe, PriceBook prices, SubscriptionChange change) {
    this.stripe = stripe;
    this.prices = prices;
    this.change = change;
  }

  /**
   * At once, prorated and invoiced. See <a
   * href="https://docs.stripe.com/billing/subscriptions/pending-updates">pending updates</a> for
   * what a declined card leaves.
   */
  Subscription make(CallKey key) throws StripeException {
    Subscription now = stripe.subscriptions().retrieve(change.subscription().value());
    StripeRenewal.release(stripe, now, key);
    SubscriptionUpdateParams.Item.Builder item =
        SubscriptionUpdateParams.Item.builder()
            .setId(now.getItems().getData().getFirst().getId())
            .setQuantity((long) change.quantity());
    String price = price(key);
    if (price != null) {
      item.setPrice(price);
    }
    SubscriptionUpdateParams.Builder params =
        SubscriptionUpdateParams.builder()
            .addItem(item.build())
            .setProrationBehavior(ProrationBehavior.ALWAYS_INVOICE)
            .setPaymentBehavior(behavior());
    if (change.endsTrial()) {
      params.setTrialEnd(SubscriptionUpdateParams.TrialEnd.NOW);
    } else {
      params.setProrationDate(change.prorationAt().getEpochSecond());
    }
    RequestOptions once = RequestOptions.builder().setIdempotencyKey(key.toString()).build();
    return stripe.subscriptions().update(change.subscription().value(), params.build(), once);
  }

  Quote quote() throws StripeException {
    SubscriptionDetails.Item.Builder item =
        SubscriptionDetails.Item.builder().setId(itemId()).setQuantity((long) change.quantity());
    String price = price(new CallKey("quote", 0));
    if (price != null) {
      item.setPrice(price);
    }
    Invoice now = preview(item.build(), PreviewMode.NEXT);
    Invoice then = preview(item.build(), PreviewMode.RECURRING);
    return new Quote(now.getAmountDue(), then.getTotal(), now.getCurrency());
  }

  private Invoice preview(SubscriptionDetails.Item item, PreviewMode mode) throws StripeException {
    SubscriptionDetails.Builder details =
        SubscriptionDetails.builder()
            .addItem(item)
            .setProrationBehavior(SubscriptionDetails.ProrationBehavior.ALWAYS_INVOICE);
    if (change.endsTrial()) {
      details.setTrialEnd(SubscriptionDetails.TrialEnd.NOW);
    } else {
      details.setProrationDate(change.prorationAt().getEpochSecond());
    }
    return stripe
        .invoices()
        .createPreview(
            InvoiceCreatePreviewParams.builder()
                .setSubscription(change.subscription().value())
                .setSubscriptionDetails(details.build())
                .setPreviewMode(mode)
                .build());
  }

  private String itemId() throws StripeException {
    return stripe
        .subscriptions()
        .retrieve(change.subscription().value())
        .getItems()
        .getData()
        .getFirst()
        .getId();
  }

  private @Nullable String price(CallKey key) throws StripeException {
    return change.price() == null ? null : prices.idOf(stripe, change.price(), key);
  }

  private PaymentBehavior behavior() {
    return switch (change.whenDeclined()) {
      case WAIT -> PaymentBehavior.PENDING_IF_INCOMPLETE;
      case OWE -> PaymentBehavior.ALLOW_INCOMPLETE;
    };
  }
}
