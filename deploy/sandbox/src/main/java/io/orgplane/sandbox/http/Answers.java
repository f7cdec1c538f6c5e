package io.orgplane.sandbox.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Reading a strict body and writing a JSON answer, for the sandbox's own routes. */
public final class Answers {
  private Answers() {}

  public static <T> T body(RoutingContext context, Class<T> type) {
    var buffer = context.body().buffer();
    BadRequest.unless(buffer != null && buffer.length() > 0, "a JSON object is expected");
    return StrictJson.read(buffer.getBytes(), type);
  }

  public static void json(RoutingContext context, Object value) {
    context
        .response()
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(Buffer.buffer(StrictJson.write(value)));
  }

  public static void noContent(RoutingContext context) {
    context.response().setStatusCode(204).end();
  }

  /** A whole number from the query, within bounds, or {@code fallback} when it is not given. */
  public static int number(RoutingContext context, String name, int fallback, int least, int most) {
    @Nullable String given = context.queryParams().get(name);
    if (given == null) {
      return fallback;
    }
    try {
      var number = Integer.parseInt(given);
      BadRequest.unless(number >= least && number <= most, outOfBounds(name, least, most));
      return number;
    } catch (NumberFormatException notANumber) {
      throw new BadRequest(outOfBounds(name, least, most));
    }
  }

  private static String outOfBounds(String name, int least, int most) {
    return name + " is a whole number from " + least + " to " + most;
  }
}
