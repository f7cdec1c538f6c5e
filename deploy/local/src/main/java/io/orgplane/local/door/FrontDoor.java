package io.orgplane.local.door;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Listens where clients call, and passes each request to the service that owns its path. */
public final class FrontDoor implements AutoCloseable {
  private static final int CONNECTIONS_PER_SERVICE = 512;

  private final Vertx vertx;
  private final HttpServer server;
  private final Pages pages = new Pages();
  private final Forwarding forwarding;
  private final Map<Destination, Integer> ports;

  private FrontDoor(Map<Destination, Integer> ports) {
    this.ports = new EnumMap<>(ports);
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2));
    this.forwarding =
        new Forwarding(
            vertx.createHttpClient(
                new HttpClientOptions()
                    .setMaxPoolSize(CONNECTIONS_PER_SERVICE)
                    .setKeepAliveTimeout(20)));
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setHost("localhost")
                // One protocol on both sides: headers of a connection mean other things in HTTP/2.
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxHeaderSize(32 * 1024)
                .setIdleTimeout(120)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
  }

  /**
   * Returns when it listens.
   *
   * @param port 0 for any free one
   * @param services where on localhost each service listens
   */
  public static FrontDoor open(int port, Map<Destination, Integer> services) {
    FrontDoor door = new FrontDoor(services);
    try {
      door.server
          .requestHandler(door::admit)
          .listen(port)
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      return door;
    } catch (RuntimeException e) {
      door.close();
      throw e;
    }
  }

  public int port() {
    return server.actualPort();
  }

  private void admit(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    if (!CanonicalPath.holds(path)) {
      DoorProblem.AMBIGUOUS_PATH.answer(request.response());
      return;
    }
    Destination destination = Routes.of(path);
    Integer port = ports.get(destination);
    if (destination == Destination.DOOR) {
      pages.serve(request, path);
    } else if (port == null) {
      DoorProblem.AWAY.answer(request.response());
    } else {
      forwarding.carry(request, port);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
