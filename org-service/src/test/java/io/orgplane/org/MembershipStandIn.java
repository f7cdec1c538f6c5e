package io.orgplane.org;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * membership-service's {@code POST /v1/access/check} for tests in which the projection is stale.
 * What it answers is {@code PUT} to it, by question; to any other it says 503, as a service that is
 * away.
 */
public final class MembershipStandIn implements QuarkusTestResourceLifecycleManager {

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    HttpServer started = listening();
    started.createContext("/v1/access/check", this::answer);
    started.createContext("/answers", this::learn);
    started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    started.start();
    server = started;
    return Map.of("orgplane.membership.url", "http://localhost:" + started.getAddress().getPort());
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static HttpServer listening() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body's fields by name, in the order of the kit's question. */
  private void answer(HttpExchange exchange) throws IOException {
    String question = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String known = answers.get(question);
    reply(exchange, known == null ? 503 : 200, known == null ? "{}" : known);
  }

  private void learn(HttpExchange exchange) throws IOException {
    String[] lesson = new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("\n", 2);
    answers.put(lesson[0], lesson[1]);
    reply(exchange, 200, "{}");
  }

  private static void reply(HttpExchange exchange, int status, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, json.getBytes(UTF_8).length);
    exchange.getResponseBody().write(json.getBytes(UTF_8));
    exchange.close();
  }
}
