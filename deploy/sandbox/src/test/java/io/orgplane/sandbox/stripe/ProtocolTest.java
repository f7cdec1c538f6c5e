package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Customer;
import com.stripe.model.Subscription;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerSearchParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionUpdateParams;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Stripe refuses, and in which words. */
class ProtocolTest extends ShopTest {
  private static final Map<String, String> BEARER = Map.of("Authorization", "Bearer " + Shop.KEY);

  @Test
  void only_the_configured_key_is_let_in() {
    assertThatThrownBy(() -> shop.client("sk_test_somebody_else", 0).v1().customers().list())
        .isInstanceOf(AuthenticationException.class)
        .hasMessageContaining("Invalid API Key provided: sk_test_****else");
    assertThat(shop.get("/v1/customers", Map.of()).statusCode()).isEqualTo(401);
    assertThat(shop.get("/v1/nothing", Map.of()).statusCode()).isEqualTo(401);
    assertThat(shop.get("/v1/customers", Map.of("Authorization", "Digest x")).statusCode())
        .isEqualTo(401);
  }

  @Test
  void the_key_is_also_taken_as_the_user_of_basic() {
    String basic =
        Base64.getEncoder().encodeToString((Shop.KEY + ":").getBytes(StandardCharsets.UTF_8));

    assertThat(shop.get("/v1/customers", Map.of("Authorization", "Basic " + basic)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void another_api_version_is_refused() {
    var headers = Map.of("Authorization", "Bearer " + Shop.KEY, "Stripe-Version", "2020-08-27");

    HttpResponse<String> refused = shop.get("/v1/customers", headers);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(error(refused).getString("message"))
        .startsWith("Invalid Stripe API version: 2020-08-27");
  }

  @Test
  void every_answer_names_its_request() {
    assertThat(shop.get("/v1/customers", BEARER).headers().firstValue("Request-Id"))
        .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
    assertThat(shop.get("/v1/customers/cus_x", BEARER).headers().firstValue("Request-Id"))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/customers, nickname=Ann, parameter_unknown, nickname",
    "/v1/customers, invoice_settings[color]=red, parameter_unknown, invoice_settings[color]",
    "/v1/customers, balance=much, parameter_invalid_integer, balance",
    "/v1/prices, currency=usd, parameter_missing, unit_amount",
    "/v1/prices, currency=usd&unit_amount=1&recurring[interval]=, parameter_invalid_empty, recurring[interval]",
    "/v1/prices, currency=usd&unit_amount=1&recurring[interval]=fortnight, , recurring[interval]",
    "/v1/prices, currency=usd&unit_amount=1&active=maybe, , active",
    "/v1/prices, currency=usd&unit_amount=1&product=prod_x, resource_missing, product",
    "/v1/checkout/sessions, mode=subscription&success_url=http://localhost/, parameter_missing, line_items",
    "/v1/checkout/sessions, mode=subscription&success_url=here&line_items[0][price]=price_x, parameter_missing, line_items[0][quantity]",
    "/v1/checkout/sessions, mode=subscription&success_url=here&line_items[0][price]=p&line_items[0][quantity]=1&line_items[0][size]=2, parameter_unknown, line_items[0][size]",
    "/v1/customers, email[x]=1, , email",
    "/v1/customers, metadata=1, , metadata",
    "/v1/customers, email=%zz, ,",
  })
  void a_bad_parameter_is_refused_by_name(String path, String form, String code, String param) {
    HttpResponse<String> refused = shop.form(path, form, BEARER);

    assertThat(refused.statusCode()).isEqualTo(400);
    JsonObject error = error(refused);
    assertThat(error.getString("type")).isEqualTo("invalid_request_error");
    assertThat(error.getString("code")).isEqualTo(code);
    assertThat(error.getString("param")).isEqualTo(param);
    assertThat(error.getString("message")).isNotBlank();
    if (code != null) {
      assertThat(error.getString("doc_url"))
          .isEqualTo("https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    }
  }

  @Test
  void a_body_that_is_not_form_encoded_is_refused() {
    var headers = Map.of("Authorization", "Bearer " + Shop.KEY);

    HttpResponse<String> refused =
        shop.send("/v1/customers", "{\"email\":\"a@example.com\"}", "application/json", headers);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(error(refused).getString("type")).isEqualTo("invalid_request_error");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/customers/cus_x, customer",
    "/v1/prices/price_x, price",
    "/v1/products/prod_x, product",
    "/v1/subscriptions/sub_x, subscription",
    "/v1/subscription_items/si_x, subscription_item",
    "/v1/invoices/in_x, invoice",
    "/v1/checkout/sessions/cs_x, checkout.session",
    "/v1/payment_methods/pm_x, PaymentMethod",
    "/v1/payment_intents/pi_x, payment_intent",
    "/v1/events/evt_x, event",
  })
  void an_unknown_id_is_not_found(String path, String what) {
    HttpResponse<String> missing = shop.get(path, BEARER);

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(error(missing).getString("code")).isEqualTo("resource_missing");
    assertThat(error(missing).getString("param")).isEqualTo("id");
    assertThat(error(missing).getString("message")).startsWith("No such " + what + ": '");
  }

  @Test
  void an_unknown_address_is_told_apart_from_an_unknown_object() {
    HttpResponse<String> unknown = shop.get("/v1/coupons", BEARER);

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(error(unknown).getString("message"))
        .startsWith("Unrecognized request URL (GET: /v1/coupons)");
    assertThat(error(unknown).containsKey("code")).isFalse();
  }

  @Test
  void lists_are_paged_newest_first_in_both_directions() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(shop.customer().getId());
    }
    Collections.reverse(ids);

    var first = shop.stripe.customers().list(CustomerListParams.builder().setLimit(2L).build());
    assertThat(first.getData())
        .extracting(Customer::getId)
        .containsExactlyElementsOf(ids.subList(0, 2));
    assertThat(first.getHasMore()).isTrue();
    var last =
        shop.stripe
            .customers()
            .list(CustomerListParams.builder().setLimit(3L).setStartingAfter(ids.get(1)).build());
    assertThat(last.getData())
        .extracting(Customer::getId)
        .containsExactlyElementsOf(ids.subList(2, 5));
    assertThat(last.getHasMore()).isFalse();
    var before =
        shop.stripe
            .customers()
            .list(CustomerListParams.builder().setLimit(2L).setEndingBefore(ids.get(4)).build());
    assertThat(before.getData())
        .extracting(Customer::getId)
        .containsExactlyElementsOf(ids.subList(2, 4));
    assertThat(before.getHasMore()).isTrue();
    List<String> walked = new ArrayList<>();
    first.autoPagingIterable().forEach(customer -> walked.add(customer.getId()));
    assertThat(walked).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, parameter_invalid_integer, limit",
    "limit=101, parameter_invalid_integer, limit",
    "starting_after=cus_x, resource_missing, starting_after",
    "starting_after=a&ending_before=b, parameters_exclusive, starting_after",
  })
  void a_bad_page_is_refused(String query, String code, String param) {
    HttpResponse<String> refused = shop.get("/v1/customers?" + query, BEARER);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(error(refused).getString("code")).isEqualTo(code);
    assertThat(error(refused).getString("param")).isEqualTo(param);
  }

