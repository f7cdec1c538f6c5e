package io.orgplane.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The sandbox as a process of its own, set up by environment variables; all have the local stack's
 * values when absent: {@code ORGPLANE_SANDBOX_HOST}, {@code ORGPLANE_SANDBOX_PAGE_PORT}, {@code
 * …_STRIPE_PORT}, {@code …_AWS_PORT}, {@code …_DNS_PORT}, {@code …_SMTP_PORT}, {@code
 * ORGPLANE_SANDBOX_WEBHOOK_URL}, and, named as in the services, {@code ORGPLANE_STRIPE_SECRET_KEY},
 * {@code ORGPLANE_STRIPE_WEBHOOK_SECRET}, {@code ORGPLANE_AWS_REGION}, {@code
 * ORGPLANE_AWS_ACCESS_KEY_ID}, {@code ORGPLANE_AWS_SECRET_ACCESS_KEY}, {@code
 * ORGPLANE_CLOCK_OFFSET_FILE}.
 */
record SandboxEnvironment(Map<String, String> variables) {
  private static final String WEBHOOK_URL = "http://localhost:8083/v1/webhooks/stripe";

  static SandboxConfig of(Map<String, String> variables) {
    return new SandboxEnvironment(variables).config();
  }

  private SandboxConfig config() {
    var ports = SandboxConfig.Ports.USUAL;
    var aws = SandboxConfig.Aws.USUAL;
    return new SandboxConfig(
        text("ORGPLANE_SANDBOX_HOST", "127.0.0.1"),
        new SandboxConfig.Ports(
            port("PAGE", ports.page()),
            port("STRIPE", ports.stripe()),
            port("AWS", ports.aws()),
            port("DNS", ports.dns()),
            port("SMTP", ports.smtp())),
        new SandboxConfig.Stripe(
            text("ORGPLANE_STRIPE_SECRET_KEY", SandboxConfig.Stripe.SECRET_KEY),
            text("ORGPLANE_STRIPE_WEBHOOK_SECRET", SandboxConfig.Stripe.WEBHOOK_SECRET),
            text("ORGPLANE_SANDBOX_WEBHOOK_URL", WEBHOOK_URL)),
        new SandboxConfig.Aws(
            text("ORGPLANE_AWS_REGION", aws.region()),
            text("ORGPLANE_AWS_ACCESS_KEY_ID", aws.accessKeyId()),
            text("ORGPLANE_AWS_SECRET_ACCESS_KEY", aws.secretAccessKey())),
        given("ORGPLANE_CLOCK_OFFSET_FILE").map(Path::of).orElse(null));
  }

  private int port(String part, int usual) {
    var name = "ORGPLANE_SANDBOX_" + part + "_PORT";
    var port = given(name).map(text -> number(name, text)).orElse(usual);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(name + " is no port: " + port);
    }
    return port;
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(name + " is no port: " + text, notANumber);
    }
  }

  private String text(String name, String usual) {
    return given(name).orElse(usual);
  }

  private Optional<String> given(String name) {
    return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
  }
}
