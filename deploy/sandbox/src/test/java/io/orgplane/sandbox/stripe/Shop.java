package io.orgplane.sandbox.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceCreateParams.Recurring.Interval;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.service.V1Services;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A stand-in with a webhook listener and Stripe's own client, and the steps that every test begins
 * with.
 */
final class Shop implements AutoCloseable {
  static final String KEY = "sk_test_of_the_shop";
  private static final String SECRET = "whsec_of_the_shop";
  final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T00:00:00Z"));
  final Vertx vertx = Vertx.vertx();
  final Listener listener;
  final StripeStandIn standIn;
  final V1Services stripe;
  private final HttpClient http = HttpClient.newHttpClient();

  Shop() throws IOException {
    listener = new Listener(SECRET, clock);
    standIn =
        StripeStandIn.start(
            vertx, new StripeStandInConfig(0, KEY, SECRET, listener.url(), clock, null));
    stripe = client(KEY, 0).v1();
  }

  StripeClient client(String key, int retries) {
    return StripeClient.builder()
        .setApiKey(key)
        .setApiBase(standIn.origin())
        .setMaxNetworkRetries(retries)
        .setReadTimeout(10_000)
        .build();
  }

  Customer customer() throws StripeException {
    return stripe
        .customers()
        .create(CustomerCreateParams.builder().setEmail("ann@example.com").setName("Acme").build());
  }

  Price monthly(String name, long amount) throws StripeException {
    return price(name, amount, Interval.MONTH);
  }

  Price price(String name, long amount, Interval interval) throws StripeException {
    return stripe
        .prices()
        .create(
            PriceCreateParams.builder()
                .setCurrency("usd")
                .setUnitAmount(amount)
                .setProductData(PriceCreateParams.ProductData.builder().setName(name).build())
                .setRecurring(PriceCreateParams.Recurring.builder().setInterval(interval).build())
                .build());
  }

  SessionCreateParams.Builder order(Customer customer, Price price, long quantity) {
    return SessionCreateParams.builder()
        .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
        .setCustomer(customer.getId())
        .setSuccessUrl("http://localhost/thanks?session={CHECKOUT_SESSION_ID}")
        .setCancelUrl("http://localhost/plans")
        .addLineItem(
            SessionCreateParams.LineItem.builder()
                .setPrice(price.getId())
                .setQuantity(quantity)
                .build());
  }

  Subscription subscribed(Price price, long quantity) throws StripeException {
    return subscribed(price, quantity, "pm_card_visa");
  }

  Subscription subscribed(Price price, long quantity, String card) throws StripeException {
    Session session =
        stripe.checkout().sessions().create(order(customer(), price, quantity).build());
    HttpResponse<String> paid = pay(session, card);
    if (paid.statusCode() != 200) {
      throw new AssertionError("The checkout was not paid: " + paid.body());
    }
    return stripe
        .subscriptions()
        .retrieve(stripe.checkout().sessions().retrieve(session.getId()).getSubscription());
  }

  HttpResponse<String> pay(Session session, String card) {
    return post(
        "/sandbox/checkout/" + session.getId() + "/complete",
        "{\"paymentMethod\":\"" + card + "\"}");
  }

  void fault(String json) {
    HttpResponse<String> armed = post("/sandbox/faults", json);
    if (armed.statusCode() != 200) {
      throw new AssertionError(armed.body());
    }
  }

  void forgetFaults() {
    send(request("/sandbox/faults").DELETE());
  }

  void webhooks(String mode) {
    post("/sandbox/webhooks", "{\"mode\":\"" + mode + "\"}");
  }

  void forward(Duration duration) {
    clock.forward(duration);
    standIn.tick();
  }

  void at(String instant) {
    clock.to(Instant.parse(instant));
    standIn.tick();
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpResponse<String> form(String path, String form, Map<String, String> headers) {
    return send(path, form, "application/x-www-form-urlencoded", headers);
  }

  HttpResponse<String> send(String path, String body, String type, Map<String, String> headers) {
    var request = request(path).header("Content-Type", type);
    headers.forEach(request::header);
    return send(request.POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String path, Map<String, String> headers) {
    var request = request(path);
    headers.forEach(request::header);
    return send(request.GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(standIn.origin() + path))
        .timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    standIn.close();
    listener.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
