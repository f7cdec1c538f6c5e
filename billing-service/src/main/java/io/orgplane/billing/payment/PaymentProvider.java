package io.orgplane.billing.payment;

import io.smallrye.mutiny.Uni;
import java.net.URI;

/**
 * Whoever handles the money. Calls fail with {@link PaymentFailure} and nothing else; none is ever
 * made inside a transaction.
 */
public interface PaymentProvider {

  /** The customer of this organization, made when there is none. */
  Uni<CustomerId> customer(NewCustomer wanted, CallKey key);

  /** A page on which the first purchase is made. */
  Uni<CheckoutPage> openCheckout(CheckoutOrder order, CallKey key);

  /** A page on which means of payment are kept. */
  Uni<URI> openPortal(CustomerId customer, URI returnUrl);

  Uni<Account> account(CustomerId customer);

  Uni<PaidSubscription> subscription(PaidSubscriptionId id);

  Uni<PaidSubscription> change(SubscriptionChange wanted, CallKey key);

  /**
   * Lets it go on with its next period under other terms, or as before. The provider does that by
   * itself, whoever else is down when the period ends.
   */
  Uni<PaidSubscription> renewAs(RenewalOrder order, CallKey key);

  /** Ends it when its period is over, or lets it go on after all. */
  Uni<PaidSubscription> cancelAtPeriodEnd(PaidSubscriptionId id, boolean cancel, CallKey key);

  /** Ends everything that this customer has, at once, and closes the pages that are still open. */
  Uni<Void> close(CustomerId customer, CallKey key);

  /** What the change would cost, by the provider's own calculation. */
  Uni<Quote> quote(SubscriptionChange wanted);

  /**
   * Reads a notice that claims to come from the provider.
   *
   * @throws PaymentProblem.ForgedNotice unless its signature holds and is fresh
   */
  PaymentNotice read(String payload, String signature);
}
