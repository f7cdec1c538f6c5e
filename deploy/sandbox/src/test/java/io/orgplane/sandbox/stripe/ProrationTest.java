package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PriceCreateParams.Recurring.Interval;
import com.stripe.param.SubscriptionItemUpdateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.ProrationBehavior;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The figures are worked out by hand: March has 31 days, so on the 11th at midnight 21/31 of the
 * period are left.
 */
class ProrationTest extends ShopTest {

  @Test
  void more_seats_are_invoiced_at_once_for_the_rest_of_the_period() throws Exception {
    Subscription two = shop.subscribed(shop.monthly("Team", 2500), 2);
    shop.at("2026-03-11T00:00:00Z");

    Subscription three = change(two, item(two).setQuantity(3L), ProrationBehavior.ALWAYS_INVOICE);

    Invoice invoice = shop.stripe.invoices().retrieve(three.getLatestInvoice());
    // 5000 × 21/31 = 3387.10 and 7500 × 21/31 = 5080.65
    assertThat(amounts(invoice)).containsExactly(-3387L, 5081L);
    assertThat(invoice.getAmountPaid()).isEqualTo(1694);
    assertThat(invoice.getBillingReason()).isEqualTo("subscription_update");
    assertThat(invoice.getStatus()).isEqualTo("paid");
    assertThat(invoice.getLines().getData())
        .extracting(
            InvoiceLineItem::getQuantity,
            line -> details(line).getProration(),
            InvoiceLineItem::getDescription)
        .containsExactly(
            tuple(2L, true, "Unused time on 2 × Team after 11 Mar 2026"),
            tuple(3L, true, "Remaining time on 3 × Team after 11 Mar 2026"));
    assertThat(
            details(invoice.getLines().getData().getFirst())
                .getProrationDetails()
                .getCreditedItems()
                .getInvoice())
        .isEqualTo(two.getLatestInvoice());
    assertThat(three.getItems().getData().getFirst().getQuantity()).isEqualTo(3);
  }

