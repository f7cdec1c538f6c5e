package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionCreateParams.PaymentBehavior;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.common.EmptyParam;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * What is not paid: <a
 * href="https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses">the statuses
 * it leads to</a>, when it is tried again, and how it is made good.
 */
class DunningTest extends ShopTest {

  @Test
  void a_renewal_that_fails_is_tried_three_times_more_and_stays_past_due() throws Exception {
    Subscription subscription = failing();

    shop.at("2026-04-01T01:00:00Z");
    assertThat(latest(subscription).getNextPaymentAttempt())
        .isEqualTo(second("2026-04-04T01:00:00Z"));
    shop.at("2026-04-04T01:00:00Z");
    assertThat(latest(subscription).getNextPaymentAttempt())
        .isEqualTo(second("2026-04-09T01:00:00Z"));
    shop.at("2026-04-16T01:00:00Z");

    assertThat(latest(subscription).getAttemptCount()).isEqualTo(4);
    assertThat(latest(subscription).getNextPaymentAttempt()).isNull();
    assertThat(now(subscription).getStatus()).isEqualTo("past_due");
  }

  @Test
  void the_times_between_the_tries_can_be_set() throws Exception {
    dunning("{\"retryDays\":[1]}");
    Subscription subscription = failing();

    shop.at("2026-04-02T01:00:00Z");

    assertThat(latest(subscription).getAttemptCount()).isEqualTo(2);
    assertThat(latest(subscription).getNextPaymentAttempt()).isNull();
  }

  @Test
  void after_the_last_try_it_can_be_canceled() throws Exception {
    dunning("{\"afterLastRetry\":\"canceled\"}");
    Subscription subscription = failing();

    shop.at("2026-04-16T01:00:00Z");

    assertThat(now(subscription).getStatus()).isEqualTo("canceled");
    assertThat(now(subscription).getCancellationDetails().getReason()).isEqualTo("payment_failed");
    shop.listener.await("customer.subscription.deleted");
  }

  @Test
  void or_unpaid_with_drafts_for_further_periods_until_the_latest_is_paid() throws Exception {
    dunning("{\"afterLastRetry\":\"unpaid\"}");
    Subscription subscription = failing();
    shop.at("2026-04-16T01:00:00Z");
    assertThat(now(subscription).getStatus()).isEqualTo("unpaid");

    shop.at("2026-05-10T00:00:00Z");
    Invoice draft = latest(subscription);
    assertThat(draft.getStatus()).isEqualTo("draft");
    assertThat(draft.getAutoAdvance()).isFalse();

    shop.stripe
        .invoices()
        .pay(
            draft.getId(),
            InvoicePayParams.builder()
                .setPaymentMethod(attached(subscription.getCustomer(), "pm_card_visa"))
                .build());
    assertThat(now(subscription).getStatus()).isEqualTo("active");
  }

  @Test
  void paying_the_open_invoice_makes_a_past_due_subscription_active() throws Exception {
    Subscription subscription = failing();
    shop.at("2026-04-01T01:00:00Z");
    assertThat(now(subscription).getStatus()).isEqualTo("past_due");

    shop.stripe
        .invoices()
        .pay(
            latest(subscription).getId(),
            InvoicePayParams.builder()
                .setPaymentMethod(attached(subscription.getCustomer(), "pm_card_visa"))
                .build());

    assertThat(now(subscription).getStatus()).isEqualTo("active");
    assertThat(latest(subscription).getNextPaymentAttempt()).isNull();
  }

  @Test
  void a_first_payment_that_fails_leaves_it_incomplete_for_23_hours() throws Exception {
    Customer customer = shop.customer();
    Subscription subscription =
        shop.stripe.subscriptions().create(order(customer, "pm_card_chargeCustomerFail").build());
    assertThat(subscription.getStatus()).isEqualTo("incomplete");

    shop.at("2026-03-01T23:00:00Z");

    assertThat(now(subscription).getStatus()).isEqualTo("incomplete_expired");
    assertThat(latest(subscription).getStatus()).isEqualTo("void");
    shop.at("2026-05-01T00:00:00Z");
    assertThat(shop.stripe.invoices().list().getData()).hasSize(1);
  }

