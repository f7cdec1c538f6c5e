package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import org.jspecify.annotations.Nullable;

/** What invoices need to know of, and tell to, the subscription they belong to. */
public interface Payer {
  /**
   * The card to charge: the subscription's, else the customer's default; null when there is none.
   */
  @Nullable PaymentMethod cardFor(Invoice invoice);

  /** An id that was given as a parameter, of a subscription of this customer. */
  void requireSubscription(Customer customer, String id, String param);

  void paid(Invoice invoice);

  void unpaid(Invoice invoice);

  /** The last try has failed. */
  void givenUp(Invoice invoice, Dunning.Outcome outcome);
}
