package io.orgplane.local.door;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers pass the door: not those that are about one connection, and none by which a caller
 * could name another origin.
 */
final class ForwardedHeaders {
  /** RFC 9110, 7.6.1, and what the door answers itself. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect");

  private ForwardedHeaders() {}

  /**
   * The caller's headers as the service gets them: where the request came from is said by the door
   * alone.
   */
  static void ofRequest(HttpServerRequest from, MultiMap to) {
    copy(from.headers(), to);
    new ArrayList<>(to.names()).stream().filter(ForwardedHeaders::claimsOrigin).forEach(to::remove);
    String authority = String.valueOf(from.authority());
    to.set("X-Forwarded-For", from.remoteAddress().hostAddress());
    to.set("X-Forwarded-Proto", "http");
    to.set("X-Forwarded-Host", authority);
    to.set("X-Forwarded-Port", String.valueOf(from.localAddress().port()));
  }

  static void copy(MultiMap from, MultiMap to) {
    List<String> named = namedByConnection(from);
    from.forEach(
        (name, value) -> {
          String key = name.toLowerCase(Locale.ROOT);
          if (!HOP_BY_HOP.contains(key) && !named.contains(key)) {
            to.add(name, value);
          }
        });
  }

  private static List<String> namedByConnection(MultiMap headers) {
    List<String> named = new ArrayList<>();
    for (String value : headers.getAll("Connection")) {
      for (String name : value.split(",", -1)) {
        named.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return named;
  }

  private static boolean claimsOrigin(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.startsWith("x-forwarded-") || name.equals("forwarded") || name.equals("x-real-ip");
  }
}
