package io.orgplane.testing.exemplary.seats;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;

interface SeatsConfig {

  @Positive
  @WithDefault("2")
  int atATime();

  @WithDefault("true")
  boolean enabled();
}
