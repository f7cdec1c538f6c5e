package io.orgplane.billing.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import com.stripe.param.checkout.SessionCreateParams.SubscriptionData;
import com.stripe.param.checkout.SessionCreateParams.SubscriptionData.TrialSettings.EndBehavior.MissingPaymentMethod;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.service.V1Services;
import io.orgplane.billing.payment.CallKey;
import io.orgplane.billing.payment.CheckoutOrder;
import io.orgplane.billing.payment.CheckoutPage;
import java.util.List;

/** Stripe's page for one order. */
final class StripeCheckout {

  private static final String OPERATION = "operation";
  private static final String ORGANIZATION = "organization";
  private static final long ALL = 100;

  private final V1Services stripe;
  private final CheckoutOrder order;

  StripeCheckout(V1Services stripe, CheckoutOrder order) {
    this.stripe = stripe;
    this.order = order;
  }

  /**
   * The page of this order, if it is there already; else a new one. Pages of earlier orders are
   * closed first, so that nobody pays two.
   */
  CheckoutPage open(PriceBook prices, CallKey key) throws StripeException {
    for (Session open : openSessions()) {
      if (order.operation().toString().equals(open.getMetadata().get(OPERATION))) {
        return page(open);
      }
      stripe.checkout().sessions().expire(open.getId());
    }
    SessionCreateParams params = params(prices.idOf(stripe, order.price(), key));
    RequestOptions once = RequestOptions.builder().setIdempotencyKey(key.toString()).build();
    return page(stripe.checkout().sessions().create(params, once));
  }

  private List<Session> openSessions() throws StripeException {
    SessionListParams params =
        SessionListParams.builder()
            .setCustomer(order.customer().value())
            .setStatus(SessionListParams.Status.OPEN)
            .setLimit(ALL)
            .build();
    return stripe.checkout().sessions().list(params).getData();
  }

  private SessionCreateParams params(String price) {
    String organization = order.organization().toString();
    return SessionCreateParams.builder()
        .setMode(Mode.SUBSCRIPTION)
        .setCustomer(order.customer().value())
        .setClientReferenceId(organization)
        .addLineItem(
            LineItem.builder().setPrice(price).setQuantity((long) order.quantity()).build())
        .setSuccessUrl(order.successUrl())
        .setCancelUrl(order.cancelUrl())
        .putMetadata(ORGANIZATION, organization)
        .putMetadata(OPERATION, order.operation().toString())
        .setSubscriptionData(subscription(organization))
        .setPaymentMethodCollection(SessionCreateParams.PaymentMethodCollection.ALWAYS)
        .build();
  }

  /** A trial whose card is gone by its end is over; nobody is billed without a card. */
  private SubscriptionData subscription(String organization) {
    SubscriptionData.Builder data =
        SubscriptionData.builder().putMetadata(ORGANIZATION, organization);
    if (order.trialDays() != null) {
      data.setTrialPeriodDays(order.trialDays().longValue())
          .setTrialSettings(
              SubscriptionData.TrialSettings.builder()
                  .setEndBehavior(
                      SubscriptionData.TrialSettings.EndBehavior.builder()
                          .setMissingPaymentMethod(MissingPaymentMethod.CANCEL)
                          .build())
                  .build());
    }
    return data.build();
  }

  private static CheckoutPage page(Session session) {
    return new CheckoutPage(session.getId(), session.getUrl());
  }
}
