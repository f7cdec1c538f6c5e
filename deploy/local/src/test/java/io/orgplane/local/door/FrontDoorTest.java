package io.orgplane.local.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.orgplane.embedded.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FrontDoorTest {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer org;
  private HttpServer billing;
  private FrontDoor door;

  @BeforeEach
  void open() throws IOException {
    org = echo("org");
    billing = echo("billing");
    door =
        FrontDoor.open(
            0,
            Map.of(
                Destination.ORG, org.getAddress().getPort(),
                Destination.BILLING, billing.getAddress().getPort(),
                Destination.BYOK, FreePorts.next()));
  }

  @AfterEach
  void close() {
    door.close();
    org.stop(0);
    billing.stop(0);
  }

  @Test
  void a_request_reaches_the_owner_of_its_path_with_method_query_and_body() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("/v1/organizations/x/billing/plan?a=b%2Fc")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"plan\":\"team\"}"))
                .header("Authorization", "Bearer t")
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("ETag")).contains("\"7\"");
    assertThat(answer.body())
        .contains("billing PATCH /v1/organizations/x/billing/plan?a=b%2Fc")
        .contains("authorization: Bearer t")
        .contains("body: {\"plan\":\"team\"}");
  }

  @Test
  void where_a_request_came_from_is_said_by_the_door_alone() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("/v1/me")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Real-IP", "6.6.6.6")
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.body())
        .contains("x-forwarded-for: 127.0.0.1\n")
        .contains("x-forwarded-host: localhost:%d\n".formatted(door.port()))
        .contains("x-forwarded-proto: http\n")
        .doesNotContain("6.6.6.6")
        .doesNotContain("evil");
  }

  @Test
  void headers_of_one_connection_stay_on_it() throws IOException {
    String answer =
        raw(
            "GET /v1/me HTTP/1.0\r\nHost: h\r\nConnection: X-Secret\r\nX-Secret: s\r\nTE: trailers\r\nX-Kept: k\r\n\r\n");

    assertThat(answer)
        .contains("x-kept: k")
        .doesNotContain("x-secret")
        .doesNotContain("te: trailers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/organizations/x%2fbilling",
        "/v1/organizations/x//billing",
        "/v1/organizations/x/members/../billing",
        "/v1/organizations/x/%62illing",
        "/v1/me;a=b",
        "//q/health"
      })
  void a_path_that_could_mean_another_is_refused(String path) throws IOException {
    assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json")
        .contains("\"code\":\"validation-failed\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/health/ready",
        "/q/metrics",
        "/q/openapi",
        "/q",
        "/favicon.ico",
        "/assets/../v1/me"
      })
  void what_the_door_does_not_serve_reaches_nobody(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void a_service_that_is_down_is_a_problem_that_says_so() throws Exception {
    HttpResponse<String> stopped = get("/v1/organizations/x/byok");
    HttpResponse<String> absent = get("/v1/organizations/x/members");

    assertThat(stopped.statusCode()).isEqualTo(503);
    assertThat(stopped.body())
        .contains("\"code\":\"upstream-unavailable\"")
        .contains("\"status\":503");
    assertThat(stopped.headers().firstValue("Retry-After")).contains("1");
    assertThat(absent.statusCode()).isEqualTo(503);
  }

  @Test
  void a_client_that_offers_another_protocol_is_served_all_the_same() throws Exception {
    try (HttpClient eager = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      HttpResponse<String> answer =
          eager.send(
              request("/v1/organizations/x/byok").build(), HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  @Test
  void a_service_that_dies_before_it_answers_is_a_bad_gateway() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    billing.createContext(
        "/v1/plans",
        exchange -> {
          arrived.countDown();
          exchange.close();
        });

    HttpResponse<String> answer = get("/v1/plans");

    assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("\"code\":\"upstream-unavailable\"");
  }

  @Test
  void an_answer_that_breaks_off_is_not_passed_on_as_whole() {
    org.createContext(
        "/v1/me",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          throw new IOException("gone");
        });

    assertThatThrownBy(() -> get("/v1/me")).isInstanceOf(IOException.class);
  }

  @Test
  void a_large_body_passes_in_both_directions() throws Exception {
    String large = "x".repeat(3_000_000);

    HttpResponse<String> answer =
        client.send(
            request("/v1/organizations").POST(HttpRequest.BodyPublishers.ofString(large)).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.body()).endsWith(large);
  }

  @Test
  void the_pages_load_nothing_from_elsewhere() throws Exception {
    for (String path :
        List.of("/", "/accept-invitation", "/assets/page.css", "/assets/accept-invitation.js")) {
      HttpResponse<String> page = get(path);

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'")
          .doesNotContain("unsafe")
          .doesNotContain("http");
      assertThat(page.body())
          .doesNotContain("src=\"http")
          .doesNotContain("href=\"http")
          .doesNotContain("style=");
    }
    assertThat(get("/accept-invitation").body())
        .contains("lang=\"en\"")
        .contains("for=\"access-token\"");
  }

  @Test
  void a_page_can_only_be_read() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("/").POST(HttpRequest.BodyPublishers.ofString("x")).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + door.port() + path));
  }

  /** Past a client that would tidy the path and the headers. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Answers with what it was asked. */
  private static HttpServer echo(String name) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          List<String> heard = new ArrayList<>();
          heard.add(
              "%s %s %s".formatted(name, exchange.getRequestMethod(), exchange.getRequestURI()));
          exchange
              .getRequestHeaders()
              .forEach(
                  (header, values) ->
                      values.forEach(value -> heard.add(header.toLowerCase() + ": " + value)));
          heard.add(
              "body: "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer = String.join("\n", heard).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("ETag", "\"7\"");
          exchange.sendResponseHeaders(201, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }
}
