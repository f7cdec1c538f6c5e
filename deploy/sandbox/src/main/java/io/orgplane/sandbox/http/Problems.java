package io.orgplane.sandbox.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Locale;

/** The sandbox's own errors, as {@code application/problem+json}. */
public final class Problems {
  private static final System.Logger LOG = System.getLogger(Problems.class.getName());

  private Problems() {}

  /**
   * Every error of {@code router} becomes a problem: unknown paths, wrong methods, bad input, bugs.
   */
  public static void answerFor(Router router) {
    router.route().failureHandler(Problems::answer);
    for (var status : new int[] {400, 404, 405, 406, 413, 415}) {
      router.errorHandler(status, context -> problem(context, status, phrase(status)));
    }
  }

  private static void answer(RoutingContext context) {
    switch (context.failure()) {
      case BadRequest bad -> problem(context, 400, String.valueOf(bad.getMessage()));
      case null -> {
        var status = context.statusCode() < 400 ? 500 : context.statusCode();
        problem(context, status, phrase(status));
      }
      case Throwable failure -> {
        LOG.log(System.Logger.Level.ERROR, "the sandbox failed to answer", failure);
        problem(context, 500, "the sandbox failed; its log says why");
      }
    }
  }

  private static void problem(RoutingContext context, int status, String detail) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("title", phrase(status));
    body.put("status", status);
    body.put("code", code(status));
    body.put("detail", detail);
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/problem+json")
        .end(Buffer.buffer(StrictJson.write(body)));
  }

  private static String code(int status) {
    return switch (status) {
      case 400 -> "validation-failed";
      case 500 -> "internal-error";
      default -> phrase(status).toLowerCase(Locale.ROOT).replace(' ', '-');
    };
  }

  private static String phrase(int status) {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }
}
