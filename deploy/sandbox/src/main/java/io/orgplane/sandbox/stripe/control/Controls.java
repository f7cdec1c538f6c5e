package io.orgplane.sandbox.stripe.control;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Calls;
import io.orgplane.sandbox.stripe.api.Faults;
import io.orgplane.sandbox.stripe.api.Faults.Fault;
import io.orgplane.sandbox.stripe.checkout.Sessions;
import io.orgplane.sandbox.stripe.event.Webhook;
import io.orgplane.sandbox.stripe.invoice.Dunning;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code /sandbox}: JSON in, JSON out, for scripts and tests that play the person with the card or
 * the bad network.
 */
public final class Controls {
  private static final int LONGEST_DELAY_MILLIS = 300_000;
  private static final int DEFAULT_DELAY_MILLIS = 1_000;
  private final Sessions sessions;
  private final Faults faults;
  private final Calls calls;
  private final Webhook webhook;
  private final Dunning dunning;

  public Controls(Sessions sessions, Faults faults, Calls calls, Webhook webhook, Dunning dunning) {
    this.sessions = sessions;
    this.faults = faults;
    this.calls = calls;
    this.webhook = webhook;
    this.dunning = dunning;
  }

  public void bind(Router router) {
    router.route("/sandbox/*").handler(BodyHandler.create(false));
    router
        .post("/sandbox/checkout/:id/complete")
        .handler(context -> answer(context, body -> complete(context, body)));
    router.post("/sandbox/faults").handler(context -> answer(context, this::arm));
    router.delete("/sandbox/faults").handler(context -> answer(context, body -> disarm()));
    router.get("/sandbox/calls").handler(context -> answer(context, body -> calls.json()));
    router.delete("/sandbox/calls").handler(context -> answer(context, body -> forgetCalls()));
    router.post("/sandbox/dunning").handler(context -> answer(context, this::collect));
    router.post("/sandbox/webhooks").handler(context -> answer(context, this::deliver));
  }

  private JsonObject complete(RoutingContext context, JsonObject body) {
    refuseOthers(body, Set.of("paymentMethod"));
    return sessions.complete(context.pathParam("id"), optional(body, "paymentMethod")).json();
  }

  private JsonObject arm(JsonObject body) {
    refuseOthers(body, Set.of("path", "kind", "times", "method", "millis"));
    Faults.Kind kind = Faults.Kind.of(required(body, "kind"));
    int times = number(body, "times", 1, 1, 10_000);
    int millis =
        number(
            body,
            "millis",
            kind == Faults.Kind.DELAY ? DEFAULT_DELAY_MILLIS : 0,
            0,
            LONGEST_DELAY_MILLIS);
    faults.arm(new Fault(optional(body, "method"), required(body, "path"), kind, times, millis));
    return new JsonObject().put("armed", true);
  }

  private JsonObject disarm() {
    faults.clear();
    return new JsonObject().put("armed", false);
  }

  private JsonObject forgetCalls() {
    calls.forget();
    return calls.json();
  }

  private JsonObject collect(JsonObject body) {
    refuseOthers(body, Set.of("retryDays", "afterLastRetry"));
    List<Integer> days =
        body.getJsonArray("retryDays", new JsonArray(dunning.retryDays())).stream()
            .map(day -> day instanceof Integer number && number > 0 ? number : 0)
            .toList();
    if (days.contains(0)) {
      throw ApiError.invalid("Retries are whole days, at least 1 each.", "retryDays");
    }
    Dunning.Outcome outcome =
        Dunning.Outcome.of(body.getString("afterLastRetry", dunning.outcome().wireName()));
    dunning.set(days, outcome);
    return new JsonObject()
        .put("retryDays", new JsonArray(days))
        .put("afterLastRetry", outcome.wireName());
  }

  private JsonObject deliver(JsonObject body) {
    refuseOthers(body, Set.of("mode"));
    String mode = required(body, "mode");
    try {
      webhook.mode(Webhook.Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException unknown) {
      throw ApiError.invalid("Unknown mode of delivery: " + mode, "mode");
    }
    return new JsonObject().put("mode", mode);
  }

  private static void answer(RoutingContext context, Function<JsonObject, JsonObject> work) {
    try {
      JsonObject body = context.body().isEmpty() ? new JsonObject() : context.body().asJsonObject();
      send(context, 200, work.apply(body));
    } catch (ApiError refused) {
      send(context, refused.status(), refused.body());
    } catch (DecodeException | ClassCastException malformed) {
      send(
          context,
          400,
          ApiError.invalid("The body is not the JSON object that was expected.", null).body());
    }
  }

  private static void send(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.encode());
  }

  private static void refuseOthers(JsonObject body, Set<String> known) {
    for (String name : body.fieldNames()) {
      if (!known.contains(name)) {
        throw ApiError.invalid("parameter_unknown", "Received unknown parameter: " + name, name);
      }
    }
  }

  private static String required(JsonObject body, String name) {
    String value = body.getString(name);
    if (value == null || value.isBlank()) {
      throw ApiError.missing(name);
    }
    return value;
  }

  private static @Nullable String optional(JsonObject body, String name) {
    return body.getString(name);
  }

  private static int number(JsonObject body, String name, int otherwise, int least, int most) {
    int value = body.getInteger(name, otherwise);
    if (value < least || value > most) {
      throw ApiError.invalid(
          "parameter_invalid_integer", name + " is from " + least + " to " + most + ".", name);
    }
    return value;
  }
}
