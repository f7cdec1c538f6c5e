package io.orgplane.billing.operation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How operations at the payment provider are carried through. */
@ConfigMapping(prefix = "orgplane.operations")
public interface OperationConfig {

  /**
   * How long a process may take over one attempt before another one takes it up; well above what
   * the provider's calls may take together.
   */
  @WithDefault("4m")
  Duration lease();

  /** The pause after the first attempt that came to nothing known; it doubles with each further. */
  @WithDefault("2s")
  Duration backoff();

  /** The longest pause between two attempts. */
  @WithDefault("5m")
  Duration longestPause();

  /** How long a caller waits for an operation that somebody else is performing. */
  @WithDefault("10s")
  Duration patience();
}
