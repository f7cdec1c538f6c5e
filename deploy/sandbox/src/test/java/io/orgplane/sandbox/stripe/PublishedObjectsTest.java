package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.model.EventDataClassLookup;
import com.stripe.model.StripeError;
import com.stripe.model.StripeObject;
import com.stripe.model.Subscription;
import com.stripe.net.ApiResource;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.SubscriptionScheduleCreateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.PaymentBehavior;
import com.stripe.param.SubscriptionUpdateParams.ProrationBehavior;
import com.stripe.param.billingportal.SessionCreateParams;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the stand-in sends is what Stripe's library knows: every object is read into the library's
 * own type and written again, and nothing that was sent may be lost on the way. An invented field
 * would be.
 */
class PublishedObjectsTest extends ShopTest {
  private static final Map<String, String> BEARER = Map.of("Authorization", "Bearer " + Shop.KEY);
  private static final List<String> EVERYTHING =
      List.of(
          "/v1/customers?expand[]=data.subscriptions&limit=100",
          "/v1/products?limit=100",
          "/v1/prices?expand[]=data.product&limit=100",
          "/v1/checkout/sessions?expand[]=data.line_items&expand[]=data.subscription&limit=100",
          "/v1/subscriptions?status=all&expand[]=data.default_payment_method&limit=100",
          "/v1/invoices?expand[]=data.payments&expand[]=data.confirmation_secret&limit=100",
          "/v1/subscription_schedules?expand[]=data.subscription&limit=100",
          "/v1/invoiceitems?expand[]=data.customer&limit=100",
          "/v1/invoice_payments?expand[]=data.payment.payment_intent&limit=100",
          "/v1/payment_intents?expand[]=data.customer&limit=100",
          "/v1/events?limit=100");

  @Test
  void no_object_has_a_field_that_stripes_library_does_not_know() throws Exception {
    playAStory();
    List<String> lost = new ArrayList<>();
    var types = new TreeSet<String>();

    for (JsonObject object : everyObject()) {
      assertThat(PublishedTypes.problemsOf(object.toString())).isEmpty();
      types.add(object.get("object").getAsString());
      compare(object, reread(object), object.get("object").getAsString(), lost);
    }

    assertThat(lost).isEmpty();
    assertThat(types)
        .contains(
            "billing_portal.session",
            "checkout.session",
            "customer",
            "event",
            "invoice",
            "invoice_payment",
            "invoiceitem",
            "item",
            "line_item",
            "payment_intent",
            "payment_method",
            "price",
            "product",
            "subscription",
            "subscription_item",
            "subscription_schedule");
  }

  @Test
  void errors_have_no_field_that_stripes_library_does_not_know() {
    List<String> lost = new ArrayList<>();
    List<HttpResponse<String>> refusals =
        List.of(
            shop.get("/v1/customers", Map.of()),
            shop.get("/v1/customers/cus_x", BEARER),
            shop.form("/v1/customers", "nickname=a", BEARER),
            shop.form("/v1/customers", "payment_method=pm_card_visa_chargeDeclined", BEARER));

    for (HttpResponse<String> refusal : refusals) {
      JsonObject sent =
          JsonParser.parseString(refusal.body()).getAsJsonObject().getAsJsonObject("error");
      StripeError read = ApiResource.GSON.fromJson(sent, StripeError.class);
      compare(sent, JsonParser.parseString(read.toJson()), "error", lost);
    }

    assertThat(lost).isEmpty();
  }

  private void playAStory() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 2);
    shop.stripe
        .invoiceItems()
        .create(
            InvoiceItemCreateParams.builder()
                .setCustomer(subscription.getCustomer())
                .setSubscription(subscription.getId())
                .setCurrency("usd")
                .setAmount(700L)
                .build());
    shop.at("2026-03-11T00:00:00Z");
    update(
        subscription,
        quantity(subscription, 3).setProrationBehavior(ProrationBehavior.ALWAYS_INVOICE));
    String card =
        shop.stripe
            .paymentMethods()
            .attach(
                "pm_card_chargeCustomerFail",
                PaymentMethodAttachParams.builder().setCustomer(subscription.getCustomer()).build())
            .getId();
    update(subscription, SubscriptionUpdateParams.builder().setDefaultPaymentMethod(card));
    update(
        subscription,
        quantity(subscription, 4)
            .setProrationBehavior(ProrationBehavior.ALWAYS_INVOICE)
            .setPaymentBehavior(PaymentBehavior.PENDING_IF_INCOMPLETE));
    update(subscription, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true));
    shop.stripe
        .subscriptionSchedules()
        .create(
            SubscriptionScheduleCreateParams.builder()
                .setFromSubscription(subscription.getId())
                .build());
  }

  private static SubscriptionUpdateParams.Builder quantity(
      Subscription subscription, long quantity) {
    String item = subscription.getItems().getData().getFirst().getId();
    return SubscriptionUpdateParams.builder()
        .addItem(SubscriptionUpdateParams.Item.builder().setId(item).setQuantity(quantity).build());
  }

  private void update(Subscription subscription, SubscriptionUpdateParams.Builder params)
      throws Exception {
    shop.stripe.subscriptions().update(subscription.getId(), params.build());
  }

  private List<JsonObject> everyObject() throws Exception {
    List<JsonObject> objects = new ArrayList<>();
    for (String path : EVERYTHING) {
      HttpResponse<String> answer = shop.get(path, BEARER);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      EveryObject.gather(JsonParser.parseString(answer.body()), objects);
    }
    String customer = shop.stripe.customers().list().getData().getFirst().getId();
    var session =
        shop.stripe
            .billingPortal()
            .sessions()
            .create(SessionCreateParams.builder().setCustomer(customer).build());
    EveryObject.gather(JsonParser.parseString(session.getLastResponse().body()), objects);
    String form =
        "customer="
            + customer
            + "&subscription="
            + shop.stripe.subscriptions().list().getData().getFirst().getId();
    EveryObject.gather(
        JsonParser.parseString(shop.form("/v1/invoices/create_preview", form, BEARER).body()),
        objects);
    return objects;
  }

  private static JsonElement reread(JsonObject object) {
    String type = object.get("object").getAsString();
    Class<? extends StripeObject> known = EventDataClassLookup.classLookup.get(type);
    assertThat(known).as("the library's class for %s", type).isNotNull();
    return JsonParser.parseString(ApiResource.GSON.fromJson(object, known).toJson());
  }

  private static void compare(
      JsonElement sent, @Nullable JsonElement read, String path, List<String> lost) {
    if (sent.isJsonNull()) {
      return;
    }
    if (read == null || read.isJsonNull()) {
      lost.add(path);
    } else if (sent.isJsonObject()) {
      compareHashes(sent.getAsJsonObject(), read.getAsJsonObject(), path, lost);
    } else if (sent.isJsonArray()) {
      compareLists(sent.getAsJsonArray(), read.getAsJsonArray(), path, lost);
    } else if (!sent.getAsString().equals(read.getAsString())) {
      lost.add(path + " became " + read);
    }
  }

  private static void compareHashes(
      JsonObject sent, JsonObject read, String path, List<String> lost) {
    for (String field : sent.keySet()) {
      if (read.has(field)) {
        compare(sent.get(field), read.get(field), path + "." + field, lost);
      } else {
        lost.add(path + "." + field);
      }
    }
  }

  private static void compareLists(JsonArray sent, JsonArray read, String path, List<String> lost) {
    assertThat(read).as(path).hasSize(sent.size());
    for (int i = 0; i < sent.size(); i++) {
      compare(sent.get(i), read.get(i), path + "[]", lost);
    }
  }
}
