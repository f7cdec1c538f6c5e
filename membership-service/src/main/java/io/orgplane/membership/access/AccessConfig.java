package io.orgplane.membership.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;

/** How access checks are answered. */
@ConfigMapping(prefix = "orgplane.access")
interface AccessConfig {

  /**
   * How long before it is handed over an answer may have been made sure of. One that has become
   * older, because this replica stood still meanwhile, is decided anew.
   */
  @WithDefault("100ms")
  Duration maxAge();

  /**
   * How long a statement may take before its questions are answered with 503, not counting time in
   * which the process stood still; also the greatest age of an answer that was decided anew.
   */
  @WithDefault("5s")
  Duration patience();

  /** How many questions share a statement at most. */
  @Positive
  @WithDefault("1000")
  int batch();

  /**
   * How many members, assignments and workspaces are remembered; each takes about 200 bytes. No
   * organization gets more than half of it, so an organization of 100,000 members, each with a
   * workspace, wants twice its 200,001.
   */
  @PositiveOrZero
  @WithDefault("500000")
  int remembered();
}
