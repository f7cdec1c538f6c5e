package io.orgplane.billing.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long usage is kept. */
@ConfigMapping(prefix = "orgplane.usage")
interface UsageConfig {

  /**
   * How long single records are kept, in whole months that are older than this. Their sums by day
   * and the ids by which a repetition is recognised stay.
   */
  @WithDefault("1100d")
  Duration retention();
}
