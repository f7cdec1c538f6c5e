package io.orgplane.billing.recount;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How seats follow members. */
@ConfigMapping(prefix = "orgplane.recount")
public interface RecountConfig {

  /** How long to wait for further members after one, so that a burst is one call. */
  @WithDefault("150ms")
  Duration gather();

  /** How long to wait before asking again for seats that the payment provider refuses to sell. */
  @WithDefault("1m")
  Duration pauseAfterRefusal();
}
