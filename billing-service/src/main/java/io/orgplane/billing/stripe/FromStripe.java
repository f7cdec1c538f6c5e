package io.orgplane.billing.stripe;

import com.stripe.model.Customer;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import io.orgplane.billing.payment.Card;
import io.orgplane.billing.payment.Invoice;
import io.orgplane.billing.payment.PaidSubscription;
import io.orgplane.billing.payment.PaidSubscription.Status;
import io.orgplane.billing.payment.PaidSubscriptionId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stripe's objects in our words. */
final class FromStripe {

  private FromStripe() {}

  /** Empty for a subscription to something that is not ours. */
  static Optional<PaidSubscription> subscription(Subscription it) {
    SubscriptionItem item = it.getItems().getData().getFirst();
    return PriceBook.meaning(item.getPrice())
        .map(
            meaning ->
                new PaidSubscription(
                    new PaidSubscriptionId(it.getId()),
                    status(it.getStatus()),
                    meaning.plan(),
                    meaning.interval(),
                    Math.toIntExact(item.getQuantity()),
                    Instant.ofEpochSecond(it.getCreated()),
                    Instant.ofEpochSecond(item.getCurrentPeriodStart()),
                    Instant.ofEpochSecond(item.getCurrentPeriodEnd()),
                    Boolean.TRUE.equals(it.getCancelAtPeriodEnd()),
                    trialEndsAt(it),
                    StripeRenewal.ahead(it),
                    it.getPendingUpdate() != null,
                    card(it)));
  }

  private static @Nullable Instant trialEndsAt(Subscription it) {
    return "trialing".equals(it.getStatus()) && it.getTrialEnd() != null
        ? Instant.ofEpochSecond(it.getTrialEnd())
        : null;
  }

  static Invoice invoice(com.stripe.model.Invoice it) {
    return new Invoice(
        it.getId(),
        it.getNumber(),
        it.getStatus(),
        it.getAmountDue(),
        it.getAmountPaid(),
        it.getCurrency(),
        it.getAttemptCount(),
        Instant.ofEpochSecond(it.getCreated()),
        it.getHostedInvoiceUrl(),
        it.getInvoicePdf());
  }

  /**
   * An incomplete one has not begun; one that is unpaid or paused after all retries is owed like
   * one that is past due.
   */
  private static Status status(String status) {
    return switch (status) {
      case "active" -> Status.ACTIVE;
      case "trialing" -> Status.TRIALING;
      case "past_due", "unpaid", "paused" -> Status.PAST_DUE;
      case "incomplete", "incomplete_expired" -> Status.INCOMPLETE;
      case "canceled" -> Status.CANCELED;
      default -> throw new IllegalStateException("Stripe's status " + status + " is new");
    };
  }

  /** The subscription's own card, or else the customer's. */
  private static @Nullable Card card(Subscription it) {
    PaymentMethod method = it.getDefaultPaymentMethodObject();
    Customer customer = it.getCustomerObject();
    if (method == null && customer != null && customer.getInvoiceSettings() != null) {
      method = customer.getInvoiceSettings().getDefaultPaymentMethodObject();
    }
    return method == null || method.getCard() == null
        ? null
        : new Card(method.getCard().getBrand(), method.getCard().getLast4());
  }
}
