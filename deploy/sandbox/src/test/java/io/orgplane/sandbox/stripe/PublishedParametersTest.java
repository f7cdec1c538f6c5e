package io.orgplane.sandbox.stripe;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.annotations.SerializedName;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerPaymentMethodListParams;
import com.stripe.param.CustomerRetrieveParams;
import com.stripe.param.CustomerSearchParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.EventRetrieveParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceFinalizeInvoiceParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceItemListParams;
import com.stripe.param.InvoiceItemRetrieveParams;
import com.stripe.param.InvoiceItemUpdateParams;
import com.stripe.param.InvoiceLineItemListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoiceMarkUncollectibleParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.InvoicePaymentRetrieveParams;
import com.stripe.param.InvoiceRetrieveParams;
import com.stripe.param.InvoiceSearchParams;
import com.stripe.param.InvoiceSendInvoiceParams;
import com.stripe.param.InvoiceUpdateParams;
import com.stripe.param.InvoiceVoidInvoiceParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodDetachParams;
import com.stripe.param.PaymentMethodListParams;
import com.stripe.param.PaymentMethodRetrieveParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.PriceRetrieveParams;
import com.stripe.param.PriceUpdateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.ProductListParams;
import com.stripe.param.ProductRetrieveParams;
import com.stripe.param.ProductSearchParams;
import com.stripe.param.ProductUpdateParams;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionItemListParams;
import com.stripe.param.SubscriptionItemRetrieveParams;
import com.stripe.param.SubscriptionItemUpdateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionScheduleCancelParams;
import com.stripe.param.SubscriptionScheduleCreateParams;
import com.stripe.param.SubscriptionScheduleListParams;
import com.stripe.param.SubscriptionScheduleReleaseParams;
import com.stripe.param.SubscriptionScheduleRetrieveParams;
import com.stripe.param.SubscriptionScheduleUpdateParams;
import com.stripe.param.SubscriptionSearchParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionExpireParams;
import com.stripe.param.checkout.SessionListLineItemsParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Param;
import io.vertx.core.Vertx;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the stand-in takes is what Stripe's library can send: no parameter and no value of one is
 * invented.
 */
class PublishedParametersTest {
  private static final Map<String, Class<?>> PUBLISHED =
      Map.ofEntries(
          entry("POST /v1/customers", CustomerCreateParams.class),
          entry("GET /v1/customers", CustomerListParams.class),
          entry("GET /v1/customers/search", CustomerSearchParams.class),
          entry("GET /v1/customers/:id", CustomerRetrieveParams.class),
          entry("POST /v1/customers/:id", CustomerUpdateParams.class),
          entry("GET /v1/customers/:id/payment_methods", CustomerPaymentMethodListParams.class),
          entry("POST /v1/products", ProductCreateParams.class),
          entry("GET /v1/products", ProductListParams.class),
          entry("GET /v1/products/search", ProductSearchParams.class),
          entry("GET /v1/products/:id", ProductRetrieveParams.class),
          entry("POST /v1/products/:id", ProductUpdateParams.class),
          entry("POST /v1/prices", PriceCreateParams.class),
          entry("GET /v1/prices", PriceListParams.class),
          entry("GET /v1/prices/:id", PriceRetrieveParams.class),
          entry("POST /v1/prices/:id", PriceUpdateParams.class),
          entry("POST /v1/checkout/sessions", SessionCreateParams.class),
          entry("GET /v1/checkout/sessions", SessionListParams.class),
          entry("GET /v1/checkout/sessions/:id", SessionRetrieveParams.class),
          entry("GET /v1/checkout/sessions/:id/line_items", SessionListLineItemsParams.class),
          entry("POST /v1/checkout/sessions/:id/expire", SessionExpireParams.class),
          entry("POST /v1/subscriptions", SubscriptionCreateParams.class),
          entry("GET /v1/subscriptions", SubscriptionListParams.class),
          entry("GET /v1/subscriptions/search", SubscriptionSearchParams.class),
          entry("GET /v1/subscriptions/:id", SubscriptionRetrieveParams.class),
          entry("POST /v1/subscriptions/:id", SubscriptionUpdateParams.class),
          entry("DELETE /v1/subscriptions/:id", SubscriptionCancelParams.class),
          entry("POST /v1/subscription_schedules", SubscriptionScheduleCreateParams.class),
          entry("GET /v1/subscription_schedules", SubscriptionScheduleListParams.class),
          entry("GET /v1/subscription_schedules/:id", SubscriptionScheduleRetrieveParams.class),
          entry("POST /v1/subscription_schedules/:id", SubscriptionScheduleUpdateParams.class),
          entry(
              "POST /v1/subscription_schedules/:id/release",
              SubscriptionScheduleReleaseParams.class),
          entry(
              "POST /v1/subscription_schedules/:id/cancel", SubscriptionScheduleCancelParams.class),
          entry("GET /v1/subscription_items", SubscriptionItemListParams.class),
          entry("GET /v1/subscription_items/:id", SubscriptionItemRetrieveParams.class),
          entry("POST /v1/subscription_items/:id", SubscriptionItemUpdateParams.class),
          entry("GET /v1/invoices", InvoiceListParams.class),
          entry("GET /v1/invoices/:id", InvoiceRetrieveParams.class),
          entry("GET /v1/invoices/:id/lines", InvoiceLineItemListParams.class),
          entry("POST /v1/invoices/:id/pay", InvoicePayParams.class),
          entry("POST /v1/invoices/:id/void", InvoiceVoidInvoiceParams.class),
          entry("POST /v1/invoices/:id/finalize", InvoiceFinalizeInvoiceParams.class),
          entry("GET /v1/invoices/search", InvoiceSearchParams.class),
          entry("POST /v1/invoices", InvoiceCreateParams.class),
          entry("POST /v1/invoices/:id", InvoiceUpdateParams.class),
          entry("DELETE /v1/invoices/:id", NoParameters.class),
          entry("POST /v1/invoices/:id/send", InvoiceSendInvoiceParams.class),
          entry("POST /v1/invoices/:id/mark_uncollectible", InvoiceMarkUncollectibleParams.class),
          entry("POST /v1/invoiceitems", InvoiceItemCreateParams.class),
          entry("GET /v1/invoiceitems", InvoiceItemListParams.class),
          entry("GET /v1/invoiceitems/:id", InvoiceItemRetrieveParams.class),
          entry("POST /v1/invoiceitems/:id", InvoiceItemUpdateParams.class),
          entry("DELETE /v1/invoiceitems/:id", NoParameters.class),
          entry("POST /v1/invoices/create_preview", InvoiceCreatePreviewParams.class),
          entry("GET /v1/invoice_payments", InvoicePaymentListParams.class),
          entry("GET /v1/invoice_payments/:id", InvoicePaymentRetrieveParams.class),
          entry("GET /v1/payment_methods", PaymentMethodListParams.class),
          entry("GET /v1/payment_methods/:id", PaymentMethodRetrieveParams.class),
          entry("POST /v1/payment_methods/:id/attach", PaymentMethodAttachParams.class),
          entry("POST /v1/payment_methods/:id/detach", PaymentMethodDetachParams.class),
          entry("GET /v1/payment_intents", PaymentIntentListParams.class),
          entry("GET /v1/payment_intents/:id", PaymentIntentRetrieveParams.class),
          entry(
              "POST /v1/billing_portal/sessions",
              com.stripe.param.billingportal.SessionCreateParams.class),
          entry("GET /v1/events", EventListParams.class),
          entry("GET /v1/events/:id", EventRetrieveParams.class));