  @Test
  void customers_are_found_by_email_and_metadata() throws Exception {
    Customer acme = shop.customer();
    shop.customer();
    shop.stripe
        .customers()
        .update(
            acme.getId(),
            CustomerUpdateParams.builder().putMetadata("organization", "acme").build());

    var found =
        shop.stripe
            .customers()
            .search(
                CustomerSearchParams.builder()
                    .setQuery("email:'ann@example.com' AND metadata['organization']:'acme'")
                    .build());

    assertThat(found.getData()).extracting(Customer::getId).containsExactly(acme.getId());
    assertThat(
            shop.stripe
                .customers()
                .list(CustomerListParams.builder().setEmail("ann@example.com").build())
                .getData())
        .hasSize(2);
    assertThat(shop.get("/v1/customers/search?query=nonsense", BEARER).statusCode()).isEqualTo(400);
  }

  @Test
  void expansion_replaces_ids_by_objects_to_four_levels() throws Exception {
    Subscription bare = shop.subscribed(shop.monthly("Team", 2500), 1);

    Subscription expanded =
        shop.stripe
            .subscriptions()
            .retrieve(
                bare.getId(),
                SubscriptionRetrieveParams.builder()
                    .addExpand("customer.subscriptions")
                    .addExpand("default_payment_method")
                    .addExpand("items.data.price.product")
                    .addExpand("latest_invoice.parent.subscription_details.subscription")
                    .addExpand("schedule")
                    .build());

    assertThat(expanded.getCustomerObject().getEmail()).isEqualTo("ann@example.com");
    assertThat(expanded.getCustomerObject().getSubscriptions().getData()).hasSize(1);
    assertThat(expanded.getDefaultPaymentMethodObject().getCard().getLast4()).isEqualTo("4242");
    assertThat(expanded.getItems().getData().getFirst().getPrice().getProductObject().getName())
        .isEqualTo("Team");
    assertThat(
            expanded
                .getLatestInvoiceObject()
                .getParent()
                .getSubscriptionDetails()
                .getSubscriptionObject()
                .getId())
        .isEqualTo(bare.getId());
  }

