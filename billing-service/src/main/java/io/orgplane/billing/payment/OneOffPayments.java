package io.orgplane.billing.payment;

import io.smallrye.mutiny.Uni;

/**
 * Money for what no billing cycle bills. Both look first whether it was done before, by the order's
 * reference, so that asking again after a crash or a lost answer takes nothing twice however late.
 */
public interface OneOffPayments {

  /**
   * Bills it at once, and takes the money.
   *
   * @throws PaymentFailure.Declined as a failure, when the card is refused; the invoice is void
   *     then
   */
  Uni<Void> take(CustomerId customer, OneOffOrder order, CallKey key);

  /** Leaves it for the customer's next invoice. */
  Uni<Void> leaveForNextInvoice(CustomerId customer, OneOffOrder order, CallKey key);
}
