package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.model.checkout.Session;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodCollection;
import com.stripe.param.checkout.SessionCreateParams.SubscriptionData;
import com.stripe.param.checkout.SessionCreateParams.SubscriptionData.TrialSettings.EndBehavior.MissingPaymentMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://docs.stripe.com/billing/subscriptions/trials">Trials</a>: announced three days
 * ahead, converted by an invoice, ended early, or ended for want of a card.
 */
class TrialTest extends ShopTest {
  private static final String END = "2026-03-15T00:00:00Z";

  @Test
  void the_end_of_a_trial_is_announced_three_days_ahead_and_once() throws Exception {
    Subscription subscription = onTrial("pm_card_visa", MissingPaymentMethod.CREATE_INVOICE);

    shop.at("2026-03-11T23:59:59Z");
    assertThat(shop.listener.types()).doesNotContain("customer.subscription.trial_will_end");
    shop.at("2026-03-12T00:00:00Z");

    Event event = shop.listener.await("customer.subscription.trial_will_end");
    assertThat(event.getCreated()).isEqualTo(second("2026-03-12T00:00:00Z"));
    shop.at(END);
    assertThat(shop.listener.types()).containsOnlyOnce("customer.subscription.trial_will_end");
    assertThat(now(subscription).getStatus()).isEqualTo("active");
  }

  @Test
  void a_trial_converts_with_an_invoice_for_a_whole_period() throws Exception {
    Subscription subscription = onTrial("pm_card_visa", MissingPaymentMethod.CREATE_INVOICE);
    assertThat(latest(subscription).getTotal()).isZero();

    shop.at("2026-03-15T01:00:00Z");

    assertThat(now(subscription).getStatus()).isEqualTo("active");
    assertThat(latest(subscription).getStatus()).isEqualTo("paid");
    assertThat(latest(subscription).getTotal()).isEqualTo(1900);
    assertThat(now(subscription).getBillingCycleAnchor()).isEqualTo(second(END));
    assertThat(end(subscription)).isEqualTo("2026-04-15T00:00:00Z");
  }

  @Test
  void a_trial_whose_card_is_declined_falls_past_due() throws Exception {
    Subscription subscription = onTrial("pm_card_chargeCustomerFail", MissingPaymentMethod.CANCEL);

    shop.at("2026-03-15T01:00:00Z");

    assertThat(now(subscription).getStatus()).isEqualTo("past_due");
    assertThat(latest(subscription).getNextPaymentAttempt())
        .isEqualTo(second("2026-03-18T01:00:00Z"));
  }

  @Test
  void without_a_card_a_trial_is_canceled_when_it_was_asked_to_be() throws Exception {
    Subscription subscription = onTrial(null, MissingPaymentMethod.CANCEL);
    assertThat(now(subscription).getStatus()).isEqualTo("trialing");

    shop.at(END);

    assertThat(now(subscription).getStatus()).isEqualTo("canceled");
    assertThat(now(subscription).getEndedAt()).isEqualTo(second(END));
    shop.listener.await("customer.subscription.deleted");
  }

  @Test
  void or_gets_an_invoice_that_nobody_pays() throws Exception {
    Subscription subscription = onTrial(null, MissingPaymentMethod.CREATE_INVOICE);

    shop.at("2026-03-15T01:00:00Z");

    assertThat(now(subscription).getStatus()).isEqualTo("past_due");
    assertThat(latest(subscription).getStatus()).isEqualTo("open");
  }

  @Test
  void a_detached_card_is_no_card() throws Exception {
    Subscription subscription = onTrial("pm_card_visa", MissingPaymentMethod.CANCEL);
    shop.stripe.paymentMethods().detach(now(subscription).getDefaultPaymentMethod());

    shop.at(END);

    assertThat(now(subscription).getStatus()).isEqualTo("canceled");
  }

  @Test
  void a_trial_ends_now_together_with_an_upgrade_as_the_preview_said() throws Exception {
    Price team = shop.monthly("Team", 2500);
    Subscription subscription = onTrial("pm_card_visa", MissingPaymentMethod.CANCEL);
    shop.at("2026-03-05T00:00:00Z");
    Invoice preview =
        shop.stripe
            .invoices()
            .createPreview(
                InvoiceCreatePreviewParams.builder()
                    .setSubscription(subscription.getId())
                    .setSubscriptionDetails(
                        InvoiceCreatePreviewParams.SubscriptionDetails.builder()
                            .setTrialEnd(
                                InvoiceCreatePreviewParams.SubscriptionDetails.TrialEnd.NOW)
                            .addItem(
                                InvoiceCreatePreviewParams.SubscriptionDetails.Item.builder()
                                    .setId(item(subscription).getId())
                                    .setPrice(team.getId())
                                    .setQuantity(3L)
                                    .build())
                            .build())
                    .build());

    Subscription converted = endTrialNow(subscription, team, 3);

    assertThat(converted.getStatus()).isEqualTo("active");
    assertThat(converted.getTrialEnd()).isEqualTo(second("2026-03-05T00:00:00Z"));
    assertThat(end(subscription)).isEqualTo("2026-04-05T00:00:00Z");
    assertThat(latest(subscription).getStatus()).isEqualTo("paid");
    assertThat(latest(subscription).getTotal()).isEqualTo(7500).isEqualTo(preview.getTotal());
    shop.listener.await("customer.subscription.trial_will_end");
  }