  @ParameterizedTest
  @CsvSource({
    "metadata",
    "items",
    "nothing",
    "customer.nothing",
    "latest_invoice.customer.subscriptions.data.customer"
  })
  void an_unknown_expansion_is_refused_before_anything_happens(String path) throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 1);

    assertThatThrownBy(
            () ->
                shop.stripe
                    .subscriptions()
                    .update(
                        subscription.getId(),
                        SubscriptionUpdateParams.builder()
                            .setCancelAtPeriodEnd(true)
                            .addExpand(path)
                            .build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("expand");
    assertThat(shop.stripe.subscriptions().retrieve(subscription.getId()).getCancelAtPeriodEnd())
        .isFalse();
  }

  @Test
  void metadata_is_merged_removed_and_cleared() throws Exception {
    String customer = "/v1/customers/" + shop.customer().getId();

    shop.form(customer, "metadata[a]=1&metadata[b]=2", BEARER);
    assertThat(metadata(shop.form(customer, "metadata[a]=&metadata[c]=3", BEARER)))
        .isEqualTo("{\"b\":\"2\",\"c\":\"3\"}");
    assertThat(metadata(shop.form(customer, "metadata=", BEARER))).isEqualTo("{}");
    assertThat(shop.form(customer, "metadata[" + "k".repeat(41) + "]=1", BEARER).statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_refused_call_leaves_nothing_behind() throws Exception {
    shop.form("/v1/customers", "name=a&invoice_settings[default_payment_method]=pm_x", BEARER);
    shop.form(
        "/v1/prices",
        "currency=usd&unit_amount=1&product_data[name]=a&recurring[interval]=day&recurring[interval_count]=0",
        BEARER);

    assertThat(shop.stripe.customers().list().getData()).isEmpty();
    assertThat(shop.stripe.products().list().getData()).isEmpty();
    assertThat(shop.stripe.events().list().getData()).isEmpty();
  }

  @Test
  void a_customer_can_begin_with_a_card() {
    String form =
        "payment_method=pm_card_visa&invoice_settings[default_payment_method]=pm_card_visa&expand[]=invoice_settings.default_payment_method";

    JsonObject customer = new JsonObject(shop.form("/v1/customers", form, BEARER).body());

    assertThat(
            customer
                .getJsonObject("invoice_settings")
                .getJsonObject("default_payment_method")
                .getString("customer"))
        .isEqualTo(customer.getString("id"));
  }

  private static String metadata(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getJsonObject("metadata").encode();
  }

  private static JsonObject error(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getJsonObject("error");
  }
}