  /** What the library sends when it deletes: every call takes {@code expand}. */
  static final class NoParameters {
    @SerializedName("expand")
    @Nullable List<String> expand;
  }

  private final List<String> invented = new ArrayList<>();

  @Test
  void every_parameter_of_every_endpoint_is_published() {
    List<Endpoint> endpoints = endpoints();

    for (Endpoint endpoint : endpoints) {
      String name = endpoint.method() + " " + endpoint.path();
      Class<?> published = PUBLISHED.get(name);
      if (published == null) {
        invented.add(name);
      } else {
        check(endpoint.params().declared(), published, name);
      }
    }

    assertThat(invented).isEmpty();
    assertThat(endpoints).hasSameSizeAs(PUBLISHED.keySet());
  }

  private void check(List<Param> params, Class<?> published, String where) {
    for (Param param : params) {
      String name = where + " " + param.name();
      Optional<Field> field = field(published, param.name());
      if (field.isEmpty()) {
        invented.add(name);
      } else if (!param.fields().isEmpty()) {
        nested(published, field.get())
            .ifPresentOrElse(
                type -> check(param.fields(), type, name), () -> invented.add(name + " as a hash"));
      } else if (!param.values().isEmpty()) {
        checkValues(param, published, field.get(), name);
      }
    }
  }

  private void checkValues(Param param, Class<?> published, Field field, String name) {
    List<String> known =
        nested(published, field).map(PublishedParametersTest::constants).orElse(List.of());
    param.values().stream()
        .filter(value -> !known.contains(value))
        .forEach(value -> invented.add(name + "=" + value));
  }

  private static Optional<Field> field(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> name.equals(serialized(field)))
        .findFirst();
  }

  /**
   * The type of a hash, of the hashes in a list, or, where several are possible, the nested type of
   * that name.
   */
  private static Optional<Class<?>> nested(Class<?> owner, Field field) {
    Type type = field.getGenericType();
    if (type instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] instanceof Class<?> item) {
      return Optional.of(item);
    }
    if (field.getType().getEnclosingClass() == owner) {
      return Optional.of(field.getType());
    }
    String simple =
        field.getName().substring(0, 1).toUpperCase(Locale.ROOT) + field.getName().substring(1);
    return Arrays.stream(owner.getDeclaredClasses())
        .filter(it -> it.getSimpleName().equals(simple))
        .findFirst()
        .map(it -> it);
  }

  private static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getFields()).map(PublishedParametersTest::serialized).toList();
  }

  private static String serialized(Field field) {
    SerializedName name = field.getAnnotation(SerializedName.class);
    return name == null ? "" : name.value();
  }

  static List<Endpoint> endpoints() {
    Vertx vertx = Vertx.vertx();
    try {
      var config =
          new StripeStandInConfig(0, "sk_test_x", "whsec_x", null, Clock.systemUTC(), null);
      return new Stripe(vertx, config, () -> "").endpoints();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
