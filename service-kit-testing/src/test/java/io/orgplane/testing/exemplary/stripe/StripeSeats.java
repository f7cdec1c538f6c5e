package io.orgplane.testing.exemplary.stripe;

import com.stripe.Subscription;

class StripeSeats {
  Subscription subscription() {
    return new Subscription();
  }
}
