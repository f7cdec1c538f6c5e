package io.orgplane.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jose4j.json.JsonUtil;

/** The HTTP side of a {@link TokenIssuer}, with Keycloak's paths. */
final class IssuerServer implements AutoCloseable {

  private static final String REALM = "/realms/orgplane";
  private static final String CERTIFICATES = REALM + "/protocol/openid-connect/certs";
  private static final String TOKEN = REALM + "/protocol/openid-connect/token";

  private final HttpServer server;
  private final SigningKey key;

  IssuerServer(SigningKey key) {
    this.key = key;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("issuer-", 0).factory()));
    server.createContext(REALM + "/.well-known/openid-configuration", this::discover);
    server.createContext(CERTIFICATES, this::certificates);
    server.createContext(TOKEN, this::token);
    server.start();
  }

  String url() {
    return address() + REALM;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void discover(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        Map.of(
            "issuer", url(),
            "authorization_endpoint", address() + REALM + "/protocol/openid-connect/auth",
            "token_endpoint", address() + TOKEN,
            "jwks_uri", address() + CERTIFICATES,
            "grant_types_supported", List.of("client_credentials"),
            "response_types_supported", List.of("code"),
            "subject_types_supported", List.of("public"),
            "id_token_signing_alg_values_supported", List.of("RS256")));
  }

  private void certificates(HttpExchange exchange) throws IOException {
    answer(exchange, 200, Map.of("keys", List.of(key.published())));
  }

  /** Client credentials only, and only with the right secret (RFC 6749, sections 2.3.1 and 4.4). */
  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Map<String, String> client = clientOf(exchange, form);
    if (!"client_credentials".equals(form.get("grant_type"))) {
      answer(exchange, 400, Map.of("error", "unsupported_grant_type"));
    } else if (!TokenIssuer.PLATFORM_CLIENT.equals(client.get("client_id"))
        || !TokenIssuer.PLATFORM_SECRET.equals(client.get("client_secret"))) {
      answer(exchange, 401, Map.of("error", "unauthorized_client"));
    } else {
      String token =
          new TokenBuilder(key, TokenIssuer.ofClient(url(), TokenIssuer.PLATFORM_CLIENT)).build();
      answer(
          exchange,
          200,
          Map.of(
              "access_token",
              token,
              "token_type",
              "Bearer",
              "expires_in",
              TokenIssuer.LIFETIME.toSeconds(),
              "scope",
              "email profile"));
    }
  }

  private static Map<String, String> clientOf(HttpExchange exchange, Map<String, String> form) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      return form;
    }
    String[] pair =
        new String(Base64.getDecoder().decode(header.substring("Basic ".length())), UTF_8)
            .split(":", 2);
    return Map.of(
        "client_id", decoded(pair[0]), "client_secret", pair.length > 1 ? decoded(pair[1]) : "");
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    byte[] json = JsonUtil.toJson(Map.copyOf(body)).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }
}
