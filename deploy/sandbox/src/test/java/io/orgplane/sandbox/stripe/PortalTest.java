package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.param.PaymentMethodListParams;
import com.stripe.param.SubscriptionScheduleCreateParams;
import com.stripe.param.billingportal.SessionCreateParams;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PortalTest extends ShopTest {
  private Subscription subscription;
  private String page;

  @BeforeEach
  void enter() throws Exception {
    subscription = shop.subscribed(shop.monthly("Team", 2500), 2);
    var session =
        shop.stripe
            .billingPortal()
            .sessions()
            .create(
                SessionCreateParams.builder()
                    .setCustomer(subscription.getCustomer())
                    .setReturnUrl("http://localhost/billing")
                    .build());
    page = URI.create(session.getUrl()).getPath();
  }

  @Test
  void the_page_shows_subscription_card_and_invoices() {
    String html = shop.get(page, Map.of()).body();

    assertThat(html)
        .contains("2 × Team", "4242", "$50.00", "renews 2026-04-01", "http://localhost/billing");
  }

  @Test
  void a_new_card_pays_from_then_on() throws Exception {
    assertThat(shop.form(page, "payment_method=pm_card_mastercard", Map.of()).statusCode())
        .isEqualTo(303);

    var cards =
        shop.stripe
            .paymentMethods()
            .list(
                PaymentMethodListParams.builder().setCustomer(subscription.getCustomer()).build());
    assertThat(cards.getData())
        .extracting(card -> card.getCard().getBrand())
        .containsExactly("mastercard", "visa");
    String chosen = cards.getData().getFirst().getId();
    assertThat(shop.stripe.subscriptions().retrieve(subscription.getId()).getDefaultPaymentMethod())
        .isEqualTo(chosen);
    assertThat(
            shop.stripe
                .customers()
                .retrieve(subscription.getCustomer())
                .getInvoiceSettings()
                .getDefaultPaymentMethod())
        .isEqualTo(chosen);
  }

  @Test
  void a_declined_card_changes_nothing() throws Exception {
    assertThat(shop.form(page, "payment_method=pm_card_visa_chargeDeclined", Map.of()).statusCode())
        .isEqualTo(402);

    assertThat(shop.stripe.subscriptions().retrieve(subscription.getId()).getDefaultPaymentMethod())
        .isEqualTo(subscription.getDefaultPaymentMethod());
  }

  @Test
  void a_person_cancels_and_thinks_better_of_it() throws Exception {
    shop.form(page, "cancel=" + subscription.getId(), Map.of());
    assertThat(shop.stripe.subscriptions().retrieve(subscription.getId()).getCancelAtPeriodEnd())
        .isTrue();

    shop.form(page, "resume=" + subscription.getId(), Map.of());
    assertThat(shop.stripe.subscriptions().retrieve(subscription.getId()).getCancelAtPeriodEnd())
        .isFalse();
  }

  @Test
  void a_person_pays_what_is_open_after_changing_the_card() throws Exception {
    shop.form(page, "payment_method=pm_card_chargeCustomerFail", Map.of());
    shop.at("2026-04-01T01:00:00Z");
    String open = shop.stripe.subscriptions().retrieve(subscription.getId()).getLatestInvoice();
    assertThat(shop.get(page, Map.of()).body()).contains("Pay now");
    assertThat(shop.form(page, "pay=" + open, Map.of()).statusCode()).isEqualTo(402);

    shop.form(page, "payment_method=pm_card_visa", Map.of());
    assertThat(shop.form(page, "pay=" + open, Map.of()).statusCode()).isEqualTo(303);

    assertThat(shop.stripe.invoices().retrieve(open).getStatus()).isEqualTo("paid");
    assertThat(shop.stripe.subscriptions().retrieve(subscription.getId()).getStatus())
        .isEqualTo("active");
    assertThat(shop.get(page, Map.of()).body()).doesNotContain("Pay now");
  }

  @Test
  void nobody_pays_another_customers_invoice_there() throws Exception {
    String other = shop.subscribed(shop.monthly("Team", 2500), 1).getLatestInvoice();

    assertThat(shop.form(page, "pay=" + other, Map.of()).body()).contains("No such invoice");
  }

  @Test
  void an_open_invoice_is_paid_on_its_own_page() throws Exception {
    shop.form(page, "payment_method=pm_card_chargeCustomerFail", Map.of());
    shop.at("2026-04-01T01:00:00Z");
    Invoice open =
        shop.stripe
            .invoices()
            .retrieve(
                shop.stripe.subscriptions().retrieve(subscription.getId()).getLatestInvoice());
    shop.form(page, "payment_method=pm_card_visa", Map.of());
    String path = URI.create(open.getHostedInvoiceUrl()).getPath();
    assertThat(shop.get(path, Map.of()).body()).contains("Pay with the card on file");

    assertThat(shop.form(path, "", Map.of()).statusCode()).isEqualTo(303);

    assertThat(shop.stripe.invoices().retrieve(open.getId()).getStatus()).isEqualTo("paid");
  }

  @Test
  void a_scheduled_subscription_is_not_canceled_here() throws Exception {
    shop.stripe
        .subscriptionSchedules()
        .create(
            SubscriptionScheduleCreateParams.builder()
                .setFromSubscription(subscription.getId())
                .build());

    assertThat(shop.form(page, "cancel=" + subscription.getId(), Map.of()).body())
        .contains("A change is scheduled");
    assertThat(shop.stripe.subscriptions().retrieve(subscription.getId()).getCancelAt()).isNull();
  }

  @Test
  void an_invoice_has_a_page_and_a_pdf() throws Exception {
    Invoice invoice = shop.stripe.invoices().retrieve(subscription.getLatestInvoice());

    var pdf = shop.get(URI.create(invoice.getInvoicePdf()).getPath(), Map.of());
    var html = shop.get(URI.create(invoice.getHostedInvoiceUrl()).getPath(), Map.of());

    assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(pdf.body())
        .startsWith("%PDF-1.4")
        .contains(invoice.getNumber(), "Amount due: $50.00");
    assertThat(html.body()).contains(invoice.getNumber(), "$50.00");
    assertThat(shop.get("/i/in_x/pdf", Map.of()).statusCode()).isEqualTo(404);
    assertThat(shop.get("/p/session/bps_x", Map.of()).statusCode()).isEqualTo(404);
  }
}
