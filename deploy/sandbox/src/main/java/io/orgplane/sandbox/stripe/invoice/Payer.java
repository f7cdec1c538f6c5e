package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import org.jspecify.annotations.Nullable;

/** What invoices need to know of, and tell to, the subscription they belong to. */
public interface Payer {
  /**
   * The card to charge: the subscription's, else the customer's default; null when there is none.
   */
  @Nullable PaymentMethod cardFor(Invoice invoice);

  void paid(Invoice invoice);

  void unpaid(Invoice invoice);
}
