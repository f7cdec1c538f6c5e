package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceItemListParams;
import com.stripe.param.InvoiceItemUpdateParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PriceCreateParams;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * One-off invoices as <a href="https://docs.stripe.com/invoicing/integration">Stripe's guide</a>
 * makes them, and invoice items that wait for the next renewal.
 */
class OneOffInvoiceTest extends ShopTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void an_invoice_is_drafted_filled_finalized_and_paid() throws Exception {
    Customer customer = payingCustomer("pm_card_visa");
    Invoice draft = invoice(customer, InvoiceCreateParams.builder());
    item(customer, 1250, "500 credits", draft);

    Invoice open = shop.stripe.invoices().finalizeInvoice(draft.getId());
    Invoice paid = shop.stripe.invoices().pay(draft.getId());

    assertThat(draft.getStatus()).isEqualTo("draft");
    assertThat(draft.getBillingReason()).isEqualTo("manual");
    assertThat(draft.getAutoAdvance()).isFalse();
    assertThat(open.getStatus()).isEqualTo("open");
    assertThat(open.getAmountDue()).isEqualTo(1250);
    assertThat(open.getInvoicePdf()).endsWith("/pdf");
    assertThat(paid.getStatus()).isEqualTo("paid");
    assertThat(paid.getAmountPaid()).isEqualTo(1250);
    assertThat(paid.getLines().getData())
        .extracting(InvoiceLineItem::getDescription)
        .containsExactly("500 credits");
    assertThat(paid.getLines().getData().getFirst().getParent().getType())
        .isEqualTo("invoice_item_details");
    shop.listener.await("invoice.paid", event -> true);
  }

  @Test
  void the_pdf_of_a_one_off_invoice_can_be_fetched() throws Exception {
    Customer customer = payingCustomer("pm_card_visa");
    Invoice draft = invoice(customer, InvoiceCreateParams.builder());
    item(customer, 1250, "500 credits", draft);
    Invoice paid = shop.stripe.invoices().pay(draft.getId());

    HttpResponse<String> pdf = shop.get(URI.create(paid.getInvoicePdf()).getPath(), Map.of());

    assertThat(pdf.statusCode()).isEqualTo(200);
    assertThat(pdf.body()).startsWith("%PDF-").contains("500 credits").contains("$12.50");
  }

  @Test
  void pending_items_wait_for_the_invoice_that_asks_for_them() throws Exception {
    Customer customer = payingCustomer("pm_card_visa");
    item(customer, 700, "Usage", null);

    Invoice without = invoice(customer, InvoiceCreateParams.builder());
    Invoice with =
        invoice(
            customer,
            InvoiceCreateParams.builder()
                .setPendingInvoiceItemsBehavior(
                    InvoiceCreateParams.PendingInvoiceItemsBehavior.INCLUDE));

    assertThat(without.getTotal()).isZero();
    assertThat(with.getTotal()).isEqualTo(700);
    assertThat(pending(customer)).isEmpty();
  }

  @Test
  void pending_items_are_on_the_next_renewal_and_in_its_preview() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 2);
    shop.stripe
        .invoiceItems()
        .create(
            InvoiceItemCreateParams.builder()
                .setCustomer(subscription.getCustomer())
                .setSubscription(subscription.getId())
                .setCurrency("usd")
                .setUnitAmountDecimal(new BigDecimal("10"))
                .setQuantity(321L)
                .setDescription("Pay-as-you-go credits")
                .build());
    Invoice preview =
        shop.stripe
            .invoices()
            .createPreview(
                InvoiceCreatePreviewParams.builder().setSubscription(subscription.getId()).build());

    shop.at("2026-04-01T01:00:00Z");

    Invoice renewal = latest(subscription);
    assertThat(renewal.getStatus()).isEqualTo("paid");
    assertThat(renewal.getTotal()).isEqualTo(2 * 2500 + 3210).isEqualTo(preview.getTotal());
    shop.at("2026-05-01T01:00:00Z");
    assertThat(latest(subscription).getTotal()).isEqualTo(2 * 2500);
  }

  @Test
  void an_item_of_a_price_costs_so_many_of_it() throws Exception {
    Customer customer = payingCustomer("pm_card_visa");
    Price pack =
        shop.stripe
            .prices()
            .create(
                PriceCreateParams.builder()
                    .setCurrency("usd")
                    .setUnitAmount(1000L)
                    .setProductData(
                        PriceCreateParams.ProductData.builder().setName("Credit pack").build())
                    .build());
    InvoiceItem item =
        shop.stripe
            .invoiceItems()
            .create(
                InvoiceItemCreateParams.builder()
                    .setCustomer(customer.getId())
                    .setPricing(
                        InvoiceItemCreateParams.Pricing.builder().setPrice(pack.getId()).build())
                    .setQuantity(3L)
                    .build());

    assertThat(item.getAmount()).isEqualTo(3000);
    assertThat(item.getPricing().getPriceDetails().getPrice()).isEqualTo(pack.getId());
    String monthly = shop.monthly("Team", 2500).getId();
    assertThatThrownBy(
            () ->
                shop.stripe
                    .invoiceItems()
                    .create(
                        InvoiceItemCreateParams.builder()
                            .setCustomer(customer.getId())
                            .setPricing(
                                InvoiceItemCreateParams.Pricing.builder().setPrice(monthly).build())
                            .build()))
        .hasMessageContaining("`type=one_time`");
  }

  @Test
  void an_item_is_changed_and_deleted_until_its_invoice_is_finalized() throws Exception {
    Customer customer = payingCustomer("pm_card_visa");
    Invoice draft = invoice(customer, InvoiceCreateParams.builder());
    InvoiceItem kept = item(customer, 1000, "Kept", draft);
    InvoiceItem dropped = item(customer, 9999, "Dropped", draft);

    shop.stripe
        .invoiceItems()
        .update(kept.getId(), InvoiceItemUpdateParams.builder().setAmount(1500L).build());
    shop.stripe.invoiceItems().delete(dropped.getId());

    Invoice open = shop.stripe.invoices().finalizeInvoice(draft.getId());
    assertThat(open.getTotal()).isEqualTo(1500);
    assertThatThrownBy(() -> shop.stripe.invoiceItems().delete(kept.getId()))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.getCode()).isEqualTo("invoice_not_editable"));
    assertThatThrownBy(() -> shop.stripe.invoiceItems().retrieve(dropped.getId()))
        .hasMessageContaining("No such invoiceitem");
  }

  @Test
  void with_automatic_collection_a_draft_is_finalized_and_charged_after_an_hour() throws Exception {
    Customer customer = payingCustomer("pm_card_visa");
    Invoice draft = invoice(customer, InvoiceCreateParams.builder().setAutoAdvance(true));
    item(customer, 1250, "500 credits", draft);

    shop.forward(HOUR.minusSeconds(1));
    assertThat(now(draft).getStatus()).isEqualTo("draft");
    shop.forward(Duration.ofSeconds(1));

    assertThat(now(draft).getStatus()).isEqualTo("paid");
  }

  @Test
  void without_it_a_draft_stays_a_draft() throws Exception {
    Customer customer = payingCustomer("pm_card_visa");
    Invoice draft = invoice(customer, InvoiceCreateParams.builder());
    item(customer, 1250, "500 credits", draft);

    shop.forward(Duration.ofDays(40));

    assertThat(now(draft).getStatus()).isEqualTo("draft");
  }

  @Test
  void a_declined_payment_leaves_the_invoice_open_and_another_card_pays_it() throws Exception {
    Customer customer = payingCustomer("pm_card_chargeCustomerFail");
    Invoice draft = invoice(customer, InvoiceCreateParams.builder());
    item(customer, 1250, "500 credits", draft);

    assertThatThrownBy(() -> shop.stripe.invoices().pay(draft.getId()))
        .isInstanceOfSatisfying(
            CardException.class,
            declined -> assertThat(declined.getDeclineCode()).isEqualTo("generic_decline"));
    shop.listener.await("invoice.payment_failed");
    assertThat(now(draft).getStatus()).isEqualTo("open");
    assertThat(now(draft).getAttemptCount()).isEqualTo(1);

    Invoice paid =
        shop.stripe
            .invoices()
            .pay(
                draft.getId(),
                InvoicePayParams.builder()
                    .setPaymentMethod(attached(customer, "pm_card_visa"))
                    .build());
    assertThat(paid.getStatus()).isEqualTo("paid");
  }

  @Test
  void an_open_invoice_is_voided_and_its_payment_canceled() throws Exception {
    Customer customer = payingCustomer("pm_card_visa");
    Invoice draft = invoice(customer, InvoiceCreateParams.builder());
    item(customer, 1250, "500 credits", draft);
    shop.stripe.invoices().finalizeInvoice(draft.getId());

    Invoice voided = shop.stripe.invoices().voidInvoice(draft.getId());

    assertThat(voided.getStatus()).isEqualTo("void");
    assertThat(shop.stripe.paymentIntents().list().getData().getFirst().getStatus())
        .isEqualTo("canceled");
    assertThatThrownBy(() -> shop.stripe.invoices().pay(draft.getId()))
        .hasMessageContaining("already void");
  }

  @Test
  void only_a_draft_made_by_hand_is_deleted_and_its_items_wait_again() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 1);
    Customer customer = shop.stripe.customers().retrieve(subscription.getCustomer());
    Invoice draft = invoice(customer, InvoiceCreateParams.builder());
    item(customer, 1250, "500 credits", draft);

    assertThat(shop.stripe.invoices().delete(draft.getId()).getDeleted()).isTrue();

    assertThat(pending(customer)).hasSize(1);
    shop.at("2026-04-01T00:00:00Z");
    assertThatThrownBy(() -> shop.stripe.invoices().delete(latest(subscription).getId()))
        .hasMessageContaining("created by subscriptions");
  }

  @Test
  void an_invoice_that_is_sent_has_a_due_date_and_is_not_charged() throws Exception {
    Customer customer = payingCustomer("pm_card_visa");
    Invoice draft =
        invoice(
            customer,
            InvoiceCreateParams.builder()
                .setCollectionMethod(InvoiceCreateParams.CollectionMethod.SEND_INVOICE)
                .setDaysUntilDue(14L));
    item(customer, 1250, "500 credits", draft);

    Invoice sent = shop.stripe.invoices().sendInvoice(draft.getId());
    shop.forward(Duration.ofDays(2));

    assertThat(sent.getDueDate()).isEqualTo(sent.getCreated() + 14 * 24 * 3600);
    assertThat(now(draft).getStatus()).isEqualTo("open");
    Invoice settled =
        shop.stripe
            .invoices()
            .pay(draft.getId(), InvoicePayParams.builder().setPaidOutOfBand(true).build());
    assertThat(settled.getStatus()).isEqualTo("paid");
    assertThat(settled.getAmountPaid()).isZero();
  }

  private Customer payingCustomer(String card) throws StripeException {
    Customer customer = shop.customer();
    shop.stripe
        .customers()
        .update(
            customer.getId(),
            CustomerUpdateParams.builder()
                .setInvoiceSettings(
                    CustomerUpdateParams.InvoiceSettings.builder()
                        .setDefaultPaymentMethod(attached(customer, card))
                        .build())
                .build());
    return customer;
  }

  private String attached(Customer customer, String card) throws StripeException {
    return shop.stripe
        .paymentMethods()
        .attach(card, PaymentMethodAttachParams.builder().setCustomer(customer.getId()).build())
        .getId();
  }

  private Invoice invoice(Customer customer, InvoiceCreateParams.Builder params)
      throws StripeException {
    return shop.stripe.invoices().create(params.setCustomer(customer.getId()).build());
  }

  private InvoiceItem item(Customer customer, long amount, String words, @Nullable Invoice on)
      throws StripeException {
    var params =
        InvoiceItemCreateParams.builder()
            .setCustomer(customer.getId())
            .setCurrency("usd")
            .setAmount(amount)
            .setDescription(words);
    if (on != null) {
      params.setInvoice(on.getId());
    }
    return shop.stripe.invoiceItems().create(params.build());
  }

  private List<InvoiceItem> pending(Customer customer) throws StripeException {
    return shop.stripe
        .invoiceItems()
        .list(
            InvoiceItemListParams.builder().setCustomer(customer.getId()).setPending(true).build())
        .getData();
  }

  private Invoice now(Invoice invoice) throws StripeException {
    return shop.stripe.invoices().retrieve(invoice.getId());
  }

  private Invoice latest(Subscription subscription) throws StripeException {
    return shop.stripe
        .invoices()
        .retrieve(shop.stripe.subscriptions().retrieve(subscription.getId()).getLatestInvoice());
  }
}
