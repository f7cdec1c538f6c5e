package io.orgplane.testing.violations.injection;

import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

class FieldInjected {
  @Inject @Nullable Clock clock;
}
