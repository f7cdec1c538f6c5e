package io.orgplane.sandbox.stripe.event;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Posts one event, signed at the moment of posting; anything but a 2xx is a failure. */
public final class WebhookPost {
  private static final int TIMEOUT_MILLIS = 10_000;
  private final HttpClient client;
  private final Clock clock;
  private final String secret;
  private volatile @Nullable String url;

  public WebhookPost(Vertx vertx, Clock clock, String secret, @Nullable String url) {
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
    this.clock = clock;
    this.secret = secret;
    this.url = url;
  }

  public void target(@Nullable String wanted) {
    url = wanted;
  }

  boolean hasTarget() {
    return url != null;
  }

  Future<Void> send(Event event) {
    String target = url;
    if (target == null) {
      return Future.failedFuture("There is no webhook endpoint any more");
    }
    String payload = event.json().encodePrettily();
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(target)
            .setTimeout(TIMEOUT_MILLIS);
    return client.request(request).compose(open -> sendSigned(open, payload));
  }

  private Future<Void> sendSigned(HttpClientRequest request, String payload) {
    return request
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
        .putHeader(
            "Stripe-Signature", Signature.header(payload, secret, clock.instant().getEpochSecond()))
        .send(payload)
        .compose(
            response ->
                response.statusCode() / 100 == 2
                    ? Future.succeededFuture()
                    : Future.failedFuture("The endpoint answered " + response.statusCode()));
  }

  public void close() {
    url = null;
    client.close();
  }
}
