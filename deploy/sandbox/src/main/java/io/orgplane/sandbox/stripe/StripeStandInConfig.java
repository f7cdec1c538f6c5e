package io.orgplane.sandbox.stripe;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How the stand-in is set up.
 *
 * @param port 0 for any free one
 * @param secretKey the one key that the API accepts
 * @param webhookSecret signs events
 * @param webhookUrl where events are posted; null until it is known
 * @param clock drives billing cycles, expiries and signatures
 * @param publicOrigin how a browser reaches the pages; null for {@code http://localhost:<port>}
 */
public record StripeStandInConfig(
    int port,
    String secretKey,
    String webhookSecret,
    @Nullable String webhookUrl,
    Clock clock,
    @Nullable String publicOrigin) {

  @Override
  public String toString() {
    return "StripeStandInConfig[port=" + port + ", secretKey=<redacted>, webhookSecret=<redacted>]";
  }
}
