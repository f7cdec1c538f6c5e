package io.orgplane.org.entitlement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;

/** What an organization may do until billing has spoken for the first time. */
@ConfigMapping(prefix = "orgplane.entitlements.initial")
interface EntitlementsConfig {

  /** The plan that every organization begins with. */
  @WithDefault("starter")
  String plan();

  /** Its workspaces. */
  @Positive
  @WithDefault("1")
  int workspaces();

  /** Its seats. */
  @Positive
  @WithDefault("1")
  int seats();
}
