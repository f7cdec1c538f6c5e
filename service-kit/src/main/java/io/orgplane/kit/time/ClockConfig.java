package io.orgplane.kit.time;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The clock. In production it is the system's, and nothing else can be configured. */
@ConfigMapping(prefix = "orgplane.clock")
public interface ClockConfig {

  /**
   * A file that holds a number of seconds by which this suite's clock is ahead of the system's.
   * Written by the sandbox, so that a month can pass in a test. Refused in production.
   */
  Optional<Path> offsetFile();
}
