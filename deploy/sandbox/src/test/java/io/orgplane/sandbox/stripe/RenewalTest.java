package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PriceCreateParams.Recurring.Interval;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionUpdateParams;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalTest extends ShopTest {

  @Test
  void a_subscription_of_the_31st_keeps_to_the_ends_of_months() throws Exception {
    shop.at("2026-01-31T10:00:00Z");
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 1);
    assertThat(end(subscription)).isEqualTo("2026-02-28T10:00:00Z");

    shop.at("2026-02-28T10:00:00Z");
    assertThat(end(subscription)).isEqualTo("2026-03-31T10:00:00Z");
    shop.at("2026-03-31T10:00:00Z");
    assertThat(end(subscription)).isEqualTo("2026-04-30T10:00:00Z");
  }

  @Test
  void a_year_from_the_leap_day_comes_back_to_it() throws Exception {
    shop.at("2028-02-29T00:00:00Z");
    Subscription subscription = shop.subscribed(shop.price("Annual", 20000, Interval.YEAR), 1);
    assertThat(end(subscription)).isEqualTo("2029-02-28T00:00:00Z");

    shop.at("2031-02-28T00:00:00Z");

    assertThat(end(subscription)).isEqualTo("2032-02-29T00:00:00Z");
  }

  @Test
  void a_renewal_is_a_draft_for_an_hour_and_then_paid() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 2);

    shop.at("2026-04-01T00:59:59Z");
    assertThat(latest(subscription).getStatus()).isEqualTo("draft");
    shop.at("2026-04-01T01:00:00Z");

    assertThat(latest(subscription).getStatus()).isEqualTo("paid");
    assertThat(latest(subscription).getAmountPaid()).isEqualTo(5000);
    shop.listener.await(
        "invoice.paid", event -> event.getCreated() == second("2026-04-01T01:00:00Z"));
  }

  @Test
  void a_jump_of_three_months_leaves_three_invoices_with_their_own_dates() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 1);

    shop.at("2026-06-15T00:00:00Z");

    List<Invoice> invoices =
        shop.stripe
            .invoices()
            .list(InvoiceListParams.builder().setSubscription(subscription.getId()).build())
            .getData();
    assertThat(invoices)
        .extracting(Invoice::getCreated)
        .containsExactly(
            second("2026-06-01T00:00:00Z"),
            second("2026-05-01T00:00:00Z"),
            second("2026-04-01T00:00:00Z"),
            second("2026-03-01T00:00:00Z"));
    assertThat(invoices).extracting(Invoice::getStatus).containsOnly("paid");
    assertThat(invoices).extracting(Invoice::getNumber).doesNotHaveDuplicates();
  }

  @Test
  void an_announced_end_keeps_the_subscription_to_the_end_of_the_period() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 1);
    cancelAtPeriodEnd(subscription, true);
    assertThat(now(subscription).getStatus()).isEqualTo("active");
    assertThat(now(subscription).getCancelAt()).isEqualTo(second("2026-04-01T00:00:00Z"));

    shop.at("2026-04-01T00:00:00Z");

    assertThat(now(subscription).getStatus()).isEqualTo("canceled");
    assertThat(now(subscription).getEndedAt()).isEqualTo(second("2026-04-01T00:00:00Z"));
    shop.listener.await("customer.subscription.deleted");
    assertThat(shop.stripe.subscriptions().list().getData()).isEmpty();
    assertThat(
            shop.stripe
                .subscriptions()
                .list(
                    SubscriptionListParams.builder()
                        .setStatus(SubscriptionListParams.Status.ALL)
                        .build())
                .getData())
        .hasSize(1);
  }

  @Test
  void an_announced_end_can_be_taken_back() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 1);
    cancelAtPeriodEnd(subscription, true);

    cancelAtPeriodEnd(subscription, false);
    shop.at("2026-04-01T01:00:00Z");

    assertThat(now(subscription).getStatus()).isEqualTo("active");
    assertThat(now(subscription).getCanceledAt()).isNull();
  }

  @Test
  void a_canceled_subscription_has_ended_and_takes_no_change() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 1);

    Subscription canceled =
        shop.stripe
            .subscriptions()
            .cancel(subscription.getId(), SubscriptionCancelParams.builder().build());

    assertThat(canceled.getStatus()).isEqualTo("canceled");
    assertThat(canceled.getCancellationDetails().getReason()).isEqualTo("cancellation_requested");
    assertThatThrownBy(() -> cancelAtPeriodEnd(subscription, true))
        .isInstanceOf(InvalidRequestException.class);
    shop.at("2026-05-01T00:00:00Z");
    assertThat(shop.stripe.invoices().list().getData()).hasSize(1);
  }

  private void cancelAtPeriodEnd(Subscription subscription, boolean wanted) throws StripeException {
    shop.stripe
        .subscriptions()
        .update(
            subscription.getId(),
            SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(wanted).build());
  }

  private Subscription now(Subscription subscription) throws StripeException {
    return shop.stripe.subscriptions().retrieve(subscription.getId());
  }

  private Invoice latest(Subscription subscription) throws StripeException {
    return shop.stripe.invoices().retrieve(now(subscription).getLatestInvoice());
  }

  private String end(Subscription subscription) throws StripeException {
    return Instant.ofEpochSecond(
            now(subscription).getItems().getData().getFirst().getCurrentPeriodEnd())
        .toString();
  }

  private static long second(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }
}
