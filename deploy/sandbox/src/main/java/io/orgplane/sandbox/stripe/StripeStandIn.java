package io.orgplane.sandbox.stripe;

import io.orgplane.sandbox.stripe.api.DueWork;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Stripe, as far as Orgplane uses it, on one port. Everything happens on one event loop; {@link
 * #tick} is what brings due renewals, retries and expiries about, once a second by itself and at
 * once when the clock was moved.
 */
public final class StripeStandIn implements AutoCloseable {
  private static final int TICK_MILLIS = 1_000;
  private static final System.Logger LOG = System.getLogger(StripeStandIn.class.getName());
  private final Context context;
  private final Stripe stripe;
  private final DueWork dueWork;
  private final HttpServer server;
  private final long timer;
  private volatile String origin = "";

  private StripeStandIn(Vertx vertx, StripeStandInConfig config) {
    context = vertx.getOrCreateContext();
    stripe = new Stripe(vertx, config, () -> origin);
    dueWork = stripe.dueWork();
    var options =
        new HttpServerOptions().setPort(config.port()).setMaxFormAttributeSize(1024 * 1024);
    server = vertx.createHttpServer(options);
    server.requestHandler(stripe.routes(vertx, config.secretKey(), this::runDue));
    timer = vertx.setPeriodic(TICK_MILLIS, tick -> runDue());
  }

  /** Returns when the port is open. Not to be called on an event loop. */
  public static StripeStandIn start(Vertx vertx, StripeStandInConfig config) {
    var started = new CompletableFuture<StripeStandIn>();
    vertx
        .getOrCreateContext()
        .runOnContext(
            nothing -> {
              var standIn = new StripeStandIn(vertx, config);
              standIn
                  .server
                  .listen()
                  .onSuccess(open -> started.complete(standIn))
                  .onFailure(started::completeExceptionally);
            });
    StripeStandIn standIn = join(started);
    String origin = config.publicOrigin();
    standIn.origin = origin == null ? "http://localhost:" + standIn.port() : origin;
    return standIn;
  }

  public int port() {
    return server.actualPort();
  }

  /** Where the API and the pages are. */
  public String origin() {
    return origin;
  }

  /** Where events go from now on; null for nowhere. */
  public void webhookUrl(@Nullable String url) {
    stripe.webhookPost().target(url);
  }

  /** Does everything that the clock has made due, and returns when it is done. */
  public void tick() {
    onLoop(dueWork::run);
  }

  private void runDue() {
    try {
      dueWork.run();
    } catch (RuntimeException failed) {
      LOG.log(System.Logger.Level.ERROR, "Due work failed", failed);
    }
  }

  @Override
  public void close() {
    onLoop(
        () -> {
          context.owner().cancelTimer(timer);
          stripe.webhookPost().close();
        });
    join(server.close().toCompletionStage().toCompletableFuture());
  }

  private void onLoop(Runnable work) {
    var done = new CompletableFuture<Void>();
    context.runOnContext(
        nothing -> {
          try {
            work.run();
            done.complete(null);
          } catch (RuntimeException failed) {
            done.completeExceptionally(failed);
          }
        });
    join(done);
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
