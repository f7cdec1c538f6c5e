package io.orgplane.membership;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orgplane.testing.TokenIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keycloak's admin call that ends a user's sessions: 204, 404 for a user whom it does not know, 401
 * without a token (Admin REST API, POST /admin/realms/{realm}/users/{user-id}/logout).
 */
public final class KeycloakStandIn implements QuarkusTestResourceLifecycleManager {

  /** Where what it was asked is read. */
  @Target(ElementType.FIELD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Asked {}

  private static final Pattern LOGOUT =
      Pattern.compile("/admin/realms/orgplane/users/([^/]+)/logout");

  /** What it has been asked, and how it answers. */
  static final class Calls {

    private final List<String> signedOut = new CopyOnWriteArrayList<>();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    void away(boolean isAway) {
      away = isAway;
    }

    void forget(String user) {
      unknown.add(user);
    }

    long signOutsOf(String user) {
      return signedOut.stream().filter(user::equals).count();
    }

    private int answer(String user, boolean authenticated) {
      if (away) {
        return 503;
      }
      if (!authenticated) {
        return 401;
      }
      signedOut.add(user);
      return unknown.contains(user) ? 404 : 204;
    }
  }

  private final Calls calls = new Calls();
  private final HttpServer server = server();

  @Override
  public Map<String, String> start() {
    server.createContext("/", this::answer);
    server.setExecutor(
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("keycloak-", 0).factory()));
    server.start();
    return Map.of(
        "orgplane.keycloak.admin-url",
        "http://localhost:" + server.getAddress().getPort() + "/admin/realms/orgplane",
        "orgplane.keycloak.client-id",
        TokenIssuer.PLATFORM_CLIENT,
        "orgplane.keycloak.client-secret",
        TokenIssuer.PLATFORM_SECRET,
        "orgplane.keycloak.backoff",
        "100ms",
        "orgplane.keycloak.longest-backoff",
        "200ms");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        calls, new TestInjector.AnnotatedAndMatchesType(Asked.class, Calls.class));
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Matcher asked = LOGOUT.matcher(exchange.getRequestURI().getPath());
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    boolean isLogout = asked.matches() && exchange.getRequestMethod().equals("POST");
    int status =
        isLogout ? calls.answer(asked.group(1), token != null && token.startsWith("Bearer ")) : 405;
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
