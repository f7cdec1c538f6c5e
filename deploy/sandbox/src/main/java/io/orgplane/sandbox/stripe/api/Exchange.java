package io.orgplane.sandbox.stripe.api;

import io.orgplane.sandbox.stripe.api.Idempotency.Outcome;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its response, with the headers that Stripe puts on it. */
final class Exchange {
  private final RoutingContext context;
  private final String requestId;

  Exchange(RoutingContext context, String requestId) {
    this.context = context;
    this.requestId = requestId;
  }

  String requestId() {
    return requestId;
  }

  @Nullable String header(String name) {
    return context.request().getHeader(name);
  }

  String path() {
    return context.request().path();
  }

  String line() {
    return context.request().method() + " " + path();
  }

  String id() {
    String id = context.pathParam("id");
    return id == null ? "" : id;
  }

  Map<String, Object> parameters() {
    String query = context.request().query();
    Map<String, Object> parameters = FormBody.parse(query == null ? "" : query);
    if (context.request().method().equals(HttpMethod.GET)) {
      return parameters;
    }
    String body = context.body().asString();
    if (body != null && !body.isBlank()) {
      requireForm();
      parameters.putAll(FormBody.parse(body));
    }
    return parameters;
  }

  private void requireForm() {
    String type = header("Content-Type");
    if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
      throw ApiError.invalid(
          "Requests are form-encoded: Content-Type application/x-www-form-urlencoded.", null);
    }
  }

  void guarded(Runnable work) {
    try {
      work.run();
    } catch (ApiError refused) {
      send(new Outcome(refused.status(), refused.body().encode(), requestId), null);
    }
  }

  void replay(Outcome first, String key) {
    response(key)
        .putHeader("Idempotent-Replayed", "true")
        .putHeader("Original-Request", first.requestId());
    write(first);
  }

  void send(Outcome outcome, @Nullable String key) {
    response(key);
    write(outcome);
  }

  /**
   * Breaks off within the body. A connection closed without a byte would be no fault to speak of:
   * Java's own HTTP client silently sends such a request again.
   */
  void breakOff() {
    HttpServerResponse response = response(null).setStatusCode(200);
    response.putHeader("Content-Length", "1024").write("{");
    context.vertx().setTimer(20, timer -> context.request().connection().close());
  }

  private HttpServerResponse response(@Nullable String key) {
    HttpServerResponse response = context.response();
    response
        .putHeader("Content-Type", "application/json")
        .putHeader("Request-Id", requestId)
        .putHeader("Stripe-Version", ApiRoutes.VERSION);
    if (key != null) {
      response.putHeader("Idempotency-Key", key);
    }
    return response;
  }

  private void write(Outcome outcome) {
    if (outcome.status() >= 500) {
      context.response().putHeader("Stripe-Should-Retry", "false");
    }
    if (!context.response().closed()) {
      context.response().setStatusCode(outcome.status()).end(outcome.body());
    }
  }
}
