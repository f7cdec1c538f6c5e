package io.orgplane.billing.stripe;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.StripeError;
import com.stripe.service.V1Services;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orgplane.billing.payment.PaymentFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs calls of Stripe's library, which blocks, on a bounded pool of workers, and brings the answer
 * back to where it was asked for. Retries are not its business: whoever retries looks first.
 */
@ApplicationScoped
class StripeCalls {

  private static final int CONFLICT = 409;
  private static final int SERVER_ERROR = 500;

  private final StripeClient client;
  private final Duration longestWait;
  private final ThreadPoolExecutor workers;
  private final MeterRegistry registry;

  StripeCalls(StripeConfig config, MeterRegistry registry) {
    Stripe.enableTelemetry = false;
    var builder =
        StripeClient.builder()
            .setApiKey(config.secretKey())
            .setConnectTimeout((int) config.connectTimeout().toMillis())
            .setReadTimeout((int) config.readTimeout().toMillis())
            .setMaxNetworkRetries(0);
    config.apiBase().ifPresent(base -> builder.setApiBase(base.toString()));
    this.client = builder.build();
    this.registry = registry;
    this.longestWait = config.longestWait();
    this.workers =
        new ThreadPoolExecutor(
            config.workers(),
            config.workers(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(config.queue()),
            Thread.ofPlatform().daemon().name("stripe-", 0).factory());
    workers.allowCoreThreadTimeOut(true);
  }

  /** A conversation with Stripe. */
  @FunctionalInterface
  interface Call<T> {
    T make(V1Services stripe) throws StripeException;
  }

  /**
   * Makes the call.
   *
   * @param name for the metric
   */
  <T> Uni<T> call(String name, Call<T> call) {
    long asked = System.nanoTime();
    return Uni.createFrom()
        .item(() -> timed(name, inTime(asked, call)))
        .runSubscriptionOn(workers)
        .onFailure(RejectedExecutionException.class)
        .transform(full -> new PaymentFailure.Unknown("too many calls wait for Stripe", false))
        .emitOn(here());
  }

  /**
   * Whoever has waited for a worker too long does not begin: by the time that it were through,
   * another process might have taken the operation up, and done with it.
   */
  private <T> Call<T> inTime(long asked, Call<T> call) {
    return stripe -> {
      if (System.nanoTime() - asked > longestWait.toNanos()) {
        throw new PaymentFailure.Unknown("no worker was free for Stripe in time", false);
      }
      return call.make(stripe);
    };
  }

  private <T> T timed(String name, Call<T> call) {
    Timer.Sample sample = Timer.start(registry);
    String outcome = "ok";
    try {
      return call.make(client.v1());
    } catch (StripeException refused) {
      PaymentFailure failure = failure(refused);
      outcome = failure.getClass().getSimpleName();
      throw failure;
    } finally {
      sample.stop(registry.timer("orgplane.stripe.calls", "call", name, "outcome", outcome));
    }
  }

  private static PaymentFailure failure(StripeException failed) {
    Integer status = failed.getStatusCode();
    String message =
        "%s %s (request %s)".formatted(status, failed.getCode(), failed.getRequestId());
    return switch (failed) {
      case CardException declined ->
          new PaymentFailure.Declined("The card was declined: " + declined.getCode(), null);
      case ApiConnectionException lost ->
          new PaymentFailure.Unknown("no answer: " + lost.getMessage(), false);
      case RateLimitException limited -> new PaymentFailure.Unknown(message, false);
      case AuthenticationException unknown -> new PaymentFailure.Unknown(message, false);
      default -> failure(failed, status == null ? 0 : status, message + ": " + failed.getMessage());
    };
  }

  /** A conflict is a request of the same key, or on the same object, that is still running. */
  private static PaymentFailure failure(StripeException failed, int status, String message) {
    if (status >= SERVER_ERROR) {
      return new PaymentFailure.Unknown(message, isKeptUnderItsKey(failed));
    }
    return status == CONFLICT || status == 0
        ? new PaymentFailure.Unknown(message, false)
        : new PaymentFailure.Rejected(message);
  }

  /**
   * Stripe names the key in its answer. A question that failed had none, and an earlier request
   * under the key of this round may still be on its way: under another one it would have its effect
   * beside that of the next round.
   */
  private static boolean isKeptUnderItsKey(StripeException failed) {
    StripeError error = failed.getStripeError();
    return error != null
        && error.getLastResponse() != null
        && error.getLastResponse().idempotencyKey() != null;
  }

  /** Answers must not arrive on a foreign thread: the database is used from this context alone. */
  private static Executor here() {
    Context context = Vertx.currentContext();
    return context == null ? Runnable::run : task -> context.runOnContext(nothing -> task.run());
  }

  @PreDestroy
  void stop() {
    workers.shutdown();
  }
}
