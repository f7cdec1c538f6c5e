package io.orgplane.bench.load;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/** Requests to one server in one name, as bytes. */
public final class HttpRequests {

  private final String headers;

  public HttpRequests(URI server, String token) {
    this.headers =
        "Host: %s\r\nAuthorization: Bearer %s\r\n".formatted(server.getAuthority(), token);
  }

  /** The same each time. */
  public Requests get(String path) {
    byte[] request = bytes("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n");
    return (number, to) -> to.put(request);
  }

  /**
   * The same but for digits: each prefix is followed by zeros in the body, which the request's
   * figures replace, in the order of the prefixes.
   *
   * @param digits how many zeros follow each prefix
   */
  public Requests post(String path, String body, Figures figures, int digits, String... prefixes) {
    String request = posted(path, body);
    byte[] bytes = bytes(request);
    int[] places = new int[prefixes.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = request.indexOf(prefixes[i]) + prefixes[i].length();
    }
    return (number, to) -> {
      to.put(bytes);
      for (int i = 0; i < places.length; i++) {
        write(to, places[i], digits, figures.of(number, i));
      }
    };
  }

  /** Another body each time. */
  public Requests post(String path, LongFunction<String> body) {
    return (number, to) -> to.put(bytes(posted(path, body.apply(number))));
  }

  private String posted(String path, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\n"
        + headers
        + "Content-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** What stands behind a prefix in one of the requests. */
  @FunctionalInterface
  public interface Figures {

    /**
     * @param number which request it is, counted from 0
     * @param prefix which prefix it stands behind, counted from 0
     */
    int of(long number, int prefix);
  }

  private static void write(ByteBuffer to, int at, int digits, int figure) {
    int rest = figure;
    for (int i = at + digits - 1; i >= at; i--) {
      to.put(i, (byte) ('0' + rest % 10));
      rest /= 10;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
