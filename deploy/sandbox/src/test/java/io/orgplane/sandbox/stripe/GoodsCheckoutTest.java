package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Price;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentMethodListParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.CustomerCreation;
import com.stripe.param.checkout.SessionCreateParams.InvoiceCreation;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData.SetupFutureUsage;
import org.junit.jupiter.api.Test;

/**
 * Goods that are paid once: <a
 * href="https://docs.stripe.com/payments/checkout/how-checkout-works">Checkout in payment mode</a>.
 */
class GoodsCheckoutTest extends ShopTest {

  @Test
  void goods_are_paid_once_and_the_payment_carries_what_the_seller_notes() throws Exception {
    Customer customer = shop.customer();
    Session session = open(order(pack(), 3).setCustomer(customer.getId()));

    shop.pay(session, "pm_card_visa");

    Session paid = now(session);
    PaymentIntent intent = shop.stripe.paymentIntents().retrieve(paid.getPaymentIntent());
    assertThat(paid.getStatus()).isEqualTo("complete");
    assertThat(paid.getPaymentStatus()).isEqualTo("paid");
    assertThat(paid.getSubscription()).isNull();
    assertThat(intent.getAmount()).isEqualTo(3000);
    assertThat(intent.getStatus()).isEqualTo("succeeded");
    assertThat(intent.getMetadata()).containsEntry("pack", "300");
    assertThat(shop.stripe.invoices().list().getData()).isEmpty();
    assertThat(cards(customer.getId())).isZero();
    shop.listener.await("checkout.session.completed");
  }

  @Test
  void with_an_invoice_the_buyer_has_it_and_its_pdf() throws Exception {
    Session session =
        open(
            order(pack(), 2)
                .setCustomer(shop.customer().getId())
                .setInvoiceCreation(InvoiceCreation.builder().setEnabled(true).build()));

    shop.pay(session, "pm_card_visa");

    Invoice invoice = shop.stripe.invoices().retrieve(now(session).getInvoice());
    assertThat(invoice.getStatus()).isEqualTo("paid");
    assertThat(invoice.getTotal()).isEqualTo(2000);
    assertThat(invoice.getInvoicePdf()).isNotNull();
    assertThat(now(session).getPaymentIntent()).isNotNull();
  }

  @Test
  void a_card_that_is_to_be_used_again_is_kept() throws Exception {
    Session session =
        open(
            order(pack(), 1)
                .setCustomerCreation(CustomerCreation.ALWAYS)
                .setCustomerEmail("bob@example.com")
                .setPaymentIntentData(
                    PaymentIntentData.builder()
                        .setSetupFutureUsage(SetupFutureUsage.OFF_SESSION)
                        .build()));

    shop.pay(session, "pm_card_visa");

    assertThat(cards(now(session).getCustomer())).isOne();
  }

  @Test
  void a_declined_card_sells_nothing() throws Exception {
    Session session = open(order(pack(), 1).setCustomer(shop.customer().getId()));

    assertThat(shop.pay(session, "pm_card_visa_chargeDeclined").statusCode()).isEqualTo(402);

    assertThat(now(session).getStatus()).isEqualTo("open");
    assertThat(shop.stripe.paymentIntents().list().getData()).isEmpty();
  }

  @Test
  void what_belongs_to_the_other_mode_is_refused() throws Exception {
    Customer customer = shop.customer();
    Price recurring = shop.monthly("Team", 2500);
    assertThatThrownBy(() -> open(order(recurring, 1).setCustomer(customer.getId())))
        .hasMessageContaining("`type=one_time`");
    assertThatThrownBy(
            () ->
                open(
                    shop.order(customer, recurring, 1)
                        .setCustomerCreation(CustomerCreation.ALWAYS)))
        .hasMessageContaining("`customer_creation` in `subscription` mode");
    Price pack = pack();
    assertThatThrownBy(
            () ->
                open(
                    order(pack, 1)
                        .setCustomer(customer.getId())
                        .setSubscriptionData(
                            SessionCreateParams.SubscriptionData.builder()
                                .setTrialPeriodDays(3L)
                                .build())))
        .hasMessageContaining("`subscription_data` in `payment` mode");
  }

  private Price pack() throws StripeException {
    return shop.stripe
        .prices()
        .create(
            PriceCreateParams.builder()
                .setCurrency("usd")
                .setUnitAmount(1000L)
                .setProductData(
                    PriceCreateParams.ProductData.builder().setName("100 credits").build())
                .build());
  }

  private static SessionCreateParams.Builder order(Price price, long quantity) {
    return SessionCreateParams.builder()
        .setMode(Mode.PAYMENT)
        .setSuccessUrl("http://localhost/thanks")
        .setPaymentIntentData(PaymentIntentData.builder().putMetadata("pack", "300").build())
        .addLineItem(
            SessionCreateParams.LineItem.builder()
                .setPrice(price.getId())
                .setQuantity(quantity)
                .build());
  }

  private Session open(SessionCreateParams.Builder order) throws StripeException {
    return shop.stripe.checkout().sessions().create(order.build());
  }

  private Session now(Session session) throws StripeException {
    return shop.stripe.checkout().sessions().retrieve(session.getId());
  }

  private int cards(String customer) throws StripeException {
    return shop.stripe
        .paymentMethods()
        .list(PaymentMethodListParams.builder().setCustomer(customer).build())
        .getData()
        .size();
  }
}
