package io.orgplane.local.door;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The door's own few pages. They load nothing from elsewhere and nothing can be injected into them.
 */
final class Pages {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
          + "form-action 'none'; frame-ancestors 'none'";

  private record Page(String type, String text) {}

  private final Map<String, Page> pages =
      Map.of(
          "/", page("text/html", "index.html"),
          "/accept-invitation", page("text/html", "accept-invitation.html"),
          "/assets/page.css", page("text/css", "page.css"),
          "/assets/accept-invitation.js", page("text/javascript", "accept-invitation.js"));

  void serve(HttpServerRequest request, String path) {
    Page found = pages.get(path);
    if (found == null) {
      DoorProblem.NOTHING_HERE.answer(request.response());
      return;
    }
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      DoorProblem.METHOD.answer(request.response().putHeader("Allow", "GET, HEAD"));
      return;
    }
    write(request.response(), found);
  }

  private static void write(HttpServerResponse response, Page page) {
    response
        .putHeader("Content-Type", page.type() + "; charset=utf-8")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cache-Control", "no-cache")
        .end(page.text());
  }

  private static Page page(String type, String resource) {
    try (@Nullable InputStream content = Pages.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new IllegalStateException(resource + " is missing beside its class");
      }
      return new Page(type, new String(content.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
