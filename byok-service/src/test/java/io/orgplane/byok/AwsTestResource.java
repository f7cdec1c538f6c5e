package io.orgplane.byok;

import io.orgplane.sandbox.aws.AwsStandIn;
import io.orgplane.sandbox.aws.AwsStandInConfig;
import io.orgplane.testing.SuiteClock;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The AWS stand-in beside the service, and the configuration that points there. */
public final class AwsTestResource implements QuarkusTestResourceLifecycleManager {

  public static final String PLATFORM_KEY = "AKIAORGPLANEPLATFORM";
  public static final String PLATFORM_SECRET = "platform-secret-of-this-test-run-only";

  private @Nullable Vertx vertx;
  private @Nullable AwsStandIn aws;

  @Override
  public Map<String, String> start() {
    vertx = Vertx.vertx();
    aws =
        AwsStandIn.start(
            vertx,
            new AwsStandInConfig(
                "localhost", 0, "us-east-1", PLATFORM_KEY, PLATFORM_SECRET, new SuiteTime()));
    return Map.of(
        "orgplane.aws.endpoint",
        "http://localhost:" + aws.port(),
        "orgplane.aws.access-key-id",
        PLATFORM_KEY,
        "orgplane.aws.secret-access-key",
        PLATFORM_SECRET,
        "orgplane.aws.attempts",
        "2",
        "orgplane.aws.attempt-timeout",
        "2s",
        "orgplane.aws.call-timeout",
        "4s",
        "orgplane.master-key.file",
        masterKey(),
        // a busy machine is late with heartbeats, and what follows from that is service-kit's to
        // test
        "orgplane.projection.max-age",
        "30s");
  }

  @Override
  public void stop() {
    if (aws != null) {
      aws.close();
    }
    if (vertx != null) {
      vertx.close();
    }
  }

  private static String masterKey() {
    try {
      return Files.createTempDirectory("byok-master-key").resolve("key").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The clock that the service reads, too. */
  private static final class SuiteTime extends Clock {
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
