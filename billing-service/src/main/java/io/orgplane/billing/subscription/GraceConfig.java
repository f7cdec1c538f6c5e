package io.orgplane.billing.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How long a payment may be owed. */
@ConfigMapping(prefix = "orgplane.grace")
public interface GraceConfig {

  /** From the first failed payment until the organization becomes read-only. */
  @WithDefault("7d")
  Duration period();

  /** How long before that its Owners are reminded, each time once. */
  @WithDefault("4d,1d")
  List<Duration> reminders();
}
