package io.orgplane.local.part;

import java.time.Duration;
import java.util.OptionalLong;

/** One thing that runs in the stack. */
public interface Part {
  /** What a person calls it. */
  String name();

  /** Where it is found, for the progress line. */
  String where();

  /** Returns when it serves; throws when it never will. */
  void start();

  /** Ends it, also half-started. Returns when it has ended, by force once the patience is over. */
  void stop(Duration patience);

  /** In bytes; absent for what runs in the launcher's own process. */
  OptionalLong memory();
}
