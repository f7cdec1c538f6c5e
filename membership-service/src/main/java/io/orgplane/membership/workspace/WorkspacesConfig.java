package io.orgplane.membership.workspace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is known of workspaces. */
@ConfigMapping(prefix = "orgplane.workspaces")
public interface WorkspacesConfig {

  /** How long to wait for the event of a workspace that nobody has heard of, before refusing it. */
  @WithDefault("2s")
  Duration arrival();
}
