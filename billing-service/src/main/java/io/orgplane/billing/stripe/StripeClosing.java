package io.orgplane.billing.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.service.V1Services;
import io.orgplane.billing.payment.CallKey;
import io.orgplane.billing.payment.CustomerId;

/**
 * Ends what a customer has. What has ended already is not listed any more, so it can be repeated.
 */
final class StripeClosing {

  private static final long ALL = 100;

  private final V1Services stripe;
  private final CustomerId customer;

  StripeClosing(V1Services stripe, CustomerId customer) {
    this.stripe = stripe;
    this.customer = customer;
  }

  /** How many subscriptions were ended. The pages go first, so that nothing new is bought. */
  int end(CallKey key) throws StripeException {
    SessionListParams open =
        SessionListParams.builder()
            .setCustomer(customer.value())
            .setStatus(SessionListParams.Status.OPEN)
            .setLimit(ALL)
            .build();
    for (Session page : stripe.checkout().sessions().list(open).getData()) {
      stripe.checkout().sessions().expire(page.getId());
    }
    SubscriptionListParams living =
        SubscriptionListParams.builder().setCustomer(customer.value()).setLimit(ALL).build();
    int ended = 0;
    for (Subscription each : stripe.subscriptions().list(living).getData()) {
      RequestOptions once =
          RequestOptions.builder().setIdempotencyKey(key.of(each.getId()).toString()).build();
      stripe.subscriptions().cancel(each.getId(), SubscriptionCancelParams.builder().build(), once);
      ended++;
    }
    return ended;
  }
}
