package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Invoice;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckoutTest extends ShopTest {
  @Test
  void a_paid_checkout_begins_an_active_subscription_with_a_paid_invoice() throws Exception {
    Price team = shop.monthly("Team", 2500);
    var order =
        shop.order(shop.customer(), team, 2)
            .setClientReferenceId("acme")
            .putMetadata("organization", "acme")
            .setSubscriptionData(
                SessionCreateParams.SubscriptionData.builder()
                    .putMetadata("organization", "acme")
                    .build());
    Session session = shop.stripe.checkout().sessions().create(order.build());
    assertThat(session.getStatus()).isEqualTo("open");
    assertThat(session.getUrl()).isEqualTo(shop.standIn.origin() + "/c/pay/" + session.getId());
    assertThat(session.getAmountTotal()).isEqualTo(5000);

    assertThat(shop.pay(session, "pm_card_visa").statusCode()).isEqualTo(200);

    Session paid =
        shop.stripe
            .checkout()
            .sessions()
            .retrieve(
                session.getId(),
                SessionRetrieveParams.builder()
                    .addExpand("subscription.latest_invoice.payments")
                    .addExpand("line_items")
                    .build());
    assertThat(paid.getStatus()).isEqualTo("complete");
    assertThat(paid.getPaymentStatus()).isEqualTo("paid");
    assertThat(paid.getUrl()).isNull();
    assertThat(paid.getClientReferenceId()).isEqualTo("acme");
    assertThat(paid.getLineItems().getData())
        .singleElement()
        .satisfies(it -> assertThat(it.getQuantity()).isEqualTo(2));
    Subscription subscription = paid.getSubscriptionObject();
    assertThat(subscription.getStatus()).isEqualTo("active");
    assertThat(subscription.getMetadata()).containsEntry("organization", "acme");
    assertThat(subscription.getItems().getData().getFirst().getQuantity()).isEqualTo(2);
    assertThat(subscription.getItems().getData().getFirst().getCurrentPeriodEnd())
        .isEqualTo(Instant.parse("2026-04-01T00:00:00Z").getEpochSecond());
    Invoice invoice = subscription.getLatestInvoiceObject();
    assertThat(invoice.getStatus()).isEqualTo("paid");
    assertThat(invoice.getAmountPaid()).isEqualTo(5000);
    assertThat(invoice.getBillingReason()).isEqualTo("subscription_create");
    assertThat(invoice.getPayments().getData()).hasSize(1);
    assertThat(
            shop.stripe
                .paymentIntents()
                .retrieve(
                    invoice.getPayments().getData().getFirst().getPayment().getPaymentIntent())
                .getStatus())
        .isEqualTo("succeeded");
  }

  @Test
  void a_paid_checkout_is_told_by_signed_webhooks() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 2);

    var completed = shop.listener.await("checkout.session.completed");
    assertThat(completed.getApiVersion()).isEqualTo("2026-07-29.dahlia");
    var session = (Session) completed.getDataObjectDeserializer().getObject().orElseThrow();
    assertThat(session.getSubscription()).isEqualTo(subscription.getId());
    assertThat(shop.listener.types())
        .contains(
            "customer.created",
            "customer.subscription.created",
            "invoice.created",
            "invoice.finalized",
            "invoice.paid",
            "invoice.payment_succeeded");
    assertThat(shop.listener.refused()).isEmpty();
    var created = shop.listener.await("customer.created");
    assertThat(created.getRequest().getId()).startsWith("req_");
    assertThat(completed.getRequest().getId()).isNull();
  }

  @Test
  void a_declined_card_leaves_the_checkout_open_for_another() throws Exception {
    Session session =
        shop.stripe
            .checkout()
            .sessions()
            .create(shop.order(shop.customer(), shop.monthly("Team", 2500), 2).build());

    HttpResponse<String> declined =
        shop.pay(session, "pm_card_visa_chargeDeclinedInsufficientFunds");

    assertThat(declined.statusCode()).isEqualTo(402);
    assertThat(declined.body())
        .contains("\"card_declined\"", "\"insufficient_funds\"", "\"card_error\"");
    assertThat(shop.stripe.checkout().sessions().retrieve(session.getId()).getStatus())
        .isEqualTo("open");
    assertThat(shop.stripe.subscriptions().list().getData()).isEmpty();
    assertThat(shop.pay(session, "pm_card_chargeCustomerFail").statusCode()).isEqualTo(402);
    assertThat(shop.pay(session, "pm_card_mastercard").statusCode()).isEqualTo(200);
    assertThat(shop.pay(session, "pm_card_mastercard").statusCode()).isEqualTo(400);
  }

  @Test
  void a_checkout_without_customer_makes_one_of_the_email() throws Exception {
    var params =
        SessionCreateParams.builder()
            .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
            .setCustomerEmail("new@example.com")
            .setSuccessUrl("http://localhost/thanks")
            .addLineItem(
                SessionCreateParams.LineItem.builder()
                    .setPrice(shop.monthly("Team", 2500).getId())
                    .setQuantity(1L)
                    .build());
    Session session = shop.stripe.checkout().sessions().create(params.build());
    assertThat(session.getCustomer()).isNull();

    shop.pay(session, "pm_card_visa");

    String customer = shop.stripe.checkout().sessions().retrieve(session.getId()).getCustomer();
    assertThat(shop.stripe.customers().retrieve(customer).getEmail()).isEqualTo("new@example.com");
  }

  @Test
  void a_trial_asks_for_nothing_until_it_ends() throws Exception {
    var order =
        shop.order(shop.customer(), shop.monthly("Pro", 1900), 1)
            .setSubscriptionData(
                SessionCreateParams.SubscriptionData.builder().setTrialPeriodDays(14L).build());
    Session session = shop.stripe.checkout().sessions().create(order.build());
    shop.pay(session, "pm_card_visa");
    String id = shop.stripe.checkout().sessions().retrieve(session.getId()).getSubscription();
    assertThat(shop.stripe.subscriptions().retrieve(id).getStatus()).isEqualTo("trialing");

    shop.forward(Duration.ofDays(14).plusHours(2));

    assertThat(shop.stripe.subscriptions().retrieve(id).getStatus()).isEqualTo("active");
    assertThat(
            shop.stripe
                .invoices()
                .list(InvoiceListParams.builder().setSubscription(id).build())
                .getData())
        .extracting(Invoice::getAmountPaid)
        .containsExactly(1900L, 0L);
  }

  @Test
  void an_abandoned_checkout_expires_after_a_day() throws Exception {
    Session session =
        shop.stripe
            .checkout()
            .sessions()
            .create(shop.order(shop.customer(), shop.monthly("Team", 2500), 1).build());

    shop.forward(Duration.ofHours(24));

    assertThat(shop.stripe.checkout().sessions().retrieve(session.getId()).getStatus())
        .isEqualTo("expired");
    assertThat(shop.pay(session, "pm_card_visa").statusCode()).isEqualTo(400);
    shop.listener.await("checkout.session.expired");
  }

  @Test
  void a_person_pays_on_the_page_and_is_sent_on() throws Exception {
    Session session =
        shop.stripe
            .checkout()
            .sessions()
            .create(shop.order(shop.customer(), shop.monthly("<Team>", 2500), 3).build());
    String path = "/c/pay/" + session.getId();

    String page = shop.get(path, Map.of()).body();
    HttpResponse<String> declined =
        shop.form(path, "payment_method=pm_card_visa_chargeDeclined", Map.of());
    HttpResponse<String> paid = shop.form(path, "payment_method=pm_card_visa", Map.of());

    assertThat(page)
        .contains("&lt;Team&gt;", "$75.00", "Pay with a test card")
        .doesNotContain("<Team>");
    assertThat(declined.statusCode()).isEqualTo(402);
    assertThat(declined.body()).contains("Your card was declined.");
    assertThat(paid.statusCode()).isEqualTo(303);
    assertThat(paid.headers().firstValue("Location"))
        .contains("http://localhost/thanks?session=" + session.getId());
    assertThat(shop.get(path, Map.of()).body()).contains("This checkout is complete");
  }

  @Test
  void an_order_must_name_a_recurring_price_and_one_customer() throws Exception {
    var both =
        shop.order(shop.customer(), shop.monthly("Team", 2500), 1)
            .setCustomerEmail("a@example.com")
            .build();
    assertThatThrownBy(() -> shop.stripe.checkout().sessions().create(both))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.getCode()).isEqualTo("parameters_exclusive"));
  }
}
