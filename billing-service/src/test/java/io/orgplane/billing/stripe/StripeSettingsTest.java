package io.orgplane.billing.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.kit.production.UnsafeSettings.UnsafeSetting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StripeSettingsTest {

  private record Config(
      Optional<URI> apiBase,
      String secretKey,
      String webhookSecret,
      Duration webhookTolerance,
      int workers,
      int queue,
      Duration longestWait,
      Duration connectTimeout,
      Duration readTimeout)
      implements StripeConfig {}

  @Test
  void what_is_fit_for_a_developers_machine_is_named() {
    assertThat(offences("sk_test_orgplane_local", "whsec_orgplane_local", "http://localhost:8091"))
        .containsExactly(
            "orgplane.stripe.secret-key",
            "orgplane.stripe.webhook-secret",
            "orgplane.stripe.api-base");
  }

  @Test
  void live_keys_of_stripe_itself_are_fine() {
    assertThat(offences("sk_live_x", "whsec_x", null)).isEmpty();
    assertThat(offences("rk_live_x", "whsec_x", "https://api.stripe.com")).isEmpty();
  }

  @Test
  void no_value_is_shown() {
    List<UnsafeSetting> found =
        new StripeSettings(config("sk_test_secret", "whsec_orgplane_local", null)).find();

    assertThat(found.toString()).doesNotContain("sk_test_secret", "whsec_orgplane_local");
  }

  private static List<String> offences(String key, String webhook, @Nullable String base) {
    return new StripeSettings(config(key, webhook, base))
        .find().stream().map(UnsafeSetting::property).toList();
  }

  private static StripeConfig config(String key, String webhook, @Nullable String base) {
    Duration second = Duration.ofSeconds(1);
    return new Config(
        Optional.ofNullable(base).map(URI::create),
        key,
        webhook,
        Duration.ofSeconds(300),
        1,
        1,
        second,
        second,
        second);
  }
}
