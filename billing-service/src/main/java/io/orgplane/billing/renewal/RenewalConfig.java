package io.orgplane.billing.renewal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How renewals are prepared. */
@ConfigMapping(prefix = "orgplane.renewal")
public interface RenewalConfig {

  /**
   * How long before the period's end the seats of the next one are settled: the gate is lowered,
   * and the provider is told. Seats that go cannot be taken any more from then on.
   */
  @WithDefault("15m")
  Duration lead();

  /** How long to wait before asking again for what the payment provider refuses. */
  @WithDefault("10m")
  Duration pauseAfterRefusal();
}
