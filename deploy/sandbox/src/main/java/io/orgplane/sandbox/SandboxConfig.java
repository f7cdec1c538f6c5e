package io.orgplane.sandbox;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the sandbox listens and which secrets it shares with the suite.
 *
 * @param host the address that everything binds to
 * @param clockOffsetFile where the clock's offset is kept; without it nobody else sees the clock
 *     move
 */
public record SandboxConfig(
    String host, Ports ports, Stripe stripe, Aws aws, @Nullable Path clockOffsetFile) {
  private static final String LOOPBACK = "127.0.0.1";

  /** 0 takes a free port. */
  public record Ports(int page, int stripe, int aws, int dns, int smtp) {
    /** As documented for the local stack. */
    public static final Ports USUAL = new Ports(8090, 8091, 8092, 8053, 1025);

    public static final Ports FREE = new Ports(0, 0, 0, 0, 0);
  }

  /**
   * What billing-service holds against Stripe; webhooks go to {@code webhookUrl} when there is one.
   */
  public record Stripe(String secretKey, String webhookSecret, @Nullable String webhookUrl) {
    public static final String SECRET_KEY = "sk_test_orgplane_local";
    public static final String WEBHOOK_SECRET = "whsec_orgplane_local";

    @Override
    public String toString() {
      return "Stripe[webhookUrl=" + webhookUrl + "]";
    }
  }

  /** The platform account's own key, as byok-service holds it, and the region it works in. */
  public record Aws(String region, String accessKeyId, String secretAccessKey) {
    /** Publicly known, hence worthless: it opens nothing but this stand-in. */
    public static final Aws USUAL =
        new Aws("us-east-1", "AKIAORGPLANEPLATFORM", "orgplane/local/platform/secret/access/ke");

    @Override
    public String toString() {
      return "Aws[region=" + region + ", accessKeyId=" + accessKeyId + "]";
    }
  }

  /** The local stack's: documented ports and secrets. */
  public static SandboxConfig local(String webhookUrl, Path clockOffsetFile) {
    var stripe = new Stripe(Stripe.SECRET_KEY, Stripe.WEBHOOK_SECRET, webhookUrl);
    return new SandboxConfig(LOOPBACK, Ports.USUAL, stripe, Aws.USUAL, clockOffsetFile);
  }

  /** For tests in one process: free ports, nobody to call back, a clock in memory. */
  public static SandboxConfig forTests() {
    var stripe = new Stripe(Stripe.SECRET_KEY, Stripe.WEBHOOK_SECRET, null);
    return new SandboxConfig(LOOPBACK, Ports.FREE, stripe, Aws.USUAL, null);
  }

  public SandboxConfig withPorts(Ports other) {
    return new SandboxConfig(host, other, stripe, aws, clockOffsetFile);
  }

  public SandboxConfig withWebhookUrl(String url) {
    var called = new Stripe(stripe.secretKey(), stripe.webhookSecret(), url);
    return new SandboxConfig(host, ports, called, aws, clockOffsetFile);
  }

  public SandboxConfig withClockOffsetFile(Path file) {
    return new SandboxConfig(host, ports, stripe, aws, file);
  }
}
