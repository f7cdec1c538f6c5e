package io.orgplane.bench.lists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.bench.Scale;
import io.orgplane.bench.load.HttpLoad;
import io.orgplane.bench.load.Latencies;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads lists of one server as one person, one request after the other. */
final class Pages {

  private static final int LARGEST = 200;
  private static final int USUAL = 50;
  private static final Duration EACH = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final String token;

  Pages(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /** Of the same page again and again. */
  Latencies read(String path) throws IOException {
    byte[] request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, server.getAuthority(), token)
            .getBytes(StandardCharsets.US_ASCII);
    return new HttpLoad(server, 1, 200, "HTTP/1.1 200")
        .asFastAsItGoes((number, to) -> to.put(request), Scale.time(EACH))
        .latencies();
  }

  /**
   * Where the first page is, one in the middle, and the last, by following the cursors.
   *
   * @param list ends where a parameter may follow
   */
  List<String> firstMiddleAndLast(String list) throws IOException, InterruptedException {
    List<String> cursors = new ArrayList<>(List.of(""));
    String next = "";
    while (next != null) {
      next = get(list + "limit=" + LARGEST + next).path("nextCursor").textValue();
      if (next != null) {
        next = "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        cursors.add(next);
      }
    }
    return Stream.of(0, cursors.size() / 2, cursors.size() - 1)
        .map(page -> list + "limit=" + USUAL + cursors.get(page))
        .toList();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + token)
            .build();
    String answer = http.send(request, BodyHandlers.ofString()).body();
    return JSON.readTree(answer);
  }
}
