package io.orgplane.kit.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the local copy of memberships may be trusted. */
@ConfigMapping(prefix = "orgplane.projection")
public interface ProjectionConfig {

  /**
   * The oldest heartbeat with which the copy still counts as current. It must be well above the
   * intervals of heartbeats and of notes, plus the clock difference between hosts; a removed member
   * is let in no longer than this while no events arrive.
   */
  @WithDefault("700ms")
  Duration maxAge();

  /** How often received heartbeats are written down for all replicas to see. */
  @WithDefault("100ms")
  Duration noteInterval();
}
