package io.orgplane.kit.production;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** Where this service runs: {@code orgplane.environment}. */
@ConfigMapping(prefix = "orgplane.environment")
public interface EnvironmentConfig {

  /** {@code production}, or {@code local} for a developer's machine and tests. */
  @WithParentName
  @WithDefault("production")
  Environment environment();

  default boolean isProduction() {
    return environment() == Environment.PRODUCTION;
  }

  /** The two kinds of place that there are. */
  enum Environment {
    PRODUCTION,
    LOCAL
  }
}
