package io.orgplane.testing.violations.bounds;

import io.smallrye.config.WithDefault;

interface Unbounded {

  @WithDefault("2")
  int atATime();
}
