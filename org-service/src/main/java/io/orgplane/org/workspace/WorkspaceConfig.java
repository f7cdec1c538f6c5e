package io.orgplane.org.workspace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;

/** How workspaces are made. */
@ConfigMapping(prefix = "orgplane.workspaces")
interface WorkspaceConfig {

  /**
   * How long an Owner whom the plan refuses is kept waiting for a plan that may be under way; well
   * above the 250 ms that an event takes at worst while Kafka is healthy.
   */
  @WithDefault("1500ms")
  Duration patience();

  /** How many may wait so at a time in this process; the next ones are refused at once. */
  @PositiveOrZero
  @WithDefault("64")
  int waiting();

  /** The cloud provider of the Default workspace of a personal organization. */
  @WithDefault("aws")
  CloudProvider personalProvider();
}
