package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.model.Customer;
import com.stripe.model.Subscription;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.SubscriptionUpdateParams;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IdempotencyTest extends ShopTest {
  private static final RequestOptions KEYED =
      RequestOptions.builder().setIdempotencyKey("customer:acme:1").build();
  private static final CustomerCreateParams ACME =
      CustomerCreateParams.builder().setName("Acme").build();

  @Test
  void the_same_request_under_the_same_key_has_one_effect_and_one_answer() throws Exception {
    Customer first = shop.stripe.customers().create(ACME, KEYED);
    Customer again = shop.stripe.customers().create(ACME, KEYED);

    assertThat(again.getId()).isEqualTo(first.getId());
    assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
        .contains("true");
    assertThat(again.getLastResponse().headers().firstValue("Original-Request"))
        .contains(first.getLastResponse().requestId());
    assertThat(first.getLastResponse().headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(shop.stripe.customers().list().getData()).hasSize(1);
  }

  @Test
  void other_parameters_under_the_same_key_are_refused() throws Exception {
    shop.stripe.customers().create(ACME, KEYED);

    assertThatThrownBy(
            () ->
                shop.stripe
                    .customers()
                    .create(CustomerCreateParams.builder().setName("Other").build(), KEYED))
        .isInstanceOf(IdempotencyException.class);
  }

  @Test
  void the_order_of_parameters_does_not_make_another_request() {
    var headers = keyed("k");

    String first = shop.form("/v1/customers", "name=a&email=b", headers).body();

    assertThat(shop.form("/v1/customers", "email=b&name=a", headers).body()).isEqualTo(first);
  }

  @Test
  void a_key_is_forgotten_after_a_day() throws Exception {
    Customer first = shop.stripe.customers().create(ACME, KEYED);
    shop.forward(Duration.ofHours(24));

    assertThat(shop.stripe.customers().create(ACME, KEYED).getId()).isNotEqualTo(first.getId());
  }

  @Test
  void a_refused_parameter_does_not_use_up_the_key() {
    var headers = keyed("k");

    assertThat(shop.form("/v1/customers", "balance=x", headers).statusCode()).isEqualTo(400);

    assertThat(shop.form("/v1/customers", "balance=1", headers).statusCode()).isEqualTo(200);
  }

  @Test
  void a_500_is_given_again() throws Exception {
    shop.fault("{\"path\":\"/v1/customers\",\"kind\":\"error-500\",\"times\":1}");
    var headers = keyed("k");

    HttpResponse<String> failed = shop.form("/v1/customers", "name=a", headers);
    HttpResponse<String> again = shop.form("/v1/customers", "name=a", headers);

    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(again.statusCode()).isEqualTo(500);
    assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    assertThat(shop.stripe.customers().list().getData()).isEmpty();
  }

  @Test
  void a_decline_is_given_again_even_when_the_card_would_work_now() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 1);
    String broken = attach(subscription, "pm_card_chargeCustomerFail");
    payWith(subscription, broken);
    shop.at("2026-04-01T01:00:00Z");
    String invoice = shop.stripe.subscriptions().retrieve(subscription.getId()).getLatestInvoice();
    var options = RequestOptions.builder().setIdempotencyKey("pay:1").build();
    InvoicePayParams params = InvoicePayParams.builder().build();
    assertThatThrownBy(() -> shop.stripe.invoices().pay(invoice, params, options))
        .isInstanceOf(CardException.class);

    payWith(subscription, attach(subscription, "pm_card_visa"));

    assertThatThrownBy(() -> shop.stripe.invoices().pay(invoice, params, options))
        .isInstanceOf(CardException.class);
    assertThat(shop.stripe.invoices().pay(invoice).getStatus()).isEqualTo("paid");
  }

  @Test
  void of_two_at_once_one_has_the_effect_and_the_other_conflicts() throws Exception {
    shop.fault("{\"path\":\"/v1/customers\",\"kind\":\"delay\",\"times\":1,\"millis\":300}");
    var one = CompletableFuture.supplyAsync(() -> shop.form("/v1/customers", "name=a", keyed("k")));
    var two = CompletableFuture.supplyAsync(() -> shop.form("/v1/customers", "name=a", keyed("k")));

    HttpResponse<String> conflict = one.join().statusCode() == 409 ? one.join() : two.join();

    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(new JsonObject(conflict.body()).getJsonObject("error").getString("code"))
        .isEqualTo("idempotency_key_in_use");
    assertThat(shop.stripe.customers().list().getData()).hasSize(1);
  }

  private String attach(Subscription subscription, String card) throws Exception {
    return shop.stripe
        .paymentMethods()
        .attach(
            card,
            PaymentMethodAttachParams.builder().setCustomer(subscription.getCustomer()).build())
        .getId();
  }

  private void payWith(Subscription subscription, String card) throws Exception {
    shop.stripe
        .subscriptions()
        .update(
            subscription.getId(),
            SubscriptionUpdateParams.builder().setDefaultPaymentMethod(card).build());
  }

  private static Map<String, String> keyed(String key) {
    return Map.of("Authorization", "Bearer " + Shop.KEY, "Idempotency-Key", key);
  }
}
