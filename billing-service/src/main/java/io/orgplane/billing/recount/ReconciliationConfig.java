package io.orgplane.billing.recount;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often members, seats and the provider are compared, whatever has been heard. */
@ConfigMapping(prefix = "orgplane.reconciliation")
public interface ReconciliationConfig {

  /** Each subscription once in this time. */
  @WithDefault("6h")
  Duration every();

  /** How soon those that differed are compared again. */
  @WithDefault("1m")
  Duration again();
}
