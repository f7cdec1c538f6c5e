package io.orgplane.org.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** The search for people who have registered and have not called yet. */
@ConfigMapping(prefix = "orgplane.reconciliation")
interface ReconciliationConfig {

  /** Whether this process takes part. */
  @WithDefault("true")
  boolean enabled();

  /** How often a replica looks whether there is something to do. */
  @WithDefault("5s")
  Duration every();

  /** From the end of one pass through everybody to the beginning of the next. */
  @WithDefault("1m")
  Duration pause();

  /** How many people are asked for at a time. */
  @Positive
  @WithDefault("100")
  int page();

  /** How long a replica that has fallen silent keeps the search to itself. */
  @WithDefault("1m")
  Duration lease();
}