  @Test
  void the_trial_goes_on_when_the_early_end_is_declined_and_paying_ends_it() throws Exception {
    Price team = shop.monthly("Team", 2500);
    Subscription subscription = onTrial("pm_card_chargeCustomerFail", MissingPaymentMethod.CANCEL);
    shop.at("2026-03-05T00:00:00Z");

    Subscription waiting = endTrialNow(subscription, team, 3);

    assertThat(waiting.getStatus()).isEqualTo("trialing");
    assertThat(waiting.getPendingUpdate().getTrialEnd()).isEqualTo(second("2026-03-05T00:00:00Z"));
    assertThat(item(subscription).getQuantity()).isEqualTo(1);
    shop.stripe
        .invoices()
        .pay(
            waiting.getLatestInvoice(),
            InvoicePayParams.builder().setPaymentMethod(visa(subscription)).build());
    assertThat(now(subscription).getStatus()).isEqualTo("active");
    assertThat(item(subscription).getQuantity()).isEqualTo(3);
  }

  @Test
  void a_pending_update_that_nobody_pays_expires_after_23_hours() throws Exception {
    Price team = shop.monthly("Team", 2500);
    Subscription subscription = onTrial("pm_card_chargeCustomerFail", MissingPaymentMethod.CANCEL);
    shop.at("2026-03-05T00:00:00Z");
    String invoice = endTrialNow(subscription, team, 3).getLatestInvoice();

    shop.at("2026-03-05T23:00:00Z");

    assertThat(now(subscription).getPendingUpdate()).isNull();
    assertThat(now(subscription).getStatus()).isEqualTo("trialing");
    assertThat(shop.stripe.invoices().retrieve(invoice).getStatus()).isEqualTo("void");
  }

  @Test
  void a_trial_can_be_made_longer() throws Exception {
    Subscription subscription = onTrial("pm_card_visa", MissingPaymentMethod.CANCEL);

    shop.stripe
        .subscriptions()
        .update(
            subscription.getId(),
            SubscriptionUpdateParams.builder().setTrialEnd(second("2026-03-20T00:00:00Z")).build());
    shop.at(END);
    assertThat(now(subscription).getStatus()).isEqualTo("trialing");
    shop.at("2026-03-20T00:00:00Z");

    assertThat(now(subscription).getStatus()).isEqualTo("active");
    assertThatThrownBy(
            () ->
                shop.stripe
                    .subscriptions()
                    .update(
                        subscription.getId(),
                        SubscriptionUpdateParams.builder()
                            .setTrialEnd(second("2026-05-20T00:00:00Z"))
                            .build()))
        .hasMessageContaining("trialing");
  }

  private Subscription endTrialNow(Subscription subscription, Price price, long quantity)
      throws StripeException {
    return shop.stripe
        .subscriptions()
        .update(
            subscription.getId(),
            SubscriptionUpdateParams.builder()
                .setTrialEnd(SubscriptionUpdateParams.TrialEnd.NOW)
                .setPaymentBehavior(SubscriptionUpdateParams.PaymentBehavior.PENDING_IF_INCOMPLETE)
                .setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.ALWAYS_INVOICE)
                .addItem(
                    SubscriptionUpdateParams.Item.builder()
                        .setId(item(subscription).getId())
                        .setPrice(price.getId())
                        .setQuantity(quantity)
                        .build())
                .build());
  }

  private Subscription onTrial(@Nullable String card, MissingPaymentMethod without)
      throws StripeException {
    Session session =
        shop.stripe
            .checkout()
            .sessions()
            .create(
                shop.order(shop.customer(), shop.monthly("Pro", 1900), 1)
                    .setPaymentMethodCollection(
                        card == null
                            ? PaymentMethodCollection.IF_REQUIRED
                            : PaymentMethodCollection.ALWAYS)
                    .setSubscriptionData(
                        SubscriptionData.builder()
                            .setTrialPeriodDays(14L)
                            .setTrialSettings(
                                SubscriptionData.TrialSettings.builder()
                                    .setEndBehavior(
                                        SubscriptionData.TrialSettings.EndBehavior.builder()
                                            .setMissingPaymentMethod(without)
                                            .build())
                                    .build())
                            .build())
                    .build());
    if (card == null) {
      shop.post("/sandbox/checkout/" + session.getId() + "/complete", "{}");
    } else {
      shop.pay(session, card);
    }
    return shop.stripe
        .subscriptions()
        .retrieve(shop.stripe.checkout().sessions().retrieve(session.getId()).getSubscription());
  }

  private String visa(Subscription subscription) throws StripeException {
    return shop.stripe
        .paymentMethods()
        .attach(
            "pm_card_visa",
            PaymentMethodAttachParams.builder().setCustomer(subscription.getCustomer()).build())
        .getId();
  }

  private Subscription now(Subscription subscription) throws StripeException {
    return shop.stripe.subscriptions().retrieve(subscription.getId());
  }

  private SubscriptionItem item(Subscription subscription) throws StripeException {
    return now(subscription).getItems().getData().getFirst();
  }

  private Invoice latest(Subscription subscription) throws StripeException {
    return shop.stripe.invoices().retrieve(now(subscription).getLatestInvoice());
  }

  private String end(Subscription subscription) throws StripeException {
    return Instant.ofEpochSecond(item(subscription).getCurrentPeriodEnd()).toString();
  }

  private static long second(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }
}
