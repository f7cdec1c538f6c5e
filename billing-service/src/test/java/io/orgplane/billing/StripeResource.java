package io.orgplane.billing;

import io.orgplane.sandbox.stripe.StripeStandIn;
import io.orgplane.sandbox.stripe.StripeStandInConfig;
import io.orgplane.testing.SuiteClock;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stripe's stand-in, on the service's own clock, with webhooks to the service. */
public final class StripeResource implements QuarkusTestResourceLifecycleManager {

  static final String SECRET_KEY = "sk_test_orgplane_tests";
  static final String WEBHOOK_SECRET = "whsec_orgplane_tests";

  private @Nullable Vertx vertx;
  private @Nullable StripeStandIn stripe;

  @Override
  public int order() {
    return 10;
  }

  /** The service's port is decided here, because the stand-in has to know it before it is open. */
  @Override
  public Map<String, String> start() {
    int servicePort = freePort();
    vertx = Vertx.vertx();
    stripe =
        StripeStandIn.start(
            vertx,
            new StripeStandInConfig(
                0,
                SECRET_KEY,
                WEBHOOK_SECRET,
                "http://localhost:" + servicePort + "/v1/webhooks/stripe",
                new ServiceClock(),
                null));
    return Map.of(
        "quarkus.http.test-port",
        String.valueOf(servicePort),
        "orgplane.stripe.api-base",
        stripe.origin(),
        "orgplane.stripe.secret-key",
        SECRET_KEY,
        "orgplane.stripe.webhook-secret",
        WEBHOOK_SECRET,
        "orgplane.web.origin",
        "http://localhost:8080");
  }

  @Override
  public void stop() {
    if (stripe != null) {
      stripe.close();
    }
    if (vertx != null) {
      vertx.close();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves with {@link SuiteClock}. */
  private static final class ServiceClock extends Clock {

    @Override
    public Instant instant() {
      return Instant.now().plus(SuiteClock.offset());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
