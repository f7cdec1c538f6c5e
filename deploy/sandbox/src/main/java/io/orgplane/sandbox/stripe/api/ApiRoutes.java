package io.orgplane.sandbox.stripe.api;

import io.orgplane.sandbox.stripe.api.Faults.Fault;
import io.orgplane.sandbox.stripe.api.Idempotency.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds endpoints to HTTP the way Stripe does: key, version, idempotency, parameters, effect,
 * expansion, in this order.
 */
public final class ApiRoutes {
  /** The version that stripe-java 33.3.0 pins. */
  public static final String VERSION = "2026-07-29.dahlia";

  private static final System.Logger LOG = System.getLogger(ApiRoutes.class.getName());

  private final Vertx vertx;
  private final Authentication authentication;
  private final Idempotency idempotency;
  private final Expansion expansion;
  private final Faults faults;
  private final Calls calls;
  private final Moment moment;

  public ApiRoutes(
      Vertx vertx,
      String secretKey,
      Moment moment,
      Expansion expansion,
      Faults faults,
      Calls calls) {
    this.vertx = vertx;
    this.authentication = new Authentication(secretKey);
    this.idempotency = new Idempotency(moment);
    this.expansion = expansion;
    this.faults = faults;
    this.calls = calls;
    this.moment = moment;
  }

  public void bind(Router router, List<Endpoint> endpoints) {
    router.route("/v1/*").handler(BodyHandler.create(false));
    for (Endpoint endpoint : endpoints) {
      router
          .route(endpoint.method(), endpoint.path())
          .handler(context -> answer(context, endpoint));
    }
    router.route("/v1/*").handler(this::unknown);
  }

  private void unknown(RoutingContext context) {
    var exchange = new Exchange(context, Ids.next("req"));
    exchange.guarded(
        () -> {
          authentication.check(context.request().getHeader("Authorization"));
          throw ApiError.unknownUrl(context.request().method().name(), context.request().path());
        });
  }

  private void answer(RoutingContext context, Endpoint endpoint) {
    var exchange = new Exchange(context, Ids.next("req"));
    exchange.guarded(() -> admit(exchange, endpoint));
  }

  private void admit(Exchange exchange, Endpoint endpoint) {
    calls.count(endpoint);
    authentication.check(exchange.header("Authorization"));
    requireVersion(exchange.header("Stripe-Version"));
    Map<String, Object> parameters = exchange.parameters();
    String key =
        endpoint.method().equals(HttpMethod.POST) ? exchange.header("Idempotency-Key") : null;
    if (key != null) {
      Outcome first =
          idempotency.begin(key, exchange.line() + " " + FormBody.canonical(parameters));
      if (first != null) {
        exchange.replay(first, key);
        return;
      }
    }
    Fault fault = faults.next(endpoint.method().name(), exchange.path());
    perform(exchange, new Work(endpoint, parameters, key), fault);
  }

  private record Work(Endpoint endpoint, Map<String, Object> parameters, @Nullable String key) {}

  private void perform(Exchange exchange, Work work, @Nullable Fault fault) {
    if (fault == null) {
      exchange.send(outcome(exchange, work, null), work.key());
      return;
    }
    switch (fault.kind()) {
      case ERROR_500 -> exchange.send(outcome(exchange, work, ApiError.unavailable()), work.key());
      case ERROR_500_AFTER_EFFECT -> {
        outcome(exchange, work, null);
        exchange.send(outcome(exchange, work, ApiError.unavailable()), work.key());
      }
      case ERROR_400 -> exchange.send(outcome(exchange, work, ApiError.refused()), work.key());
      case TIMEOUT_AFTER_EFFECT -> {
        outcome(exchange, work, null);
        vertx.setTimer(Math.max(1, fault.millis()), timer -> exchange.breakOff());
      }
      case DELAY ->
          vertx.setTimer(
              Math.max(1, fault.millis()),
              timer -> exchange.send(outcome(exchange, work, null), work.key()));
    }
  }

  private Outcome outcome(Exchange exchange, Work work, @Nullable ApiError injected) {
    try {
      if (injected != null) {
        throw injected;
      }
      JsonObject answer = execute(exchange, work);
      return kept(work, new Outcome(200, answer.encode(), exchange.requestId()));
    } catch (ApiError refused) {
      var outcome = new Outcome(refused.status(), refused.body().encode(), exchange.requestId());
      if (refused.happenedInExecution()) {
        return kept(work, outcome);
      }
      if (work.key() != null) {
        idempotency.release(work.key());
      }
      return outcome;
    } catch (RuntimeException defect) {
      LOG.log(System.Logger.Level.ERROR, "The stand-in failed at " + exchange.line(), defect);
      return kept(
          work, new Outcome(500, ApiError.unavailable().body().encode(), exchange.requestId()));
    }
  }

  private Outcome kept(Work work, Outcome outcome) {
    if (work.key() != null) {
      idempotency.keep(work.key(), outcome);
    }
    return outcome;
  }

  private JsonObject execute(Exchange exchange, Work work) {
    Endpoint endpoint = work.endpoint();
    Arguments args = endpoint.params().check(work.parameters());
    expansion.check(endpoint.answers(), args.strings("expand"));
    var answer = new JsonObject[1];
    moment.during(
        exchange.requestId(),
        work.key(),
        () -> answer[0] = endpoint.handler().handle(new Endpoint.Call(exchange.id(), args)));
    expansion.apply(endpoint.answers(), answer[0], args.strings("expand"));
    return answer[0];
  }

  private static void requireVersion(@Nullable String version) {
    if (version != null && !version.equals(VERSION)) {
      throw ApiError.invalid(
          "Invalid Stripe API version: " + version + " (this stand-in speaks " + VERSION + ")",
          null);
    }
  }
}
