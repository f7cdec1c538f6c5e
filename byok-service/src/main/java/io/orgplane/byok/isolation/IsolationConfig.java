package io.orgplane.byok.isolation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** What one organization's account may cost this replica. */
@ConfigMapping(prefix = "orgplane.isolation")
public interface IsolationConfig {

  /**
   * Failures in a row, throttling or no answer, after which an account is left alone for a pause.
   */
  @Positive
  @WithDefault("3")
  int failures();

  /** The first pause; it doubles with every further failure. */
  @WithDefault("5s")
  Duration pause();

  /** The longest pause. */
  @WithDefault("1m")
  Duration longestPause();

  /**
   * How long a definite refusal is taken for granted: asking AWS for every request would change
   * nothing, and a repair shows within this time.
   */
  @WithDefault("10s")
  Duration refusalKept();

  /** Connection tests of one organization at a time; a further one is told to wait. */
  @Positive
  @WithDefault("4")
  int tests();

  /** Organizations that are remembered at a time. */
  @Positive
  @WithDefault("10000")
  long remembered();
}
