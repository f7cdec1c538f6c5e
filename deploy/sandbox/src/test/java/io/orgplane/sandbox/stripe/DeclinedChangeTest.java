package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Subscription;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.PaymentBehavior;
import com.stripe.param.SubscriptionUpdateParams.ProrationBehavior;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A subscription whose card is declined from now on, and what each payment behavior makes of an
 * upgrade.
 */
class DeclinedChangeTest extends ShopTest {
  private Subscription subscription;

  @BeforeEach
  void subscribe() throws StripeException {
    subscription = shop.subscribed(shop.monthly("Team", 2500), 2);
    PaymentMethod declining = attach("pm_card_chargeCustomerFail");
    subscription =
        shop.stripe
            .subscriptions()
            .update(
                subscription.getId(),
                SubscriptionUpdateParams.builder()
                    .setDefaultPaymentMethod(declining.getId())
                    .build());
    shop.at("2026-03-11T00:00:00Z");
  }

  @Test
  void error_if_incomplete_refuses_and_changes_nothing() {
    assertThatThrownBy(() -> raise(PaymentBehavior.ERROR_IF_INCOMPLETE))
        .isInstanceOfSatisfying(
            CardException.class,
            declined -> {
              assertThat(declined.getCode()).isEqualTo("card_declined");
              assertThat(declined.getDeclineCode()).isEqualTo("generic_decline");
            });
    assertThat(current().toJson()).isEqualTo(subscription.toJson());
    assertThat(invoices()).isEqualTo(1);
  }

  @Test
  void pending_if_incomplete_waits_for_the_payment() throws Exception {
    Subscription pending = raise(PaymentBehavior.PENDING_IF_INCOMPLETE);

    assertThat(pending.getStatus()).isEqualTo("active");
    assertThat(quantity(pending)).isEqualTo(2);
    assertThat(pending.getPendingUpdate().getSubscriptionItems().getFirst().getQuantity())
        .isEqualTo(5);
    Invoice open = shop.stripe.invoices().retrieve(pending.getLatestInvoice());
    assertThat(open.getStatus()).isEqualTo("open");

    shop.stripe
        .invoices()
        .pay(
            open.getId(),
            InvoicePayParams.builder().setPaymentMethod(attach("pm_card_visa").getId()).build());

    assertThat(quantity(current())).isEqualTo(5);
    assertThat(current().getPendingUpdate()).isNull();
    shop.listener.await("customer.subscription.pending_update_applied");
  }

  @Test
  void a_pending_update_expires_after_23_hours() throws Exception {
    Subscription pending = raise(PaymentBehavior.PENDING_IF_INCOMPLETE);

    shop.forward(Duration.ofHours(23));

    assertThat(current().getPendingUpdate()).isNull();
    assertThat(quantity(current())).isEqualTo(2);
    assertThat(shop.stripe.invoices().retrieve(pending.getLatestInvoice()).getStatus())
        .isEqualTo("void");
    shop.listener.await("customer.subscription.pending_update_expired");
  }

  @Test
  void pending_if_incomplete_takes_nothing_beside_the_change() {
    assertThatThrownBy(
            () ->
                shop.stripe
                    .subscriptions()
                    .update(
                        subscription.getId(),
                        upgrade(PaymentBehavior.PENDING_IF_INCOMPLETE)
                            .putMetadata("plan", "team")
                            .build()))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.getParam()).isEqualTo("metadata"));
  }

  @Test
  void allow_incomplete_makes_the_change_and_falls_past_due() throws Exception {
    Subscription changed = raise(PaymentBehavior.ALLOW_INCOMPLETE);

    assertThat(changed.getStatus()).isEqualTo("past_due");
    assertThat(quantity(changed)).isEqualTo(5);
    shop.listener.await("invoice.payment_failed");

    shop.stripe
        .invoices()
        .pay(
            changed.getLatestInvoice(),
            InvoicePayParams.builder().setPaymentMethod(attach("pm_card_visa").getId()).build());
    assertThat(current().getStatus()).isEqualTo("active");
  }

  @Test
  void default_incomplete_charges_nobody_and_waits() throws Exception {
    Subscription changed = raise(PaymentBehavior.DEFAULT_INCOMPLETE);

    assertThat(changed.getStatus()).isEqualTo("past_due");
    Invoice open = shop.stripe.invoices().retrieve(changed.getLatestInvoice());
    assertThat(open.getStatus()).isEqualTo("open");
    assertThat(open.getAttemptCount()).isZero();
  }

  @Test
  void a_renewal_that_is_declined_is_tried_again_and_paid_by_a_better_card() throws Exception {
    shop.at("2026-04-01T01:00:00Z");
    assertThat(current().getStatus()).isEqualTo("past_due");

    shop.stripe
        .subscriptions()
        .update(
            subscription.getId(),
            SubscriptionUpdateParams.builder()
                .setDefaultPaymentMethod(attach("pm_card_visa").getId())
                .build());
    shop.forward(Duration.ofDays(3));

    assertThat(current().getStatus()).isEqualTo("active");
    Invoice renewal = shop.stripe.invoices().retrieve(current().getLatestInvoice());
    assertThat(renewal.getStatus()).isEqualTo("paid");
    assertThat(renewal.getAttemptCount()).isEqualTo(2);
  }

  @Test
  void a_card_that_refuses_at_once_is_not_attached() {
    assertThatThrownBy(() -> attach("pm_card_visa_chargeDeclined"))
        .isInstanceOf(CardException.class);
  }

  private Subscription raise(PaymentBehavior behavior) throws StripeException {
    return shop.stripe.subscriptions().update(subscription.getId(), upgrade(behavior).build());
  }

  private SubscriptionUpdateParams.Builder upgrade(PaymentBehavior behavior) {
    String item = subscription.getItems().getData().getFirst().getId();
    return SubscriptionUpdateParams.builder()
        .addItem(SubscriptionUpdateParams.Item.builder().setId(item).setQuantity(5L).build())
        .setProrationBehavior(ProrationBehavior.ALWAYS_INVOICE)
        .setPaymentBehavior(behavior);
  }

  private PaymentMethod attach(String card) throws StripeException {
    return shop.stripe
        .paymentMethods()
        .attach(
            card,
            PaymentMethodAttachParams.builder().setCustomer(subscription.getCustomer()).build());
  }

  private Subscription current() {
    try {
      return shop.stripe.subscriptions().retrieve(subscription.getId());
    } catch (StripeException failed) {
      throw new AssertionError(failed);
    }
  }

  private int invoices() {
    try {
      return shop.stripe.invoices().list().getData().size();
    } catch (StripeException failed) {
      throw new AssertionError(failed);
    }
  }

  private static long quantity(Subscription of) {
    return of.getItems().getData().getFirst().getQuantity();
  }
}
