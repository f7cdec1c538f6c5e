package io.orgplane.sandbox;

import io.orgplane.sandbox.aws.AwsStandIn;
import io.orgplane.sandbox.aws.AwsStandInConfig;
import io.orgplane.sandbox.clock.OffsetClock;
import io.orgplane.sandbox.clock.OffsetFile;
import io.orgplane.sandbox.dns.DnsStandIn;
import io.orgplane.sandbox.dns.DnsStandInConfig;
import io.orgplane.sandbox.mail.Mailbox;
import io.orgplane.sandbox.mail.MailboxConfig;
import io.orgplane.sandbox.stripe.StripeStandIn;
import io.orgplane.sandbox.stripe.StripeStandInConfig;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Everything that cannot be reached offline, in one place: Stripe, AWS, DNS, a mailbox and a clock
 * that moves them all. Closing it closes every port.
 */
public final class Sandbox implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sandbox.class.getName());

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final OffsetClock clock;
  private final Mailbox mailbox;
  private final DnsStandIn dns;
  private final AwsStandIn aws;
  private final StripeStandIn stripe;
  private final SandboxApi api;

  private Sandbox(SandboxConfig config) {
    var ports = config.ports();
    var host = config.host();
    var file = config.clockOffsetFile();
    clock = file == null ? OffsetClock.inMemory() : OffsetClock.keptIn(new OffsetFile(file));
    var vertx = Vertx.vertx();
    started.push(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
    mailbox = keep(() -> Mailbox.start(new MailboxConfig(host, ports.smtp()), clock));
    dns = keep(() -> DnsStandIn.start(vertx, new DnsStandInConfig(host, ports.dns())));
    aws = keep(() -> AwsStandIn.start(vertx, aws(config, clock)));
    stripe = keep(() -> stripe(vertx, config, clock));
    var parts = new SandboxApi.Parts(clock, mailbox, dns, stripe.port(), aws.port());
    api = keep(() -> SandboxApi.start(vertx, host, ports.page(), parts));
    clock.whenAdvanced("Stripe's billing cycle", stripe::tick);
  }

  /**
   * Every port is open when it returns.
   *
   * @throws IllegalStateException naming the part that did not start; nothing is left running then
   */
  public static Sandbox start(SandboxConfig config) {
    return new Sandbox(config);
  }

  /** Runs until it is stopped, set up by {@link SandboxEnvironment}. */
  public static void main(String[] arguments) {
    var sandbox = start(SandboxEnvironment.of(System.getenv()));
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-stop"));
    System.out.println(
        "sandbox http://localhost:%d · Stripe %d · AWS %d · DNS %d · SMTP %d"
            .formatted(
                sandbox.pagePort(),
                sandbox.stripePort(),
                sandbox.awsPort(),
                sandbox.dnsPort(),
                sandbox.smtpPort()));
  }

  private static AwsStandInConfig aws(SandboxConfig config, OffsetClock clock) {
    var aws = config.aws();
    return new AwsStandInConfig(
        config.host(),
        config.ports().aws(),
        aws.region(),
        aws.accessKeyId(),
        aws.secretAccessKey(),
        clock);
  }

  private static StripeStandIn stripe(Vertx vertx, SandboxConfig config, OffsetClock clock) {
    var stripe = config.stripe();
    try {
      return StripeStandIn.start(
          vertx,
          new StripeStandInConfig(
              config.ports().stripe(),
              stripe.secretKey(),
              stripe.webhookSecret(),
              stripe.webhookUrl(),
              clock,
              null));
    } catch (RuntimeException failed) {
      throw new IllegalStateException("Stripe stand-in: " + failed.getMessage(), failed);
    }
  }

  private <T extends AutoCloseable> T keep(Supplier<T> start) {
    try {
      var part = start.get();
      started.push(part);
      return part;
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }

  public OffsetClock clock() {
    return clock;
  }

  public Mailbox mailbox() {
    return mailbox;
  }

  public DnsStandIn dns() {
    return dns;
  }

  public StripeStandIn stripe() {
    return stripe;
  }

  public int pagePort() {
    return api.port();
  }

  public int stripePort() {
    return stripe.port();
  }

  public int awsPort() {
    return aws.port();
  }

  public int dnsPort() {
    return dns.port();
  }

  public int smtpPort() {
    return mailbox.port();
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception failed) {
        LOG.log(System.Logger.Level.WARNING, "a part of the sandbox did not close", failed);
      }
    }
  }
}
