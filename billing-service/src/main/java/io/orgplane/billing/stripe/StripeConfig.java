package io.orgplane.billing.stripe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How Stripe is reached. */
@ConfigMapping(prefix = "orgplane.stripe")
public interface StripeConfig {

  /** Where Stripe's API is. Absent, it is Stripe's own; another one is for tests. */
  Optional<URI> apiBase();

  /** The secret key, {@code sk_…}. */
  String secretKey();

  /** What webhooks are signed with, {@code whsec_…}. */
  String webhookSecret();

  /** How old the signature of a webhook may be. */
  @WithDefault("300s")
  Duration webhookTolerance();

  /** Calls to Stripe that may run at once; others wait. */
  @Positive
  @WithDefault("8")
  int workers();

  /** Calls that may wait for a worker; others fail at once. */
  @Positive
  @WithDefault("256")
  int queue();

  /** How long a call may wait for a worker before it fails without having begun. */
  @WithDefault("10s")
  Duration longestWait();

  /** How long a connection to Stripe may take. */
  @WithDefault("5s")
  Duration connectTimeout();

  /** How long an answer may take. */
  @WithDefault("20s")
  Duration readTimeout();
}
