package io.orgplane.byok.vending;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;

/** How sessions are kept between two requests for them. */
@ConfigMapping(prefix = "orgplane.vending")
public interface VendingConfig {

  /** A session with less left than this is renewed in the background, while it is still vended. */
  @WithDefault("5m")
  Duration refreshBefore();

  /** A session with less left than this is not vended any more: its holder must get to use it. */
  @WithDefault("1m")
  Duration leastLeft();

  /** The pause before a renewal that failed is tried again. */
  @WithDefault("10s")
  Duration refreshPause();

  /** Reads of standings under way at a time; those who come meanwhile share the next. */
  @Positive
  @WithDefault("2")
  int readsAtATime();

  /** Organizations whose session is kept at a time. */
  @PositiveOrZero
  @WithDefault("10000")
  long kept();

  /** How long to wait for a workspace that has just been created elsewhere. */
  @WithDefault("2s")
  Duration patience();
}