  @Test
  void unless_that_is_to_be_an_error_or_it_is_paid_in_time() throws Exception {
    Customer customer = shop.customer();
    assertThatThrownBy(
            () ->
                shop.stripe
                    .subscriptions()
                    .create(
                        order(customer, "pm_card_chargeCustomerFail")
                            .setPaymentBehavior(PaymentBehavior.ERROR_IF_INCOMPLETE)
                            .build()))
        .isInstanceOf(CardException.class);
    Subscription subscription =
        shop.stripe
            .subscriptions()
            .create(
                order(customer, "pm_card_visa")
                    .setPaymentBehavior(PaymentBehavior.DEFAULT_INCOMPLETE)
                    .build());
    assertThat(subscription.getStatus()).isEqualTo("incomplete");

    shop.stripe.invoices().pay(subscription.getLatestInvoice());

    assertThat(now(subscription).getStatus()).isEqualTo("active");
  }

  @Test
  void without_a_card_none_begins() throws Exception {
    Customer customer = shop.customer();
    String price = shop.monthly("Team", 2500).getId();

    assertThatThrownBy(
            () ->
                shop.stripe
                    .subscriptions()
                    .create(
                        SubscriptionCreateParams.builder()
                            .setCustomer(customer.getId())
                            .addItem(
                                SubscriptionCreateParams.Item.builder().setPrice(price).build())
                            .build()))
        .hasMessageContaining("no attached payment source");
  }

  @Test
  void an_end_within_the_period_credits_what_is_left_of_it() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 3100), 1);
    cancelAt(subscription, second("2026-03-11T00:00:00Z"));
    assertThat(now(subscription).getCancelAt()).isEqualTo(second("2026-03-11T00:00:00Z"));

    shop.at("2026-03-11T00:00:00Z");

    assertThat(now(subscription).getStatus()).isEqualTo("canceled");
    assertThat(shop.stripe.customers().retrieve(subscription.getCustomer()).getBalance())
        .isEqualTo(-2100);
  }

  @Test
  void an_end_that_was_announced_can_be_taken_back() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 3100), 1);
    cancelAt(subscription, second("2026-05-11T00:00:00Z"));

    shop.stripe
        .subscriptions()
        .update(
            subscription.getId(),
            SubscriptionUpdateParams.builder().setCancelAt(EmptyParam.EMPTY).build());
    shop.at("2026-06-01T00:00:00Z");

    assertThat(now(subscription).getStatus()).isEqualTo("active");
    assertThat(now(subscription).getCanceledAt()).isNull();
  }

  @Test
  void a_cancellation_now_can_credit_the_rest_and_bill_it() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 3100), 1);
    shop.at("2026-03-11T00:00:00Z");

    shop.stripe
        .subscriptions()
        .cancel(
            subscription.getId(),
            SubscriptionCancelParams.builder().setProrate(true).setInvoiceNow(true).build());

    assertThat(latest(subscription).getTotal()).isEqualTo(-2100);
    assertThat(shop.stripe.customers().retrieve(subscription.getCustomer()).getBalance())
        .isEqualTo(-2100);
  }

  private void cancelAt(Subscription subscription, long second) throws StripeException {
    shop.stripe
        .subscriptions()
        .update(
            subscription.getId(), SubscriptionUpdateParams.builder().setCancelAt(second).build());
  }

  /** Paid once; the card refuses from then on. */
  private Subscription failing() throws StripeException {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 1);
    shop.stripe
        .subscriptions()
        .update(
            subscription.getId(),
            SubscriptionUpdateParams.builder()
                .setDefaultPaymentMethod(
                    attached(subscription.getCustomer(), "pm_card_chargeCustomerFail"))
                .build());
    return subscription;
  }

  private SubscriptionCreateParams.Builder order(Customer customer, String card)
      throws StripeException {
    return SubscriptionCreateParams.builder()
        .setCustomer(customer.getId())
        .setDefaultPaymentMethod(attached(customer.getId(), card))
        .addItem(
            SubscriptionCreateParams.Item.builder()
                .setPrice(shop.monthly("Team", 2500).getId())
                .setQuantity(2L)
                .build());
  }

  private String attached(String customer, String card) throws StripeException {
    return shop.stripe
        .paymentMethods()
        .attach(card, PaymentMethodAttachParams.builder().setCustomer(customer).build())
        .getId();
  }

  private void dunning(String json) {
    assertThat(shop.post("/sandbox/dunning", json).statusCode()).isEqualTo(200);
  }

  private Subscription now(Subscription subscription) throws StripeException {
    return shop.stripe.subscriptions().retrieve(subscription.getId());
  }

  private Invoice latest(Subscription subscription) throws StripeException {
    return shop.stripe.invoices().retrieve(now(subscription).getLatestInvoice());
  }

  private static long second(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }
}
