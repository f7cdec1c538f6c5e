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
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The AWS stand-in beside the service, and the configuration that points there. */
public final class AwsTestResource implements QuarkusTestResourceLifecycleManager {

  public static final String PLATFORM_KEY = "AKIAORGPLANEPLATFORM";
  public static final String PLATFORM_SECRET = "platform-secret-of-this-test-run-only";

  public static final String KMS_KEY = "alias/orgplane-byok";

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
    Map<String, String> configuration = new HashMap<>();
    configuration.put("orgplane.aws.endpoint", "http://localhost:" + aws.port());
    configuration.put("orgplane.aws.access-key-id", PLATFORM_KEY);
    configuration.put("orgplane.aws.secret-access-key", PLATFORM_SECRET);
    configuration.put("orgplane.aws.kms-key-id", KMS_KEY);
    configuration.put("orgplane.aws.attempts", "2");
    configuration.put("orgplane.aws.attempt-timeout", "2s");
    configuration.put("orgplane.aws.call-timeout", "4s");
    configuration.put("orgplane.master-key.file", masterKey());
    // tests move the clock for weeks, and what others configured must not become due with it
    configuration.put("orgplane.health.interval", "3650d");
    configuration.put("orgplane.health.impaired-interval", "3650d");
    configuration.put("orgplane.health.tick", "1s");
    // a busy machine is late with heartbeats, and what follows from that is service-kit's to test
    configuration.put("orgplane.projection.max-age", "30s");
    return configuration;
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
