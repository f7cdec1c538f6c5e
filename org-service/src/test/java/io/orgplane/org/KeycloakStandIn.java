package io.orgplane.org;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orgplane.testing.TokenIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak's list of people (Admin REST API, GET /admin/realms/{realm}/users): ordered by username,
 * by {@code first} and {@code max}, the enabled ones alone when so asked, service accounts left
 * out, 401 without a token. Its people are {@code PUT} to it, and it can be made to fail.
 */
public final class KeycloakStandIn implements QuarkusTestResourceLifecycleManager {

  private static final String USERS = "/admin/realms/orgplane/users";

  private final Map<String, JsonNode> people = new ConcurrentSkipListMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    HttpServer started = listening();
    started.createContext(USERS, this::list);
    started.createContext("/people", this::register);
    started.createContext("/failures", this::fail);
    started.createContext("/asked", this::tell);
    started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    started.start();
    server = started;
    String url = "http://localhost:" + started.getAddress().getPort();
    return Map.of(
        "orgplane.keycloak.admin-url",
        url + "/admin/realms/orgplane",
        "orgplane.keycloak.client-id",
        TokenIssuer.PLATFORM_CLIENT,
        "orgplane.keycloak.client-secret",
        TokenIssuer.PLATFORM_SECRET,
        "orgplane.reconciliation.every",
        "1s",
        "orgplane.reconciliation.pause",
        "300ms",
        "orgplane.reconciliation.page",
        "3");
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private void list(HttpExchange exchange) throws IOException {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    asked.add(query);
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    if (token == null || !token.startsWith("Bearer ")) {
      reply(exchange, 401, "{}");
    } else if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      reply(exchange, 503, "{}");
    } else {
      reply(exchange, 200, page(parameters(query)).toString());
    }
  }

  private ArrayNode page(Map<String, String> parameters) {
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    people.values().stream()
        .filter(person -> !person.has("serviceAccountClientId"))
        .filter(
            person ->
                !parameters.getOrDefault("enabled", "").equals("true")
                    || person.get("enabled").asBoolean())
        .skip(Integer.parseInt(parameters.getOrDefault("first", "0")))
        .limit(Integer.parseInt(parameters.getOrDefault("max", "100")))
        .forEach(page::add);
    return page;
  }

  private void register(HttpExchange exchange) throws IOException {
    JsonNode person = Json.parse(body(exchange));
    people.put(person.get("username").asText(), person);
    reply(exchange, 200, "{}");
  }

  private void fail(HttpExchange exchange) throws IOException {
    failures.set(Integer.parseInt(body(exchange)));
    reply(exchange, 200, "{}");
  }

  private void tell(HttpExchange exchange) throws IOException {
    ArrayNode queries = JsonNodeFactory.instance.arrayNode();
    asked.forEach(queries::add);
    reply(exchange, 200, queries.toString());
  }

  private static Map<String, String> parameters(String query) {
    return Stream.of(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
  }

  private static HttpServer listening() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void reply(HttpExchange exchange, int status, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, json.getBytes(UTF_8).length);
    exchange.getResponseBody().write(json.getBytes(UTF_8));
    exchange.close();
  }
}
