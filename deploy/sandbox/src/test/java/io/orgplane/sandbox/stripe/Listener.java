package io.orgplane.sandbox.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A webhook endpoint as an integrator writes it: verifies with Stripe's library, then keeps what it
 * heard.
 */
final class Listener implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final List<Event> heard = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final HttpServer server;
  private final String secret;
  private final Clock clock;

  Listener(String secret, Clock clock) throws IOException {
    this.secret = secret;
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::receive);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/hook";
  }

  void failNext(int times) {
    failures.set(times);
  }

  List<Event> heard() {
    return List.copyOf(heard);
  }

  List<String> types() {
    return heard.stream().map(Event::getType).toList();
  }

  /** What Stripe's library would not accept. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  void forget() {
    heard.clear();
  }

  Event await(String type) throws InterruptedException {
    return await(type, event -> true);
  }

  Event await(String type, Predicate<Event> which) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (Event event : heard) {
        if (event.getType().equals(type) && which.test(event)) {
          return event;
        }
      }
      Thread.sleep(10);
    }
    throw new AssertionError("No " + type + " among " + types());
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(accept(exchange, body), -1);
    exchange.close();
  }

  private int accept(HttpExchange exchange, String body) {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return 503;
    }
    try {
      String signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
      heard.add(Webhook.constructEvent(body, signature, secret, 300, clock));
      return 200;
    } catch (SignatureVerificationException | RuntimeException unacceptable) {
      refused.add(unacceptable + ": " + body);
      return 400;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