  @Test
  void a_second_change_credits_what_the_first_one_charged() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 2);
    shop.at("2026-03-11T00:00:00Z");
    change(subscription, item(subscription).setQuantity(3L), ProrationBehavior.ALWAYS_INVOICE);
    shop.at("2026-03-21T00:00:00Z");

    Subscription four =
        change(subscription, item(subscription).setQuantity(4L), ProrationBehavior.ALWAYS_INVOICE);

    // 5081 × 11/21 = 2661.48 and 10000 × 11/31 = 3548.39
    assertThat(amounts(shop.stripe.invoices().retrieve(four.getLatestInvoice())))
        .containsExactly(-2661L, 3548L);
  }

  @Test
  void a_plan_and_its_seats_change_together() throws Exception {
    Subscription team = shop.subscribed(shop.monthly("Team", 2500), 2);
    Price business = shop.monthly("Business", 3900);
    shop.at("2026-03-11T00:00:00Z");

    Subscription upgraded =
        change(
            team,
            item(team).setPrice(business.getId()).setQuantity(5L),
            ProrationBehavior.ALWAYS_INVOICE);

    // 19500 × 21/31 = 13209.68
    assertThat(amounts(shop.stripe.invoices().retrieve(upgraded.getLatestInvoice())))
        .containsExactly(-3387L, 13210L);
    SubscriptionItem now = upgraded.getItems().getData().getFirst();
    assertThat(now.getId()).isEqualTo(team.getItems().getData().getFirst().getId());
    assertThat(now.getPrice().getId()).isEqualTo(business.getId());
    assertThat(now.getCurrentPeriodEnd())
        .isEqualTo(Instant.parse("2026-04-01T00:00:00Z").getEpochSecond());
  }

  @Test
  void half_a_cent_is_rounded_up_in_credits_and_charges_alike() throws Exception {
    shop.at("2026-04-01T00:00:00Z");
    Subscription one = shop.subscribed(shop.monthly("Odd", 301), 1);
    shop.at("2026-04-16T00:00:00Z");

    Subscription three = change(one, item(one).setQuantity(3L), ProrationBehavior.ALWAYS_INVOICE);

    // 301 ÷ 2 = 150.5 and 903 ÷ 2 = 451.5
    assertThat(amounts(shop.stripe.invoices().retrieve(three.getLatestInvoice())))
        .containsExactly(-151L, 452L);
  }

  @Test
  void prorations_that_are_not_invoiced_wait_for_the_renewal() throws Exception {
    Subscription two = shop.subscribed(shop.monthly("Team", 2500), 2);
    shop.at("2026-03-11T00:00:00Z");
    Subscription three =
        change(two, item(two).setQuantity(3L), ProrationBehavior.CREATE_PRORATIONS);
    assertThat(three.getLatestInvoice()).isEqualTo(two.getLatestInvoice());

    shop.at("2026-04-01T01:00:00Z");

    Invoice renewal =
        shop.stripe
            .invoices()
            .retrieve(shop.stripe.subscriptions().retrieve(two.getId()).getLatestInvoice());
    assertThat(amounts(renewal)).containsExactly(-3387L, 5081L, 7500L);
    assertThat(renewal.getBillingReason()).isEqualTo("subscription_cycle");
    assertThat(renewal.getAmountPaid()).isEqualTo(9194);
  }

  @Test
  void without_proration_only_the_renewal_costs_more() throws Exception {
    Subscription two = shop.subscribed(shop.monthly("Team", 2500), 2);
    shop.at("2026-03-11T00:00:00Z");

    change(two, item(two).setQuantity(3L), ProrationBehavior.NONE);
    shop.at("2026-04-01T01:00:00Z");

    assertThat(
            shop.stripe
                .invoices()
                .list(InvoiceListParams.builder().setSubscription(two.getId()).build())
                .getData())
        .extracting(Invoice::getTotal)
        .containsExactly(7500L, 5000L);
  }

  @Test
  void fewer_seats_leave_a_credit_that_the_next_invoice_uses() throws Exception {
    Subscription three = shop.subscribed(shop.monthly("Team", 2500), 3);
    shop.at("2026-03-11T00:00:00Z");

    Subscription two = change(three, item(three).setQuantity(2L), ProrationBehavior.ALWAYS_INVOICE);

    Invoice credit = shop.stripe.invoices().retrieve(two.getLatestInvoice());
    // −5081 + 3387
    assertThat(credit.getTotal()).isEqualTo(-1694);
    assertThat(credit.getAmountDue()).isZero();
    assertThat(shop.stripe.customers().retrieve(two.getCustomer()).getBalance()).isEqualTo(-1694);
    shop.at("2026-04-01T01:00:00Z");
    Invoice renewal =
        shop.stripe
            .invoices()
            .retrieve(shop.stripe.subscriptions().retrieve(two.getId()).getLatestInvoice());
    assertThat(renewal.getAmountPaid()).isEqualTo(3306);
    assertThat(shop.stripe.customers().retrieve(two.getCustomer()).getBalance()).isZero();
  }

  @Test
  void monthly_to_annual_begins_a_new_year_at_once() throws Exception {
    Subscription monthly = shop.subscribed(shop.monthly("Team", 2500), 2);
    Price annual = shop.price("Team annual", 24000, Interval.YEAR);
    shop.at("2026-03-11T00:00:00Z");

    Subscription changed =
        change(
            monthly, item(monthly).setPrice(annual.getId()), ProrationBehavior.CREATE_PRORATIONS);

    assertThat(amounts(shop.stripe.invoices().retrieve(changed.getLatestInvoice())))
        .containsExactly(-3387L, 48000L);
    assertThat(changed.getItems().getData().getFirst().getCurrentPeriodEnd())
        .isEqualTo(Instant.parse("2027-03-11T00:00:00Z").getEpochSecond());
    assertThat(changed.getBillingCycleAnchor())
        .isEqualTo(Instant.parse("2026-03-11T00:00:00Z").getEpochSecond());
  }

  @Test
  void a_preview_equals_what_then_happens() throws Exception {
    Subscription two = shop.subscribed(shop.monthly("Team", 2500), 2);
    shop.at("2026-03-17T13:37:11Z");
    String item = two.getItems().getData().getFirst().getId();

    Invoice preview =
        shop.stripe
            .invoices()
            .createPreview(
                InvoiceCreatePreviewParams.builder()
                    .setSubscription(two.getId())
                    .setSubscriptionDetails(
                        InvoiceCreatePreviewParams.SubscriptionDetails.builder()
                            .setProrationBehavior(
                                InvoiceCreatePreviewParams.SubscriptionDetails.ProrationBehavior
                                    .ALWAYS_INVOICE)
                            .addItem(
                                InvoiceCreatePreviewParams.SubscriptionDetails.Item.builder()
                                    .setId(item)
                                    .setQuantity(7L)
                                    .build())
                            .build())
                    .build());
    Subscription seven = change(two, item(two).setQuantity(7L), ProrationBehavior.ALWAYS_INVOICE);

    Invoice invoice = shop.stripe.invoices().retrieve(seven.getLatestInvoice());
    assertThat(amounts(preview)).isEqualTo(amounts(invoice));
    assertThat(preview.getAmountDue()).isEqualTo(invoice.getAmountDue()).isPositive();
    assertThat(preview.getId()).startsWith("upcoming_in_");
    assertThat(shop.stripe.invoices().list().getData()).hasSize(2);
  }

  @Test
  void an_item_can_be_changed_by_its_own_door() throws Exception {
    Subscription two = shop.subscribed(shop.monthly("Team", 2500), 2);
    shop.at("2026-03-11T00:00:00Z");

    shop.stripe
        .subscriptionItems()
        .update(
            two.getItems().getData().getFirst().getId(),
            SubscriptionItemUpdateParams.builder()
                .setQuantity(3L)
                .setProrationBehavior(SubscriptionItemUpdateParams.ProrationBehavior.ALWAYS_INVOICE)
                .build());

    Subscription three = shop.stripe.subscriptions().retrieve(two.getId());
    assertThat(amounts(shop.stripe.invoices().retrieve(three.getLatestInvoice())))
        .containsExactly(-3387L, 5081L);
  }

  @Test
  void the_change_is_told_with_what_was_before() throws Exception {
    Subscription two = shop.subscribed(shop.monthly("Team", 2500), 2);
    shop.at("2026-03-11T00:00:00Z");

    change(two, item(two).setQuantity(3L), ProrationBehavior.ALWAYS_INVOICE);

    var told =
        shop.listener.await(
            "customer.subscription.updated",
            event -> event.getData().getPreviousAttributes().containsKey("items"));
    assertThat(told.getData().getPreviousAttributes())
        .containsKeys("items", "latest_invoice")
        .doesNotContainKey("status");
    var current = (Subscription) told.getDataObjectDeserializer().getObject().orElseThrow();
    assertThat(current.getItems().getData().getFirst().getQuantity()).isEqualTo(3);
    assertThat(told.getRequest().getId()).startsWith("req_");
  }

  @Test
  void the_same_quantity_again_changes_and_charges_nothing() throws Exception {
    Subscription two = shop.subscribed(shop.monthly("Team", 2500), 2);

    Subscription same = change(two, item(two).setQuantity(2L), ProrationBehavior.ALWAYS_INVOICE);

    assertThat(same.getLatestInvoice()).isEqualTo(two.getLatestInvoice());
    assertThat(shop.stripe.invoices().list().getData()).hasSize(1);
  }

  private Subscription change(
      Subscription subscription,
      SubscriptionUpdateParams.Item.Builder item,
      ProrationBehavior behavior)
      throws StripeException {
    return shop.stripe
        .subscriptions()
        .update(
            subscription.getId(),
            SubscriptionUpdateParams.builder()
                .addItem(item.build())
                .setProrationBehavior(behavior)
                .build());
  }

  private static SubscriptionUpdateParams.Item.Builder item(Subscription subscription) {
    return SubscriptionUpdateParams.Item.builder()
        .setId(subscription.getItems().getData().getFirst().getId());
  }

  private static List<Long> amounts(Invoice invoice) {
    return invoice.getLines().getData().stream().map(InvoiceLineItem::getAmount).toList();
  }

  private static InvoiceLineItem.Parent.SubscriptionItemDetails details(InvoiceLineItem line) {
    return line.getParent().getSubscriptionItemDetails();
  }
}
